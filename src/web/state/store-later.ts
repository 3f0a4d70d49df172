import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';

/** ms: what is drawn at once meanwhile, as progress is, begins the turns again, which would never end. */
const MOST_TURNS_MS = 1000;
/** ms for turns that are only slow; then they are no better than what they are to spare. */
const MOST_SLOW_MS = 2000;
const hurrying = new Set<() => boolean>();

/**
 * What a store says, shown in turns between which the page answers; a store's own hook draws all that changed in one task.
 * Not for what is being typed, which would come back a moment late.
 * @param select must return a stored value, not a fresh object
 */
export function useStoreLater<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  // In a box, which goes with the time where nothing changes: a state that was holds sounds that were.
  const [box, show] = useState(() => ({ state: store.getState() }));
  const value = select(box.state);
  const seen = useRef({ box, value, select, pending: undefined as Pending<T> | undefined });
  // Begun again, if it is not the first time.
  if (seen.current.box !== box && seen.current.pending) seen.current.pending.tries += 1;
  useEffect(() => {
    if (seen.current.box !== box) {
      seen.current.pending = undefined;
      // React keeps the box before until the one after, and what is in it is never drawn again.
      seen.current.box.state = store.getInitialState();
    }
    Object.assign(seen.current, { box, value, select });
  });
  const hurry = useCallback((): boolean => {
    const { pending } = seen.current;
    if (pending === undefined) return true;
    const waited = performance.now() - pending.since;
    if (waited < (pending.tries > 1 ? MOST_TURNS_MS : MOST_SLOW_MS)) return false;
    show({ state: store.getState() });
    return true;
  }, [store]);
  const look = useCallback(() => {
    const { box: drawn, value: before, select: of, pending } = seen.current;
    const state = store.getState();
    const now = of(state);
    if (pending && Object.is(pending.value, now)) return;
    if (Object.is(before, now)) {
      drawn.state = state;
      // It is again what is drawn, which what is on its way must not replace.
      if (pending) {
        pending.value = now;
        show({ state });
      }
      return;
    }
    startTransition(() => show({ state }));
    if (pending) pending.value = now;
    else seen.current.pending = { value: now, since: performance.now(), tries: 0 };
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
  return value;
}

/** What was asked to be drawn, and is not yet. */
interface Pending<T> {
  value: T;
  /** When the first of it was asked for, ms. */
  readonly since: number;
  /** How often drawing it has begun. */
  tries: number;
}

/** @param hurry asked from time to time until it returns true */
function hurryLater(hurry: () => boolean): void {
  if (hurrying.size === 0) {
    setTimeout(() => {
      const asked = [...hurrying];
      hurrying.clear();
      for (const each of asked) if (!each()) hurryLater(each);
    }, MOST_TURNS_MS / 8);
  }
  hurrying.add(hurry);
}
