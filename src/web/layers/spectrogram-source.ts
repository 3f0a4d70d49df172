import type { MapSource } from '../state/map-tile.ts';
import type { PlotSound } from '../state/plot-sound.ts';

export interface SpectrogramLook {
  /** Effective Gaussian window, s. */
  readonly windowLength: number;
  /** Hz */
  readonly maxFrequency: number;
  /** dB per octave above 50 Hz. */
  readonly preEmphasis: number;
}

export type SpectrogramSource = MapSource & SpectrogramLook;

/** Below, windows of any use would all but coincide. */
const FINEST = 4;

/** A spectrogram as a map of samples. */
export function spectrogramSource(
  { id, sampleRate, frames }: Pick<PlotSound, 'id' | 'sampleRate' | 'frames'>,
  channel: number,
  { windowLength, maxFrequency, preEmphasis }: SpectrogramLook,
): SpectrogramSource {
  const options = { windowLength, preEmphasis, maxFrequency: Math.min(maxFrequency, sampleRate / 2) };
  return {
    ...{ id, channel, sampleRate, windowLength, maxFrequency, preEmphasis },
    steps: frames,
    finest: FINEST,
    settings: `spectrogram ${windowLength} ${preEmphasis}`,
    columns: (engine, span) => engine.columns(id, channel, { ...options, ...span }),
    loudest: (engine, onFraction) => engine.loudest(id, channel, options, onFraction),
  };
}
