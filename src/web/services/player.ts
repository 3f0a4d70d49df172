import type { Clip } from '../../core/audio/clip.ts';
import type { SoundStream } from './streamed-sound.ts';

export type Side = 'source' | 'result';

export interface PlayerState {
  readonly playing: boolean;
  readonly side: Side;
  readonly loop: boolean;
  /** s, on the source's time axis; read per animation frame through `position()`. */
  readonly duration: number;
}

/**
 * Plays source and result on one clock. Switching sides while playing is an 8 ms crossfade at the same relative
 * position, so that A/B never restarts; start and stop have 5 ms ramps (for listening only).
 */
export interface Player {
  /** Replaces one side's sound; while playing, the new sound takes over at the same place by a crossfade. */
  setClip(side: Side, sound: Clip | SoundStream | undefined): void;
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
  /** Peak of the sound at the position over the last 50 ms, 0..1+, for the meter. */
  meter(): number;
  state(): PlayerState;
  /** Called on every change of state (not of position); returns the unsubscriber. */
  subscribe(listener: (state: PlayerState) => void): () => void;
  dispose(): void;
}
