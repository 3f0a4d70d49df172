import type { Sliced } from './kernels.ts';
import { handOver, type Perform, type Staged } from './staged.ts';

/** Runs a sliced computation to its end, without a pause. */
export function complete<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Work that is a part of other work: its fractions become those from `from` to `to`. Stopped, it stops the part. */
export function* partOf<T>(work: Sliced<T>, from: number, to: number): Sliced<T> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield from + (to - from) * step.value;
    }
  } finally {
    work.return(undefined as never);
  }
}

/** Does all parts here, one after the other, each a slice. */
export function* sliced<T>(work: Staged<T>, perform: Perform): Sliced<T> {
  let done = 0;
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      const { parts, count, until } = step.value;
      let index = 0;
      for (const part of parts) {
        if ('here' in part) part.here();
        else handOver(part, perform(part.ask, part.into));
        index += 1;
        yield done + ((until - done) * index) / count;
      }
      done = until;
    }
  } finally {
    work.return(undefined as never);
  }
}
