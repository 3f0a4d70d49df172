/** Frames `start` to `start + frames - 1` of those that stand every `step` s from 0 on. */
interface FrameSpan {
  /** s */
  readonly step: number;
  readonly start: number;
  readonly frames: number;
}

/** For ViewKernel.intensity. */
export interface IntensityOptions extends FrameSpan {
  /** Lowest periodicity that is smoothed away, Hz; the window's effective length is 3.2 / floor. */
  readonly floor: number;
}

/** For ViewKernel.formants. */
export interface FormantOptions extends FrameSpan {
  /** Highest frequency that is looked at, Hz; the sound is resampled to twice as much. Twice of it is a whole number. */
  readonly ceiling: number;
  /** Formants per frame at most, 1..10. */
  readonly count: number;
  /** Effective length of the window, s. */
  readonly windowLength: number;
  /** Pre-emphasis of 6 dB per octave from here on, Hz. */
  readonly emphasisFrom: number;
}
