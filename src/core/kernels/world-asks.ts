/** What of WORLD any thread can be asked for: plain data in, an array of doubles out. All of a kind give the same anywhere. */
export type WorldAsk = EventsAsk | RefineAsk | EnvelopeAsk | SharesAsk | AperiodicityAsk | VoiceAsk;

/** Doubles in the answer; undefined where only the answer tells. */
export function answerLength(ask: WorldAsk): number | undefined {
  switch (ask.kind) {
    case 'events':
      return undefined;
    case 'refine':
    case 'shares':
      return ask.f0.length;
    case 'envelope':
    case 'aperiodicity':
      return ask.f0.length * (ask.fftSize / 2 + 1);
    case 'voice':
      return ask.count;
  }
}

/** A stretch of a mono sound. */
export interface Stretch {
  readonly x: Float64Array;
  /** Number of its first sample in the sound, */
  readonly start: number;
  /** which has so many. */
  readonly length: number;
}

/** Events in DIO's bands, in blocks first..first+blocks-1: the numbers of all rows, then their positions in samples. */
export interface EventsAsk {
  readonly kind: 'events';
  /** Hz, before decimation. */
  readonly sampleRate: number;
  readonly f0Floor: number;
  readonly f0Ceiling: number;
  readonly decimation: number;
  /** After decimation, */
  readonly sound: Stretch;
  /** and with zeros after its end up to this. */
  readonly length: number;
  readonly mean: number;
  /** Shares of the bands, for a decimated sound. */
  readonly topBins: Float64Array | undefined;
  readonly first: number;
  readonly blocks: number;
}

interface FramesAsk {
  readonly sampleRate: number;
  readonly framePeriodMs: number;
  readonly sound: Stretch;
  /** Number of the first frame; f0 is that of all frames asked for, Hz. */
  readonly first: number;
  readonly f0: Float64Array;
}

/** f0 refined by StoneMask. */
export interface RefineAsk extends FramesAsk {
  readonly kind: 'refine';
}

/** Rows of CheapTrick. */
export interface EnvelopeAsk extends FramesAsk {
  readonly kind: 'envelope';
  readonly fftSize: number;
  /** Noise values that the frames before have drawn. */
  readonly offset: number;
}

/** LoveTrain's shares. */
export interface SharesAsk extends FramesAsk {
  readonly kind: 'shares';
  readonly fftSize: number;
  readonly noiseAmplitude: number;
  readonly offset: number;
}

/** Rows of D4C. */
export interface AperiodicityAsk extends FramesAsk {
  readonly kind: 'aperiodicity';
  readonly fftSize: number;
  readonly noiseAmplitude: number;
  readonly shares: Float64Array;
  readonly offset: number;
}

/** Rows of frames first and on. */
export interface Rows {
  readonly first: number;
  readonly envelope: Float64Array;
  readonly aperiodicity: Float64Array;
}

/** Rows that are to be made from the sound. */
export interface Analysis extends Omit<FramesAsk, 'sampleRate' | 'framePeriodMs'> {
  readonly noiseAmplitude: number;
  readonly shares: Float64Array;
  readonly envelopeOffset: number;
  readonly aperiodicityOffset: number;
}

/** Rows read at other times and frequencies. */
export interface Resampling {
  readonly vtlRatio: number;
  /** Of the new frames first and on, s on the old time axis. */
  readonly times: Float64Array;
  readonly first: number;
}

/** Samples start..start+count-1 of a sound synthesised from pulses. */
export interface VoiceAsk {
  readonly kind: 'voice';
  readonly sampleRate: number;
  readonly framePeriodMs: number;
  readonly fftSize: number;
  readonly rows: Rows | Analysis;
  /** Frames of the whole analysis. */
  readonly total: number;
  readonly resampling: Resampling | undefined;
  /** Frames of the whole result. */
  readonly frames: number;
  /** Those that reach these samples, and the next: `[pulses x 3]`, sample, voicing, shift. */
  readonly pulses: Float64Array;
  /** Sample of the sound's first pulse. */
  readonly origin: number;
  readonly start: number;
  readonly count: number;
}
