/** What is run when something ends; it may take time. */
export type Disposer = () => void | Promise<void>;

/**
 * Owns what was opened: whatever opens, subscribes or starts is given a scope and registers how it is undone.
 * Closing runs the disposers once, last registered first, all of them even when one fails.
 */
export interface Scope {
  readonly closed: boolean;
  /** Registers a disposer; on a closed scope it runs at once. */
  add(disposer: Disposer): void;
  /** Closes; later calls give the first call's promise. @throws the first disposer's failure, after all have run */
  close(): Promise<void>;
}

/** An open scope with nothing in it. */
export function createScope(): Scope {
  const disposers: Disposer[] = [];
  let closing: Promise<void> | undefined;

  async function disposeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let disposer = disposers.pop(); disposer !== undefined; disposer = disposers.pop()) {
      try {
        await disposer();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    get closed() {
      return closing !== undefined;
    },
    add(disposer) {
      if (closing === undefined) disposers.push(disposer);
      else closing = Promise.all([closing, disposer()]).then(() => undefined);
    },
    close() {
      closing ??= disposeAll();
      return closing;
    },
  };
}
