import type { Clock } from '../../core/base/clock.ts';
import { AppError } from '../../core/base/errors.ts';

/** ms for which a failure is repeated without trying again: a client that polls must see it. */
const MEMO_MS = 60_000;

/** Failures that say nothing about the request: trying again may well help. */
const PASSING: readonly AppError['kind'][] = ['cancelled', 'conflict'];

/** A job as whoever asks for it sees it. */
export type JobState =
  | {
      readonly state: 'running';
      /** ms since the epoch. */
      readonly startedAt: number;
      /** Somebody will come back for the result. */
      readonly isKept: boolean;
    }
  | { readonly state: 'failed'; readonly error: AppError };

interface Running {
  readonly state: 'running';
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly outcome: Promise<string>;
  readonly abort: AbortController;
  /** Clients that hold their connection for the answer. */
  waiting: number;
  /** Somebody will come back for the result. */
  isKept: boolean;
}

interface Failed {
  readonly state: 'failed';
  readonly error: AppError;
  readonly until: number;
}

/**
 * The jobs of the server by signature: what runs, once for all who ask, and what failed a short while ago. Every job
 * ends with a result or a recorded failure; nothing is left waiting.
 */
export class VtJobs {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Running | Failed>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Running jobs and remembered failures. */
  get size(): number {
    this.#forgetOld();
    return this.#entries.size;
  }

  look(signature: string): JobState | undefined {
    this.#forgetOld();
    return this.#entries.get(signature);
  }

  /** Starts a job, unless it runs; `work` gives the result's path. */
  start(signature: string, work: (signal: AbortSignal) => Promise<string>): void {
    if (this.#entries.get(signature)?.state === 'running') return;
    const abort = new AbortController();
    const outcome = work(abort.signal);
    const startedAt = this.#clock.now();
    const job: Running = { state: 'running', startedAt, outcome, abort, waiting: 0, isKept: false };
    this.#entries.set(signature, job);
    outcome.then(
      () => this.#end(signature, job),
      (failure: unknown) => this.#end(signature, job, AppError.from(failure)),
    );
  }

  /** Lets a running job go on though nobody waits for it. */
  keep(signature: string): void {
    const job = this.#entries.get(signature);
    if (job?.state === 'running') job.isKept = true;
  }

  /**
   * Waits for a running job, which is cancelled when all who waited have gone and nobody keeps it.
   * @returns the result's path
   * @throws what the job throws; AppError cancelled when `gone` is aborted
   */
  async join(signature: string, gone: AbortSignal): Promise<string> {
    const job = this.#entries.get(signature);
    if (job?.state !== 'running') throw new AppError('internal', `No job runs for ${signature}.`);
    job.waiting += 1;
    const leave = (): void => {
      job.waiting -= 1;
      if (job.waiting > 0 || job.isKept) return;
      // Out of the list first: who asks from now on gets a new job, not a cancelled one.
      this.#end(signature, job);
      job.abort.abort();
    };
    if (gone.aborted) leave();
    else gone.addEventListener('abort', leave, { once: true });
    try {
      return await job.outcome;
    } finally {
      gone.removeEventListener('abort', leave);
    }
  }

  /** Waits for what runs; after the grace period cancels it. */
  async close(graceMs: number): Promise<void> {
    const running = [...this.#entries.values()].filter((entry) => entry.state === 'running');
    const deadline = setTimeout(() => {
      for (const { abort } of running) abort.abort();
    }, graceMs);
    await Promise.allSettled(running.map(({ outcome }) => outcome));
    clearTimeout(deadline);
  }

  #end(signature: string, job: Running, error?: AppError): void {
    if (this.#entries.get(signature) !== job) return;
    this.#entries.delete(signature);
    if (error === undefined || PASSING.includes(error.kind)) return;
    this.#entries.set(signature, { state: 'failed', error, until: this.#clock.now() + MEMO_MS });
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [signature, entry] of this.#entries) {
      if (entry.state === 'failed' && entry.until <= now) this.#entries.delete(signature);
    }
  }
}
