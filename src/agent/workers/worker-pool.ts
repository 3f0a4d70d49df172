import type { Worker } from 'node:worker_threads';
import { AppError } from '../../core/base/errors.ts';
import type { FromWorker, TaskName, Tasks, ToWorker } from './protocol.ts';

export interface WorkerPoolOptions {
  /** Starts a thread that speaks the protocol. */
  readonly start: () => Worker;
  /** Threads at most; each is started when there is work for it, and stays. */
  readonly size: number;
  /** Tasks that may wait; one more is refused. */
  readonly queue: number;
  /** ms for one task. */
  readonly timeLimitMs: number;
}

/** ms until a thread that does not hear a cancel is ended. */
const CANCEL_GRACE_MS = 2000;

interface Job {
  readonly message: ToWorker;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: Tasks[TaskName]['give']) => void;
  readonly reject: (error: AppError) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | undefined;
  /** Undoes what watches the job. */
  settle: () => void;
}

/** Threads for work, a task at a time each; those that die are replaced, and their task fails at once. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /** @throws AppError busy, cancelled, time-limit; internal when the thread dies; what the task throws */
  run<N extends TaskName>(name: N, ask: Tasks[N]['ask'], signal?: AbortSignal): Promise<Tasks[N]['give']> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new AppError('cancelled', 'The server is stopping.'));
      if (signal?.aborted) return reject(new AppError('cancelled', 'The job was cancelled.'));
      if (this.#waiting.length >= this.#options.queue) {
        const message = `The server is busy: ${this.#waiting.length} jobs are waiting already. Try again later.`;
        return reject(new AppError('busy', message));
      }
      // A thread answers the task it was given, so the value is of that task's type.
      const give = resolve as (value: Tasks[TaskName]['give']) => void;
      const job: Job = { message: { type: 'task', name, ask }, signal, resolve: give, reject };
      this.#waiting.push(job);
      signal?.addEventListener('abort', () => this.#forget(job), { once: true });
      this.#next();
    });
  }

  /** Ends all threads; what they were doing is cancelled. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new AppError('cancelled', 'The server is stopping.'));
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #forget(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    job.reject(new AppError('cancelled', 'The job was cancelled.'));
  }

  #next(): void {
    if (this.#closed || this.#waiting.length === 0) return;
    const thread = [...this.#threads].find(({ job }) => job === undefined) ?? this.#startThread();
    const job = thread === undefined ? undefined : this.#waiting.shift();
    if (thread !== undefined && job !== undefined) this.#give(thread, job);
  }

  #startThread(): Thread | undefined {
    if (this.#threads.size >= this.#options.size) return undefined;
    const thread: Thread = { worker: this.#options.start(), job: undefined, settle: () => {} };
    this.#threads.add(thread);
    let cause: unknown;
    thread.worker.on('message', (message: FromWorker) => this.#receive(thread, message));
    thread.worker.on('error', (failure) => {
      cause = failure;
    });
    thread.worker.once('exit', () => {
      this.#threads.delete(thread);
      this.#end(thread, ({ reject }) => reject(this.#deathOf(cause)));
    });
    return thread;
  }

  #deathOf(cause: unknown): AppError {
    if (this.#closed) return new AppError('cancelled', 'The server is stopping.');
    const memory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (memory) return new AppError('memory-limit', 'The job needs more memory than there is.', { cause });
    return new AppError('internal', 'The thread that worked on it ended unexpectedly.', { cause });
  }

  #give(thread: Thread, job: Job): void {
    thread.job = job;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      thread.worker.postMessage({ type: 'cancel' } satisfies ToWorker);
      grace ??= setTimeout(() => void thread.worker.terminate(), CANCEL_GRACE_MS);
    };
    const { timeLimitMs } = this.#options;
    const limit = setTimeout(() => {
      job.reject(new AppError('time-limit', `The job took longer than the limit of ${timeLimitMs / 1000} s.`));
      cancel();
    }, timeLimitMs);
    thread.settle = () => {
      clearTimeout(limit);
      clearTimeout(grace);
      job.signal?.removeEventListener('abort', cancel);
    };
    job.signal?.addEventListener('abort', cancel, { once: true });
    thread.worker.postMessage(job.message);
  }

  #receive(thread: Thread, message: FromWorker): void {
    this.#end(thread, ({ resolve, reject }) => {
      if (message.type === 'done') resolve(message.value);
      else reject(AppError.fromJSON(message.error));
    });
  }

  #end(thread: Thread, answer: (job: Job) => void): void {
    const { job } = thread;
    thread.job = undefined;
    thread.settle();
    if (job !== undefined) answer(job);
    this.#next();
  }
}
