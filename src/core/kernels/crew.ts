import { AppError, type ErrorJson } from '../base/errors.ts';
import { packAsk, type Room } from './pack-ask.ts';
import { Spares } from './spares.ts';
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

/** A part that a thread has. */
export interface Offered {
  /**
   * Undefined when the thread was lost or the part was taken back: it is then still to be done.
   * @throws AppError what the part throws, cancelled for one that was not begun when the job left
   */
  readonly answer: Promise<Float64Array | undefined>;
  /**
   * Takes it back, unless the thread is known to be at it. It may be all the same, and then write what is the same to where
   * the answer goes. @returns whether it did
   */
  takeBack(): boolean;
}

/** A job's claim on the crew. */
export interface CrewMember {
  /**
   * Takes a part when a thread has room for it: undefined when none has, or more urgent jobs have it. It copies what
   * threads do not share; what they share must not be written to any more.
   * @param into where the answer is to go: written there at once where all threads see it
   */
  offer(ask: WorldAsk, into?: Float64Array): Offered | undefined;
  /** An answer that was copied, and that nobody looks at any more. */
  giveBack(answer: Float64Array): void;
  /** The job ends: what a thread has of it is not begun any more. */
  leave(): void;
}

/** One thread, as its host starts it. Every ask has one answer, in their order. */
export interface Hand {
  send(message: HandMessage, transfer: readonly ArrayBuffer[]): void;
  /** Ends it at once. */
  close(): void;
}

export type HandMessage = HandAsk | HandDrop | HandSkip;

export interface HandAsk {
  /** Its own, */
  readonly id: number;
  /** and that of whose it is. */
  readonly job: number;
  readonly ask: WorldAsk;
  /** For the answer, where its length is known. */
  readonly room: Room | undefined;
}

/** Nobody waits any more for what this job asked. */
export interface HandDrop {
  readonly drop: number;
}

/** Somebody else does this one. */
export interface HandSkip {
  readonly skip: number;
}

export type HandAnswer =
  | { readonly type: 'ready' }
  | {
      readonly type: 'answer';
      /** Undefined where it was written to memory that the asker sees. */
      readonly answer: Float64Array<ArrayBuffer> | undefined;
      /** What the ask came in, to be used again. */
      readonly spares: readonly ArrayBuffer[];
    }
  | { readonly type: 'failed'; readonly error: ErrorJson }
  | { readonly type: 'dropped' };

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

/**
 * Parts that a thread holds: the one it does, and the next, so that it need not wait when this one takes long over its own.
 * What it has not begun at the end of a stage is taken back.
 */
const ROOM = 3;

/** Parts that a job must have done itself before another thread is started: that takes longer than a few parts. */
const REFUSALS = 5;

interface Waiting {
  readonly id: number;
  readonly job: number;
  /** Kept until it is answered, since shared memory that nobody here has a view of is used for something else. */
  readonly ask: WorldAsk;
  readonly into: Float64Array | undefined;
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
  readonly #spares = new Spares();
  #numbered = 0;

  constructor(options: CrewOptions) {
    this.size = options.size;
    this.#options = options;
  }

  join(urgency: Urgency): CrewMember {
    this.#jobs[urgency] += 1;
    const job = ++this.#numbered;
    let isIn = true;
    let refused = 0;
    return {
      offer: (ask, into) => {
        if (urgency === 'batch' && this.#jobs.interactive > 0) return undefined;
        const taken = this.#offer({ id: ++this.#numbered, job, ask, into });
        if (taken === undefined && ++refused % REFUSALS === 0) this.#grow();
        return taken;
      },
      giveBack: ({ buffer }) => this.#spares.put(buffer as ArrayBuffer),
      leave: () => {
        if (isIn) this.#leave(urgency, job);
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

  #leave(urgency: Urgency, job: number): void {
    this.#jobs[urgency] -= 1;
    for (const { hand, waiting } of this.#members) {
      if (waiting.some((one) => one.job === job)) hand.send({ drop: job }, []);
    }
  }

  #offer(part: Omit<Waiting, 'resolve' | 'reject'>): Offered | undefined {
    const ready = [...this.#members].filter((member) => member.ready);
    const idlest = ready.sort((a, b) => a.waiting.length - b.waiting.length)[0];
    if (idlest === undefined || idlest.waiting.length >= ROOM) return undefined;
    idlest.rest();
    idlest.rest = () => undefined;
    const { ask, room, transfer } = packAsk(part.ask, part.into, this.#spares);
    // Sent first: what cannot be sent has no answer, and would be given the next one's.
    idlest.hand.send({ id: part.id, job: part.job, ask, room }, transfer);
    const answer = new Promise<Float64Array | undefined>((resolve, reject) => {
      idlest.waiting.push({ ...part, resolve, reject });
    });
    return { answer, takeBack: () => this.#takeBack(idlest, part.id) };
  }

  #takeBack({ hand, waiting }: Member, id: number): boolean {
    const asked = waiting.find((one, place) => one.id === id && place > 0);
    if (asked === undefined) return false;
    hand.send({ skip: id }, []);
    asked.resolve(undefined);
    return true;
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
    else this.#settle(message, member.waiting.shift());
    if (member.waiting.length > 0) return;
    member.rest();
    member.rest = this.#options.later(this.#options.idleMs, () => this.#end(member));
  }

  #settle(message: Exclude<HandAnswer, { type: 'ready' }>, asked: Waiting | undefined): void {
    if (message.type === 'failed') asked?.reject(AppError.fromJSON(message.error));
    if (message.type === 'dropped') asked?.reject(new AppError('cancelled', 'The job was cancelled.'));
    if (message.type !== 'answer') return;
    for (const spare of message.spares) this.#spares.put(spare);
    asked?.resolve(message.answer ?? asked.into);
  }

  #end(member: Member): void {
    if (!this.#members.delete(member)) return;
    if (this.#members.size === 0) this.#spares.clear();
    member.rest();
    member.hand.close();
    for (const { resolve } of member.waiting.splice(0)) resolve(undefined);
  }
}
