import type { Lease } from './project-store.ts';

/** A reload may find the lock not yet given back by the page that it replaces. */
const PATIENCE_MS = 600;
/** After this long a page that does not answer, for it is frozen or stuck, loses the lock all the same. */
const ANSWER_MS = 3000;

/** The right to write, of one page of an origin at a time; it goes when the page goes, however it goes. */
export class ProjectLease {
  readonly #name: string;
  #giveBack: (() => void) | undefined;
  #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** @param lost called when another page takes it; it waits for the promise */
  async ask(lost: () => Promise<void>): Promise<Lease> {
    // Missing on plain http from another machine: then whoever comes may write.
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) return 'held';
    return (await this.#request(locks, { signal: AbortSignal.timeout(PATIENCE_MS) }, lost)) ? 'held' : 'elsewhere';
  }

  async take(lost: () => Promise<void>): Promise<void> {
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) return;
    const asking = new BroadcastChannel(this.#name);
    asking.postMessage('take');
    asking.close();
    if (await this.#request(locks, { signal: AbortSignal.timeout(ANSWER_MS) }, lost)) return;
    await this.#request(locks, { steal: true }, lost);
  }

  #request(locks: LockManager, options: LockOptions, lost: () => Promise<void>): Promise<boolean> {
    return new Promise((resolve) => {
      locks
        .request(this.#name, options, () => {
          resolve(true);
          return this.#hold(lost);
        })
        .catch(() => {
          // Not granted in time, or taken away.
          resolve(false);
          if (this.#giveBack) void this.#end(lost);
        });
    });
  }

  #hold(lost: () => Promise<void>): Promise<void> {
    const channel = new BroadcastChannel(this.#name);
    this.#channel = channel;
    const held = new Promise<void>((resolve) => {
      this.#giveBack = resolve;
    });
    channel.onmessage = () => void this.#end(lost);
    return held;
  }

  async #end(lost: () => Promise<void>): Promise<void> {
    const giveBack = this.#giveBack;
    this.#giveBack = undefined;
    this.#channel?.close();
    if (giveBack === undefined) return;
    await lost().catch(() => undefined);
    giveBack();
  }
}
