import type { TakeEnd } from './take-facts.ts';

/** Where recording stands: one microphone, one take at a time. */
export type RecordingPhase =
  | { readonly phase: 'closed' }
  /** The browser was asked for the microphone; `next` is what it is wanted for, nothing any more when `closed`. */
  | { readonly phase: 'opening'; readonly next: 'check' | 'record' | 'closed' }
  /** Levels are shown, nothing is kept. */
  | { readonly phase: 'open' }
  /** The file of a take is made; `end` is what came in between, with what follows. */
  | { readonly phase: 'beginning'; readonly end?: { readonly why: TakeEnd; readonly next: 'open' | 'closed' } }
  | { readonly phase: 'recording' }
  | { readonly phase: 'ending'; readonly next: 'open' | 'closed' };

export type RecordingEvent =
  /** What a person wants. */
  | 'check'
  | 'record'
  | 'stop'
  | 'close'
  /** Another device, or another number of channels. */
  | 'change'
  /** What happened. */
  | 'opened'
  | 'refused'
  | 'begun'
  | 'not-begun'
  | 'ended'
  | 'gone'
  | 'full'
  /** What writes takes cannot, for another reason than room. */
  | 'failed'
  /** Another page takes over. */
  | 'moved';

/** What is to be done about it; each `open`, `begin` and `finish` is answered by an event. */
export type RecordingEffect = 'open' | 'close' | 'begin' | { readonly finish: TakeEnd };

export interface RecordingStep {
  readonly now: RecordingPhase;
  readonly effects: readonly RecordingEffect[];
}

const ENDS: Partial<Record<RecordingEvent, TakeEnd>> = {
  stop: 'stopped',
  close: 'stopped',
  gone: 'device',
  full: 'full',
  failed: 'failed',
  moved: 'moved',
};

/** After these the microphone is not wanted, or of no use. */
const CLOSING: ReadonlySet<RecordingEvent> = new Set(['close', 'gone', 'failed', 'moved']);

/** What follows from an event; whatever makes no sense where it comes changes nothing. */
export function nextRecording(now: RecordingPhase, event: RecordingEvent): RecordingStep {
  switch (now.phase) {
    case 'closed':
      return event === 'check' || event === 'record' ? to({ phase: 'opening', next: event }, 'open') : to(now);
    case 'opening':
      return whileOpening(now, event);
    case 'open':
      if (event === 'record') return to({ phase: 'beginning' }, 'begin');
      if (event === 'change') return to({ phase: 'opening', next: 'check' }, 'open');
      return CLOSING.has(event) ? to({ phase: 'closed' }, 'close') : to(now);
    case 'beginning':
      return whileBeginning(now, event);
    case 'recording': {
      const end = ENDS[event];
      return end === undefined ? to(now) : to({ phase: 'ending', next: afterwards(end, event) }, { finish: end });
    }
    case 'ending':
      if (event === 'ended') return now.next === 'open' ? to({ phase: 'open' }) : to({ phase: 'closed' }, 'close');
      return CLOSING.has(event) ? to({ ...now, next: 'closed' }) : to(now);
  }
}

function whileOpening(now: Extract<RecordingPhase, { phase: 'opening' }>, event: RecordingEvent): RecordingStep {
  switch (event) {
    case 'opened':
      if (now.next === 'closed') return to({ phase: 'closed' }, 'close');
      return now.next === 'record' ? to({ phase: 'beginning' }, 'begin') : to({ phase: 'open' });
    case 'refused':
      return to({ phase: 'closed' });
    case 'record':
    case 'check':
      return to({ ...now, next: event });
    case 'stop':
      return to({ ...now, next: now.next === 'record' ? 'check' : now.next });
    case 'close':
    case 'moved':
      return to({ ...now, next: 'closed' });
    default:
      return to(now);
  }
}

function whileBeginning(now: Extract<RecordingPhase, { phase: 'beginning' }>, event: RecordingEvent): RecordingStep {
  const { end } = now;
  if (event === 'not-begun') return end?.next === 'closed' ? to({ phase: 'closed' }, 'close') : to({ phase: 'open' });
  if (event === 'begun') {
    return end ? to({ phase: 'ending', next: end.next }, { finish: end.why }) : to({ phase: 'recording' });
  }
  const why = ENDS[event];
  if (why === undefined) return to(now);
  const next = end?.next === 'closed' ? 'closed' : afterwards(why, event);
  // A device that went away counts for more than a hand that wanted to stop.
  return to({ phase: 'beginning', end: { why: end && end.why !== 'stopped' ? end.why : why, next } });
}

/** After a stop or a full disk the microphone stays open, for the next take. */
function afterwards(end: TakeEnd, event: RecordingEvent): 'open' | 'closed' {
  return event !== 'close' && (end === 'stopped' || end === 'full') ? 'open' : 'closed';
}

function to(now: RecordingPhase, ...effects: RecordingEffect[]): RecordingStep {
  return { now, effects };
}
