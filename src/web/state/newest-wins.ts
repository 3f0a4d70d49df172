/**
 * How a change meets a job that is still running. A `commit` stops it: only the new value matters. A `drag` lets it
 * finish and then runs the latest value, so that the picture follows the hand instead of being cancelled all the way.
 */
export type Urgency = 'commit' | 'drag';

export interface NewestWinsHandlers<V, R> {
  readonly run: (value: V, signal: AbortSignal) => Promise<R>;
  readonly started: (value: V) => void;
  readonly done: (value: V, result: R) => void;
  readonly failed: (value: V, error: unknown) => void;
  /** Nothing runs and nothing waits any more. */
  readonly idle: () => void;
}

export interface NewestWins<V> {
  request(value: V, urgency: Urgency): void;
  /** Stops what runs and forgets what waits. */
  cancel(): void;
}

/** At most one job at a time; whatever happens in between, the last value asked for is the last one delivered. */
export function createNewestWins<V, R>(handlers: NewestWinsHandlers<V, R>): NewestWins<V> {
  let running: AbortController | undefined;
  let waiting: { readonly value: V } | undefined;

  async function start(value: V): Promise<void> {
    const controller = new AbortController();
    running = controller;
    handlers.started(value);
    try {
      const result = await handlers.run(value, controller.signal);
      if (running === controller) handlers.done(value, result);
    } catch (error) {
      if (running === controller && waiting === undefined) handlers.failed(value, error);
    }
    if (running === controller) next();
  }

  function next(): void {
    running = undefined;
    const following = waiting;
    waiting = undefined;
    if (following) void start(following.value);
    else handlers.idle();
  }

  return {
    request(value, urgency) {
      if (running && urgency === 'drag') {
        waiting = { value };
        return;
      }
      running?.abort();
      waiting = undefined;
      void start(value);
    },
    cancel() {
      if (!running) return;
      running.abort();
      running = undefined;
      waiting = undefined;
      handlers.idle();
    },
  };
}
