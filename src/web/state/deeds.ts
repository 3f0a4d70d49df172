import type { StoreApi } from 'zustand/vanilla';
import { type AppState, mayEdit } from './app-state.ts';
import type { Deed } from './deed.ts';
import { commit, settle } from './history.ts';
import { sameDoc } from './recipe-doc.ts';

type Doer<K extends Deed['kind']> = (deed: Extract<Deed, { kind: K }>, undo: boolean) => void;

/** What is done beside the recipe, in the recipe's own line of undo. */
export interface Deeds {
  /** Something was done: one entry. */
  record(deed: Deed): void;
  /** Who does, and undoes, deeds of a kind. */
  handle<K extends Deed['kind']>(kind: K, run: Doer<K>): void;
  perform(deed: Deed, undo: boolean): void;
  /** Whoever still waits for a gesture's end records it now. */
  onSettling(run: () => void): void;
  settle(): void;
}

export function createDeeds(store: StoreApi<AppState>): Deeds {
  const doers = new Map<string, (deed: never, undo: boolean) => void>();
  const settling: (() => void)[] = [];
  return {
    record(beside) {
      if (!mayEdit(store.getState())) return;
      const settled = settle(store.getState().recipe, sameDoc);
      const { beside: _, ...doc } = settled.present;
      store.setState({ recipe: commit(settled, { ...doc, beside }, () => false) });
    },
    handle(kind, run) {
      doers.set(kind, run);
    },
    perform: (deed, undo) => doers.get(deed.kind)?.(deed as never, undo),
    onSettling: (run) => settling.push(run),
    settle() {
      for (const run of settling) run();
    },
  };
}
