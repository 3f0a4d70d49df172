import { throwIfAborted } from '../../core/base/errors.ts';

export interface JobLaneOptions {
  /** Jobs at a time; one where nothing is said, so that two renders never share one thread's time. */
  readonly width?: number;
  /** Told when something is asked for, and when nothing is any more. */
  readonly onBusy?: (busy: boolean) => void;
}

/** Runs jobs in the order asked, so many at a time. */
export class JobLane {
  readonly #jobs = new Map<number, AbortController>();
  readonly #width: number;
  readonly #onBusy: (busy: boolean) => void;
  readonly #waiting = new Set<() => void>();
  readonly #idle = new Set<() => void>();
  #running = 0;

  constructor({ width = 1, onBusy = () => undefined }: JobLaneOptions = {}) {
    this.#width = width;
    this.#onBusy = onBusy;
  }

  /**
   * @param id chosen by the caller, who cancels by it
   * @throws AppError cancelled: at once while the job waits, else when `work` notices its signal
   */
  async run<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.#jobs.size === 0) this.#onBusy(true);
    this.#jobs.set(id, controller);
    try {
      return await this.#inTurn(controller.signal, work);
    } finally {
      this.#jobs.delete(id);
      if (this.#jobs.size === 0) this.#rest();
    }
  }

  /** Settles when nothing is asked for any more, at once where nothing is. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  /** Does nothing when the job is over. */
  cancel(id: number): void {
    this.#jobs.get(id)?.abort();
  }

  async #inTurn<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    // A job that is cancelled at once never begins.
    await Promise.resolve();
    throwIfAborted(signal);
    const hasTurn = await this.#turn(signal);
    try {
      throwIfAborted(signal);
      return await work(signal);
    } finally {
      if (hasTurn) this.#next();
    }
  }

  /** @returns false when the job was cancelled while it waited */
  #turn(signal: AbortSignal): Promise<boolean> | true {
    if (this.#running < this.#width) {
      this.#running += 1;
      return true;
    }
    return new Promise((resolve) => {
      const begin = (): void => resolve(true);
      this.#waiting.add(begin);
      signal.addEventListener('abort', () => this.#waiting.delete(begin) && resolve(false), { once: true });
    });
  }

  /** Whoever waits longest takes over the place of a job that is over. */
  #next(): void {
    const [begin] = this.#waiting;
    if (begin === undefined) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(begin);
    begin();
  }

  #rest(): void {
    this.#onBusy(false);
    for (const resolve of this.#idle) resolve();
    this.#idle.clear();
  }
}
