/** Frames of a block: 23 ms at 44.1 kHz, a number of whole quanta. */
export const BLOCK_FRAMES = 1024;

/** Frames of a column of the waveform that is drawn while it grows. */
export const COLUMN_FRAMES = 256;

/** What the worklet hands over. */
export interface CaptureBlock {
  /** The context's count of frames at the first of these; -1 where it is not told. */
  readonly frame: number;
  /** Of them, per channel. */
  readonly frames: number;
  /** Frames for which nothing came in; zeros stand in their place. */
  readonly missing: number;
  /** Float32, channel after channel, each with room for `BLOCK_FRAMES`. */
  readonly samples: ArrayBuffer;
}
