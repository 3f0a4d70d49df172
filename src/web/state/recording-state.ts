import type { InputDevice } from '../services/recorder.ts';
import type { Refusal } from '../services/recording-obstacle.ts';
import type { RecordingPhase } from './recording-machine.ts';
import type { Granted, TakeGap } from './take-facts.ts';

/** What a person chooses once; remembered. */
export interface RecordChoices {
  /** As the browser calls the device; undefined for the system's. */
  readonly device: string | undefined;
  readonly channels: 1 | 2;
  readonly pattern: string;
  readonly talker: string;
  /** One to a line. */
  readonly prompts: string;
}

/** Names of takes that are not named otherwise. */
export const FIRST_PATTERN = 'take-{n}';

export const FIRST_CHOICES: RecordChoices = {
  device: undefined,
  channels: 1,
  pattern: FIRST_PATTERN,
  talker: '',
  prompts: '',
};

/** The take that is being made, as far as words tell it; what moves with every block is in `Live`. */
export interface TakeState {
  readonly name: string;
  readonly prompt: string;
  /** Frames, and how many of them are on the disk. */
  readonly frames: number;
  readonly safe: number;
  readonly gapCount: number;
}

export interface RecordState {
  readonly phase: RecordingPhase;
  readonly choices: RecordChoices;
  /** Which of the prompts is next. */
  readonly prompt: number;
  readonly devices: readonly InputDevice[];
  /** Why nothing could be opened; the reason in words where the browser gave one. */
  readonly refusal: { readonly kind: Refusal; readonly reason: string } | undefined;
  readonly granted: Granted | undefined;
  /** The microphone is heard from the loudspeakers. */
  readonly monitoring: boolean;
  readonly take: TakeState | undefined;
  /** The take before, whose waveform stays to be seen until the next one begins; its rate in Hz. */
  readonly last: { readonly name: string; readonly frames: number; readonly sampleRate: number } | undefined;
  /** Samples at full scale, and the time of the first of them, s; undefined while there are none. */
  readonly clips: { readonly count: number; readonly first: number } | undefined;
  /** Seconds of sound that there is room for; undefined where the browser does not say. */
  readonly roomS: number | undefined;
  /** What the browser answered when it was asked to keep what is recorded; undefined until then. */
  readonly kept: boolean | undefined;
  /** Content ids of what was found at the start, until somebody has seen it. */
  readonly recovered: readonly string[];
  /** Content id of the take that is heard. */
  readonly heard: string | undefined;
}

export function firstRecordState(choices: RecordChoices, obstacle: Refusal | undefined): RecordState {
  return {
    phase: { phase: 'closed' },
    choices,
    prompt: 0,
    devices: [],
    refusal: obstacle && { kind: obstacle, reason: '' },
    granted: undefined,
    monitoring: false,
    take: undefined,
    last: undefined,
    clips: undefined,
    roomS: undefined,
    kept: undefined,
    recovered: [],
    heard: undefined,
  };
}

/** Lines that have words. */
export function promptsOf({ prompts }: RecordChoices): readonly string[] {
  return prompts
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What moves too often for the store: read once per frame by what draws it. */
export interface Live {
  /** By channel, linear. */
  levels: readonly { readonly peak: number; readonly rms: number }[];
  gaps: TakeGap[];
}

/** Whether leaving the page would end a take. */
export function isTaking({ phase }: RecordingPhase): boolean {
  return phase === 'beginning' || phase === 'recording' || phase === 'ending';
}
