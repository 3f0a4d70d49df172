import type { Clip } from '../../core/audio/clip.ts';
import type { SoundStream } from './streamed-sound.ts';

export type Side = 'source' | 'result';

/** Samples that were heard, as they are in the file. */
export interface Heard {
  /** One array per channel, equally long; none while nothing sounds. */
  readonly channels: readonly Float32Array[];
  /** Frame of the sound behind the last one. */
  readonly end: number;
  /** Hz */
  readonly sampleRate: number;
  /** What they were multiplied by on their way to the ear. */
  readonly trim: number;
  /** Whose sound it is; behind a switch of sides by the latency of the output. */
  readonly side: Side;
  /** The uninterrupted stretch that they are of: another one after each start, seek and switch of side. */
  readonly run: object | undefined;
}

export const SILENCE: Heard = { channels: [], end: 0, sampleRate: 1, trim: 1, side: 'source', run: undefined };

/** One who looks at all that is heard. */
export interface Listener {
  /**
   * What was heard since the last call, each sample once and in order, a piece without a seam; the last 5 s of it, or 50
   * turns of a loop, where it was more.
   */
  take(): readonly Heard[];
  /** Nothing is kept for it any more. */
  leave(): void;
}

/** A start, as the browser reported it: nothing of this is measured. */
export interface PlayStart {
  /** On the source's time axis, s. */
  readonly position: number;
  /** Time of the audio clock for which the first sample was asked, s. */
  readonly scheduled: number;
  /** What that clock showed by then, s. */
  readonly clock: number;
  /** From the clock to the ear, s; undefined where the browser does not say. */
  readonly outputLatency: number | undefined;
}

export interface PlayerState {
  readonly playing: boolean;
  readonly side: Side;
  readonly loop: boolean;
  /** s, on the source's time axis; read per animation frame through `position()`. */
  readonly duration: number;
  /** How often a sound that is read while it is heard came too late, so far. */
  readonly gaps: number;
}

/**
 * Plays source and result on one clock. Switching sides while playing is an 8 ms crossfade at the same relative
 * position, so that A/B never restarts; start and stop have 5 ms ramps (for listening only).
 */
export interface Player {
  /** Replaces one side's sound; while playing, the new sound takes over at the same place by a crossfade. */
  setClip(side: Side, sound: Clip | SoundStream | undefined): void;
  /**
   * Puts another sound in the place of a side's own, on the same clock and with the same crossfade; undefined is the side's
   * own again. The time axis stays the source's.
   * @param keepsTime its instants lie where the source's do, stretched evenly; else it begins with the source, lasts as
   * long as it lasts, and is silent after that
   */
  setOther(side: Side, sound: Clip | SoundStream | undefined, keepsTime: boolean): void;
  /**
   * Starts at `from`, else at the cursor (the last `from` or `seek`), else at the range's start; while playing, jumps
   * there. Must be called from a user gesture the first time.
   * @throws AppError device-unavailable; source-not-found when neither side has a sound
   */
  play(from?: number): Promise<void>;
  /** Position goes back to the cursor. To pause in place: read `position()`, stop, `seek` there. */
  stop(): void;
  /** A side without a sound is remembered; the other one is heard until it has one. */
  setSide(side: Side): void;
  setLoop(loop: boolean): void;
  /** Plays only this span of source time (s); undefined is everything. */
  setRange(range: { readonly start: number; readonly end: number } | undefined): void;
  seek(position: number): void;
  /** Current position on the source's time axis, s. */
  position(): number;
  /** What was heard up to the position, for meters; less than was asked for soon after a start, a seek or a loop's wrap. */
  heard(seconds: number): Heard;
  /** From now on nothing of what is heard is missed. */
  listen(): Listener;
  /** Turns a side down, for listening only. @param gain 1 is as it is in the file */
  setTrim(side: Side, gain: number): void;
  state(): PlayerState;
  /** The last starts, the latest last. */
  starts(): readonly PlayStart[];
  /** Called on every change of state (not of position); returns the unsubscriber. */
  subscribe(listener: (state: PlayerState) => void): () => void;
  dispose(): void;
}
