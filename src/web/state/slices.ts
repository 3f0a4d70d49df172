/** ms that a turn may take of a thread that draws. */
const TURN_MS = 8;

/**
 * Runs a computation in turns, each a task of its own, so that what is pressed meanwhile is answered.
 * @param slices yields wherever it may be interrupted
 * @returns what stops it, before it is done
 */
export function runSliced<T>(slices: Iterator<undefined, T>, done: (value: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = (): void => {
    const end = performance.now() + TURN_MS;
    do {
      const slice = slices.next();
      if (slice.done) {
        // What comes of it may take as long as a turn itself.
        if (performance.now() < end - TURN_MS / 2) done(slice.value);
        else timer = setTimeout(done, 0, slice.value);
        return;
      }
    } while (performance.now() < end);
    timer = setTimeout(turn);
  };
  turn();
  return () => clearTimeout(timer);
}

/** All slices at once. */
export function drain<T>(slices: Iterator<undefined, T>): T {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}
