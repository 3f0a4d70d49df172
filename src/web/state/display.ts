import { z } from 'zod';
import { MAP_NAMES, type MapName } from '../components/plot/colour-map.ts';
import { SCALES } from '../layers/axis.ts';

/** How source and result are seen together, in the order in which V goes through them. */
export const COMPARES = ['both', 'overlay', 'difference', 'source', 'result'] as const;

export const WAVE_VALUES = ['linear', 'dB'] as const;

/** How views show what they show; for all panes at once, so that they compare. */
export const displaySchema = z.object({
  /** `theme`: Paper on light, Magma on dark. */
  map: z.enum(['theme', ...MAP_NAMES]),
  /** Of frequency, in maps. */
  scale: z.enum(SCALES),
  /** dB below the loudest that are told apart. */
  rangeDb: z.number().min(20).max(110),
  /** dB per octave above 50 Hz. */
  preEmphasis: z.number().min(0).max(24),
  /** Effective length of the spectrogram's window, ms; null where wide or narrow band says it. */
  windowMs: z.number().min(2).max(100).nullable(),
  /** Highest frequency in which formants are looked for, Hz. */
  ceiling: z.number().min(2000).max(20_000),
  /** Of the waveform's values: amplitude, or dB below full scale. */
  wave: z.enum(WAVE_VALUES).default('linear'),
  compare: z.enum(COMPARES).default('both'),
});

export type Display = Readonly<z.infer<typeof displaySchema>>;

/** Praat's defaults. */
export const FIRST_DISPLAY: Display = {
  map: 'theme',
  scale: 'linear',
  rangeDb: 70,
  preEmphasis: 6,
  windowMs: null,
  ceiling: 5500,
  wave: 'linear',
  compare: 'both',
};

export function mapOf(choice: Display['map'], theme: MapName): MapName {
  return choice === 'theme' ? theme : choice;
}
