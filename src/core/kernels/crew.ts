import { AppError, type ErrorJson } from '../base/errors.ts';
import type { WorldAsk } from './world-asks.ts';

/** Whose parts go first: somebody waits for an interactive job. */
export type Urgency = 'interactive' | 'batch';

/** Threads that help with parts, shared by all jobs of a host. Whoever asks works, too: a crew never makes a job wait. */
export interface Crew {
  /** Threads at most. */
  readonly size: number;
  /** A job comes, and gets what its urgency gives it. */
  join(urgency: Urgency): CrewMember;
}

/** A job's claim on the crew. */
export interface CrewMember {
  /**
   * Takes a part, of which it makes a copy, when a thread has room for it: one that does nothing, or, not for the `last`
   * parts, one that has nothing more to do after what it does. Undefined when there is no room, or more urgent jobs have it.
   * @returns undefined when the thread was lost: the part is then still to be done
   */
  offer(ask: WorldAsk, last: boolean): Promise<Float64Array | undefined> | undefined;
  /** The job ends; what was taken is still answered. */
  leave(): void;
}

/** One thread, as its host starts it. It answers in the order in which it is asked. */
export interface Hand {
  send(message: HandAsk, transfer: readonly ArrayBuffer[]): void;
  /** Ends it at once. */
  close(): void;
}

export interface HandAsk {
  readonly ask: WorldAsk;
}

export type HandAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly answer: Float64Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly error: ErrorJson };

/** What a thread is told with, by whoever starts it. */
export interface HandEvents {
  said(message: HandAnswer): void;
  /** It is gone, or never came. */
  died(): void;
}

export interface CrewOptions {
  readonly size: number;
  /** Starts a thread that says that it is ready once it is. */
  readonly start: (events: HandEvents) => Hand;
  /** Calls back later. @returns what stops that */
  readonly later: (ms: number, call: () => void) => () => void;
  /** ms after which a thread without work is ended. */
  readonly idleMs: number;
}

/** Parts that a thread holds: the one it does, and the next, so that it need not wait. */
const ROOM = 2;

/** Parts that a job must have done itself before another thread is started: that takes longer than a few parts. */
const REFUSALS = 5;

interface Waiting {
  readonly resolve: (answer: Float64Array | undefined) => void;
  readonly reject: (error: AppError) => void;
}

interface Member {
  readonly hand: Hand;
  ready: boolean;
  readonly waiting: Waiting[];
  rest: () => void;
}

/** A crew of threads, each started when there is work for it and ended when there was none for a while. */
export class HandCrew implements Crew {
  readonly size: number;
  readonly #options: CrewOptions;
  readonly #members = new Set<Member>();
  /** Jobs of each urgency. */
  readonly #jobs: Record<Urgency, number> = { interactive: 0, batch: 0 };

  constructor(options: CrewOptions) {
    this.size = options.size;
    this.#options = options;
  }

  join(urgency: Urgency): CrewMember {
    this.#jobs[urgency] += 1;
    let isIn = true;
    let refused = 0;
    return {
      offer: (ask, last) => {
        if (urgency === 'batch' && this.#jobs.interactive > 0) return undefined;
        const taken = this.#offer(ask, last ? 1 : ROOM);
        if (taken === undefined && ++refused % REFUSALS === 0) this.#grow();
        return taken;
      },
      leave: () => {
        if (isIn) this.#jobs[urgency] -= 1;
        isIn = false;
      },
    };
  }

  /** Threads that can take a part now. */
  get ready(): number {
    return [...this.#members].filter(({ ready }) => ready).length;
  }

  /** Ends all threads. What they were asked is left to those who asked. */
  close(): void {
    for (const member of [...this.#members]) this.#end(member);
  }

  #offer(part: WorldAsk, room: number): Promise<Float64Array | undefined> | undefined {
    const ready = [...this.#members].filter((member) => member.ready);
    const idlest = ready.sort((a, b) => a.waiting.length - b.waiting.length)[0];
    if (idlest === undefined || idlest.waiting.length >= room) return undefined;
    idlest.rest();
    idlest.rest = () => undefined;
    const { ask, transfer } = packAsk(part);
    return new Promise((resolve, reject) => {
      idlest.waiting.push({ resolve, reject });
      idlest.hand.send({ ask }, transfer);
    });
  }

  /** One thread more, unless there are enough or one is on its way. */
  #grow(): void {
    const isStarting = [...this.#members].some(({ ready }) => !ready);
    if (!isStarting && this.#members.size < this.size) this.#start();
  }

  #start(): void {
    const member: Member = {
      hand: this.#options.start({
        said: (message) => this.#hear(member, message),
        died: () => this.#end(member),
      }),
      ready: false,
      waiting: [],
      rest: () => undefined,
    };
    this.#members.add(member);
  }

  #hear(member: Member, message: HandAnswer): void {
    if (message.type === 'ready') member.ready = true;
    if (message.type === 'answer') member.waiting.shift()?.resolve(message.answer);
    if (message.type === 'failed') member.waiting.shift()?.reject(AppError.fromJSON(message.error));
    if (member.waiting.length > 0) return;
    member.rest();
    member.rest = this.#options.later(this.#options.idleMs, () => this.#end(member));
  }

  #end(member: Member): void {
    if (!this.#members.delete(member)) return;
    member.rest();
    member.hand.close();
    for (const { resolve } of member.waiting.splice(0)) resolve(undefined);
  }
}

/** A copy of an ask to be given away, since what it is made of is a view on arrays that others need. */
function packAsk(ask: WorldAsk): { readonly ask: WorldAsk; readonly transfer: readonly ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  const pack = (value: unknown): unknown => {
    if (value instanceof Float64Array) {
      const own = value.slice();
      transfer.push(own.buffer);
      return own;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]));
  };
  return { ask: pack(ask) as WorldAsk, transfer };
}
