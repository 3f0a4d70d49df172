import { AppError } from '../../core/base/errors.ts';

/** What is asked for once, and known from then on. */
export interface Asking {
  /** Asks once; the answer, or the problem, is kept and announced, unless the sound was released meanwhile. */
  ask<T>(id: string, key: string, compute: () => Promise<T>, keep: (value: T) => void): Promise<void>;
  isPending(key: string): boolean;
  /** Whether an answer is on its way. */
  isBusy(): boolean;
  /** True when the engine no longer has the sound. */
  isGone(id: string): boolean;
  /** Why what was asked of a sound cannot be computed. */
  problem(id: string): AppError | undefined;
  retry(id: string): void;
  release(id: string): void;
  announce(id: string): void;
  /** How often something was told. */
  arrivals(): number;
  /** Tells of which sound something has arrived. */
  subscribe(listener: (id: string) => void): () => void;
}

export function createAsking(): Asking {
  const problems = new Map<string, AppError>();
  /** Each with its own mark: a sound that was released may be asked about again before the old answer comes. */
  const pending = new Map<string, object>();
  const gone = new Set<string>();
  const listeners = new Set<(id: string) => void>();

  let arrivals = 0;

  const announce = (id: string) => {
    arrivals++;
    for (const listener of listeners) listener(id);
  };

  return {
    async ask(id, key, compute, keep) {
      if (pending.has(key) || problems.has(id) || gone.has(id)) return;
      const mark = {};
      const isWanted = () => pending.get(key) === mark;
      pending.set(key, mark);
      try {
        const value = await compute();
        if (isWanted()) keep(value);
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (!isWanted()) return announce(id);
        if (error.code === 'source-not-found') gone.add(id);
        else if (error.kind !== 'cancelled') problems.set(id, error);
      }
      if (isWanted()) pending.delete(key);
      announce(id);
    },
    isPending: (key) => pending.has(key),
    isBusy: () => pending.size > 0,
    isGone: (id) => gone.has(id),
    problem: (id) => problems.get(id),
    retry(id) {
      problems.delete(id);
      announce(id);
    },
    release(id) {
      for (const key of pending.keys()) if (key.includes(id)) pending.delete(key);
      problems.delete(id);
      gone.delete(id);
    },
    announce,
    arrivals: () => arrivals,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
