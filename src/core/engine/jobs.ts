import { type AbortSignalLike, AppError } from '../base/errors.ts';
import type { Urgency } from '../kernels/crew.ts';
import type { Progress } from './engine.ts';

/** What a piece of work is given, and what whoever asks for it gives. */
export interface JobHandlers {
  readonly signal: AbortSignalLike | undefined;
  readonly report: (progress: Progress) => void;
  readonly urgency?: Urgency | undefined;
}

/** Reports a part's progress as that of the whole. */
export function within({ report, ...job }: JobHandlers, from: number, size: number): JobHandlers {
  return { ...job, report: (progress) => report({ ...progress, fraction: from + size * progress.fraction }) };
}

/**
 * Work in flight, by signature: asked for twice, it is done once. Whoever aborts leaves; the work goes on for the
 * others and stops when the last one has left. Nothing is kept once it has ended, least of all a failure.
 *
 * Core has no events, so signals are polled: by the work itself, between its slices.
 */
export class Jobs {
  readonly #running = new Map<string, object>();

  /**
   * @param work polls `signal` and reports 0..1; it must not depend on who asked first
   * @throws what `work` throws; AppError cancelled when `handlers.signal` is aborted
   */
  share<T>(key: string, handlers: JobHandlers, work: (handlers: JobHandlers) => Promise<T>): Promise<T> {
    // Callers of one key ask for one type: a key is a signature, and a signature means one thing.
    const running = this.#running.get(key) as Job<T> | undefined;
    if (running !== undefined) return running.join(handlers);
    const job = new Job<T>(() => {
      if (this.#running.get(key) === job) this.#running.delete(key);
    });
    this.#running.set(key, job);
    const result = job.join(handlers);
    job.start(work);
    return result;
  }

  /** How many pieces of work are in flight. */
  get size(): number {
    return this.#running.size;
  }
}

interface Member<T> extends JobHandlers {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

class Job<T> implements AbortSignalLike {
  readonly #members = new Set<Member<T>>();
  readonly #end: () => void;
  #last: Progress | undefined;

  /** @param end called once nobody may join any more */
  constructor(end: () => void) {
    this.#end = end;
  }

  join(handlers: JobHandlers): Promise<T> {
    if (this.#last !== undefined) handlers.report(this.#last);
    return new Promise((resolve, reject) => {
      this.#members.add({ ...handlers, resolve, reject });
    });
  }

  /** Lets go of the members that have aborted; true when none is left. */
  get aborted(): boolean {
    for (const member of this.#members) {
      if (!member.signal?.aborted) continue;
      this.#members.delete(member);
      member.reject(new AppError('cancelled', 'The job was cancelled.'));
    }
    if (this.#members.size > 0) return false;
    this.#end();
    return true;
  }

  /** Of the first: who comes later finds it as it runs. */
  get #urgency(): Urgency | undefined {
    return [...this.#members][0]?.urgency;
  }

  start(work: (handlers: JobHandlers) => Promise<T>): void {
    const handlers = { signal: this, report: (progress: Progress) => this.#report(progress) };
    work({ ...handlers, urgency: this.#urgency }).then(
      (value) => this.#settle((member) => member.resolve(value)),
      (error: unknown) => this.#settle((member) => member.reject(error)),
    );
  }

  #report(progress: Progress): void {
    this.#last = progress;
    for (const member of this.#members) {
      try {
        member.report(progress);
      } catch (error) {
        // A caller whose report fails is the only one that fails.
        this.#members.delete(member);
        member.reject(error);
      }
    }
  }

  #settle(answer: (member: Member<T>) => void): void {
    this.#end();
    // Those that have aborted by now are let go first; the others get the outcome.
    if (this.aborted) return;
    for (const member of this.#members) answer(member);
    this.#members.clear();
  }
}
