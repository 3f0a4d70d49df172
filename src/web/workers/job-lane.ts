import { throwIfAborted } from '../../core/base/errors.ts';

/** Runs jobs one after the other in the order asked, so that two renders never share one thread's time. */
export class JobLane {
  readonly #jobs = new Map<number, AbortController>();
  #last: Promise<void> = Promise.resolve();

  /**
   * @param id chosen by the caller, who cancels by it
   * @throws AppError cancelled: at once while the job waits, else when `work` notices its signal
   */
  run<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#jobs.set(id, controller);
    const before = this.#last;
    const done = inTurn(before, controller.signal, work).finally(() => this.#jobs.delete(id));
    // Resolves to nothing, so that the lane holds no job's result.
    this.#last = Promise.allSettled([before, done]).then(() => undefined);
    return done;
  }

  /** Settles when nothing is asked for any more, at once where nothing is. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await this.#last;
  }

  /** Does nothing when the job is over. */
  cancel(id: number): void {
    this.#jobs.get(id)?.abort();
  }
}

async function inTurn<T>(before: Promise<void>, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) {
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([before, aborted]);
  throwIfAborted(signal);
  return work(signal);
}
