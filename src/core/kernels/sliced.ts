import type { Sliced } from './kernels.ts';

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
