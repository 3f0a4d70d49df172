import { AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { NamedRow, RowResult } from '../../core/sets/run-set.ts';
import { JobLane } from './job-lane.ts';
import type { RowAnswer, RowTask } from './row-protocol.ts';

/** A thread that makes rows. */
export interface RowHand {
  render(job: number, task: RowTask): Promise<RowAnswer>;
  cancel(job: number): void;
  hold(on: boolean): void;
  /** Ends it at once; what it was asked is answered. */
  close(): void;
}

export interface RowCrewOptions {
  /** Threads at most. */
  readonly size: number;
  readonly start: () => Promise<RowHand>;
  /** Calls back later. @returns what stops that */
  readonly later: (ms: number, call: () => void) => () => void;
}

/** ms without a row after which threads are ended: they hold sounds and analyses. */
const IDLE_MS = 30_000;

/** Threads that make rows of sets, whole rows each; started when there are rows, and ended when there were none for a while. */
export class RowCrew {
  readonly size: number;
  readonly #options: RowCrewOptions;
  readonly #hands = new Set<RowHand>();
  readonly #free: RowHand[] = [];
  readonly #lane: JobLane;
  #isHeld = false;
  #jobs = 0;
  #rest: () => void = () => undefined;

  constructor(options: RowCrewOptions) {
    this.size = options.size;
    this.#options = options;
    this.#lane = new JobLane({ width: options.size, onBusy: (busy) => (busy ? this.#rest() : this.#wait()) });
  }

  /** Waits while `size` others are being made. @throws AppError cancelled */
  async render(row: NamedRow, task: Omit<RowTask, 'row'>, signal: AbortSignal): Promise<RowResult> {
    this.#jobs += 1;
    const job = this.#jobs;
    const cancel = (): void => this.#lane.cancel(job);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      throwIfAborted(signal);
      return await this.#lane.run(job, (own) => this.#renderNow(job, { row, ...task }, own));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Threads stand still while somebody waits for other work. */
  hold(on: boolean): void {
    this.#isHeld = on;
    for (const hand of this.#hands) hand.hold(on);
  }

  close(): void {
    this.#rest();
    for (const hand of [...this.#hands]) this.#end(hand);
    this.#free.length = 0;
  }

  async #renderNow(job: number, task: RowTask, signal: AbortSignal): Promise<RowResult> {
    const { row } = task;
    let hand: RowHand | undefined;
    const cancel = (): void => hand?.cancel(job);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const rested = this.#free.pop();
      hand = rested ?? (await this.#start());
      throwIfAborted(signal);
      const answer = await hand.render(job, task).catch(async (thrown) => {
        if (rested === undefined || AppError.from(thrown).kind === 'cancelled') throw thrown;
        // It may have died while it rested, which is not the row's fault.
        this.#end(rested);
        hand = await this.#start();
        throwIfAborted(signal);
        return await hand.render(job, task);
      });
      if (answer.kind === 'rendered') return { row, ...answer };
      const error = AppError.fromJSON(answer.error);
      // Memory of kernels is in doubt after a trap.
      if (error.code === 'kernel-trap') this.#end(hand);
      return { kind: 'failed', row, error };
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.kind === 'cancelled') throw error;
      if (hand) this.#end(hand);
      return { kind: 'failed', row, error };
    } finally {
      if (hand && this.#hands.has(hand)) this.#free.push(hand);
    }
  }

  /** Nobody asks any more: the threads are there for a while. */
  #wait(): void {
    this.#rest = this.#options.later(IDLE_MS, () => this.close());
  }

  async #start(): Promise<RowHand> {
    const hand = await this.#options.start();
    this.#hands.add(hand);
    if (this.#isHeld) hand.hold(true);
    return hand;
  }

  #end(hand: RowHand): void {
    if (this.#hands.delete(hand)) hand.close();
  }
}
