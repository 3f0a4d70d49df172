import type { Clock } from '../../core/base/clock.ts';
import type { Progress } from '../../core/engine/engine.ts';

/** About two frames of a screen, ms. */
const INTERVAL_MS = 30;

/** A slice of work ends every few milliseconds; a page shows progress 30 times a second. */
export function throttleProgress(clock: Clock, report: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  let label = '';
  return (progress) => {
    const now = clock.now();
    if (now - last < INTERVAL_MS && progress.label === label) return;
    last = now;
    label = progress.label;
    report(progress);
  };
}
