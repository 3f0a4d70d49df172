import { removeUnfinishedFiles } from '../agent/host/write-file.ts';
import type { Scope } from '../core/base/scope.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C below npm arrives twice, from the terminal and passed on by npm; ms in which it counts once. */
const ONE_KEY_PRESS_MS = 250;

/**
 * The first of SIGINT, SIGTERM, SIGHUP asks to stop; a second one ends the process at once, as if we had never listened.
 * Closing the scope gives the signals back to Node.
 */
export function onInterrupt(scope: Scope, stop: () => void): void {
  let askedAt: number | undefined;
  const handle = (signal: (typeof SIGNALS)[number]): void => {
    const now = performance.now();
    if (askedAt === undefined) {
      askedAt = now;
      stop();
    } else if (now - askedAt > ONE_KEY_PRESS_MS) {
      // Not by process.exit: it waits for system calls in flight, and reading a silent pipe never returns.
      removeUnfinishedFiles();
      release();
      process.kill(process.pid, signal);
    }
  };
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  scope.add(release);
}
