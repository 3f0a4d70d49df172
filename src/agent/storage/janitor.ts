import type { Clock } from '../../core/base/clock.ts';
import type { Scope } from '../../core/base/scope.ts';
import { sweep } from './sweep.ts';

/** Calls again and again, until what it returns is called. */
export type Timer = (call: () => void, everyMs: number) => () => void;

/** Node's own; it does not keep a process alive. */
export const systemTimer: Timer = (call, everyMs) => {
  const timer = setInterval(call, everyMs).unref();
  return () => clearInterval(timer);
};

export interface JanitorOptions {
  /** A cache folder. */
  readonly folder: string;
  readonly everyMs: number;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Told how many files went, when some did. */
  readonly onRemoved: (count: number) => void;
  readonly onFailure: (failure: unknown) => void;
}

/** Sweeps a cache folder now and at times, one sweep after the other. Closing the scope ends the one that runs. */
export function startJanitor(options: JanitorOptions, scope: Scope): void {
  let sweeping: Promise<void> | undefined;
  const begin = (): void => {
    // A folder so large that a sweep takes longer than the pause is swept without pause, not twice at once.
    sweeping ??= sweepOnce(options, scope)
      .catch(options.onFailure)
      .finally(() => {
        sweeping = undefined;
      });
  };
  const stop = options.timer(begin, options.everyMs);
  scope.add(async () => {
    stop();
    await sweeping;
  });
  begin();
}

async function sweepOnce({ folder, clock, onRemoved }: JanitorOptions, scope: Scope): Promise<void> {
  let removed = 0;
  for await (const { action, failure } of sweep(folder, { clock, everything: false, simulate: false })) {
    if (action === 'delete' && failure === undefined) removed += 1;
    if (scope.closed) break;
  }
  if (removed > 0) onRemoved(removed);
}
