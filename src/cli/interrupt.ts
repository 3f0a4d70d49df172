import { constants } from 'node:os';
import type { Scope } from '../core/base/scope.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C below npm arrives twice, from the terminal and passed on by npm; ms in which it counts once. */
const ONE_KEY_PRESS_MS = 250;

/**
 * The first of SIGINT, SIGTERM, SIGHUP asks to stop; a second one ends the process at once. Closing the scope gives the
 * signals back to Node.
 */
export function onInterrupt(scope: Scope, stop: () => void): void {
  let askedAt: number | undefined;
  const handle = (signal: (typeof SIGNALS)[number]): void => {
    const now = performance.now();
    if (askedAt === undefined) {
      askedAt = now;
      stop();
    } else if (now - askedAt > ONE_KEY_PRESS_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  scope.add(() => {
    for (const signal of SIGNALS) process.off(signal, handle);
  });
}
