/** A value with its past: one entry per gesture, linear, bounded. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The value before a gesture that has not ended, which becomes one entry when it does. */
  readonly before: T | undefined;
}

const DEPTH = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], before: undefined };
}

/** The value moves under the hand; nothing is remembered until `settle`. */
export function drift<T>(history: History<T>, present: T): History<T> {
  return { ...history, present, before: history.before ?? history.present };
}

/** The gesture ends: one entry, or none when it came back to where it began. */
export function settle<T>(history: History<T>, same: (a: T, b: T) => boolean): History<T> {
  const { before, present } = history;
  if (before === undefined) return history;
  if (same(before, present)) return { ...history, present: before, before: undefined };
  return { past: [...history.past, before].slice(-DEPTH), present, future: [], before: undefined };
}

export function commit<T>(history: History<T>, present: T, same: (a: T, b: T) => boolean): History<T> {
  return settle(drift(history, present), same);
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    before: undefined,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const next = history.future[0];
  if (next === undefined) return history;
  return {
    past: [...history.past, history.present],
    present: next,
    future: history.future.slice(1),
    before: undefined,
  };
}
