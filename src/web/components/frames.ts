/** @param seconds since it ran before, 0 for the first time */
export type Frame = (seconds: number) => void;

interface Runner {
  readonly run: Frame;
  ran: number | undefined;
}

const runners = new Set<Runner>();
let request: number | undefined;
/** A pointer is held down. */
let pressed = false;
let skipped = false;

function next(now: number): void {
  request = requestAnimationFrame(next);
  // What a hand does comes first: every frame of a playhead is committed and drawn whole, and a drag waits for that.
  skipped = pressed && !skipped;
  if (skipped) return;
  for (const runner of runners) {
    const { ran } = runner;
    runner.ran = now;
    runner.run(ran === undefined ? 0 : (now - ran) / 1000);
  }
}

/** By what the pointer itself says: a press may begin what runs, and its end may be told to nobody. */
const watch = ({ buttons }: PointerEvent) => {
  pressed = buttons > 0;
};
for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const) {
  globalThis.addEventListener?.(type, watch, { capture: true, passive: true });
}

/**
 * Runs once per animation frame, and once in two while a pointer is held down. All run in one request.
 * @returns ends it
 */
export function onFrames(run: Frame): () => void {
  const runner: Runner = { run, ran: undefined };
  runners.add(runner);
  request ??= requestAnimationFrame(next);
  return () => {
    runners.delete(runner);
    if (runners.size > 0 || request === undefined) return;
    cancelAnimationFrame(request);
    request = undefined;
  };
}
