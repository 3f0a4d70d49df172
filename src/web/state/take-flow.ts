import type { Page } from '../services/page.ts';

/** Blocks come some twenty times a second, and are told of half as often. */
const STALL_MS = 3000;

/**
 * Watches a take: only samples say that it goes on, for an audio context that the system has stopped says nothing.
 * @param frames of the take so far; undefined when it is over
 * @param stalled told once each time when nothing comes any more
 */
export function watchFlow(page: Page, frames: () => number | undefined, stalled: () => void): void {
  let before = -1;
  let isTold = false;
  const look = (): void => {
    const now = frames();
    if (now === undefined) return;
    if (now === before && !isTold) stalled();
    isTold = now === before;
    before = now;
    page.after(STALL_MS, look);
  };
  look();
}
