import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';

/** ms: what is drawn at once meanwhile, as progress is, begins the turns again, which would never end. */
const MOST_TURNS_MS = 400;
const hurrying = new Set<() => boolean>();

/**
 * What a store says, shown in turns between which the page answers; a store's own hook draws all that changed in one task.
 * Not for what is being typed, which would come back a moment late.
 * @param select must return a stored value, not a fresh object
 */
export function useStoreLater<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  // In a box, which goes with the time where nothing changes: a state that was holds sounds that were.
  const [box, show] = useState(() => ({ state: store.getState() }));
  const seen = useRef({ box, select, since: undefined as number | undefined });
  useEffect(() => {
    if (seen.current.box !== box) seen.current.since = undefined;
    seen.current.box = box;
    seen.current.select = select;
  });
  const hurry = useCallback((): boolean => {
    const { since } = seen.current;
    if (since === undefined) return true;
    if (performance.now() - since < MOST_TURNS_MS) return false;
    show({ state: store.getState() });
    return true;
  }, [store]);
  const look = useCallback(() => {
    const { box: before, select: of } = seen.current;
    const state = store.getState();
    if (Object.is(of(before.state), of(state))) {
      before.state = state;
      return;
    }
    startTransition(() => show({ state }));
    seen.current.since ??= performance.now();
    hurryLater(hurry);
  }, [store, hurry]);
  useEffect(() => {
    const unsubscribe = store.subscribe(look);
    return () => {
      unsubscribe();
      hurrying.delete(hurry);
    };
  }, [store, look, hurry]);
  // Something may have changed before the first subscription, or something else is selected now.
  useEffect(look);
  return select(box.state);
}

/** @param hurry asked from time to time until it returns true */
function hurryLater(hurry: () => boolean): void {
  if (hurrying.size === 0) {
    setTimeout(() => {
      const asked = [...hurrying];
      hurrying.clear();
      for (const each of asked) if (!each()) hurryLater(each);
    }, MOST_TURNS_MS / 4);
  }
  hurrying.add(hurry);
}
