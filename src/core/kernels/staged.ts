import type { WorldAsk } from './world-asks.ts';

/** A piece of work that needs nothing but what it is asked with: any thread may do it. Some milliseconds. */
export interface Part {
  readonly ask: WorldAsk;
  /** Where the answer goes; of its length. */
  readonly into?: Float64Array;
  /** Who takes the answer, which is theirs to keep: called in the order of the parts. */
  readonly take?: (answer: Float64Array) => void;
}

/** A piece of work that only the thread with the computation's own state can do. */
export interface Chore {
  readonly here: () => void;
}

/** Parts that do not need each other's answers. They are made one by one, when there is a hand free for the next. */
export interface Stage {
  readonly parts: Iterable<Part | Chore>;
  /** How many there are, */
  readonly count: number;
  /** and what of the whole, 0..1, is done after them. */
  readonly until: number;
}

/**
 * A computation as stages: who runs it does the parts of each, in any order, on any number of threads, and then asks for
 * the next. Which of them does what does not change the result. `return()` frees everything held in linear memory.
 */
export type Staged<T> = Generator<Stage, T, void>;

/** Does one part. @param into where the answer is to be written, where there is such a place */
export type Perform = (ask: WorldAsk, into?: Float64Array) => Float64Array;

/** Hands an answer over: to its place, and to whoever takes it. */
export function handOver({ into, take }: Pick<Part, 'into' | 'take'>, answer: Float64Array): void {
  if (into !== undefined && into !== answer) into.set(answer);
  take?.(into ?? answer);
}

/** Stages that are a part of others: what is done runs from `from` to `to`. Stopped, it stops them. */
export function* stagesOf<T>(work: Staged<T>, from: number, to: number): Staged<T> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield { ...step.value, until: from + (to - from) * step.value.until };
    }
  } finally {
    work.return(undefined as never);
  }
}
