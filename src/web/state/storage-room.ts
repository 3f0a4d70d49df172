import type { BrowserStorage } from '../services/page.ts';

/** With less than this nothing more can be counted on. */
const LEAST_BYTES = 1e6;

export interface Room {
  readonly free: number;
  /** Nothing more can be kept. */
  readonly isFull: boolean;
}

/** The room that is left, in bytes; undefined where the browser does not say. */
export function roomOf(browser: BrowserStorage | undefined): Room | undefined {
  if (!browser) return undefined;
  // A browser may count more than it grants.
  const free = Math.max(0, browser.quota - browser.used);
  return { free, isFull: free < LEAST_BYTES };
}
