import { z } from 'zod';
import type { ParamMeta } from './module.ts';
import { positive, type Refusals, refuse } from './vocoder-values.ts';

/** Bands of which a bank may have, so that a slip of the keyboard does not take all memory. */
const MOST_BANDS = 512;

/**
 * Cut-offs in Hz that a name stands for: bands of cochlear implants' sound processors (Cochlear's CI24, Advanced Bionics'
 * HiRes 90K).
 */
export const PRESETS: Readonly<Record<'ci24' | 'hr90k', readonly number[]>> = {
  ci24: [
    188, 313, 438, 563, 688, 813, 938, 1063, 1188, 1313, 1563, 1813, 2063, 2313, 2688, 3063, 3563, 4063, 4688, 5313,
    6063, 6938, 7938,
  ],
  hr90k: [250, 416, 494, 587, 697, 828, 983, 1168, 1387, 1648, 1958, 2326, 2762, 3281, 3898, 4630, 8700],
};

const spaced = z
  .object({
    fmin: positive('Hz').meta({
      label: 'Lowest',
      help: 'Where the lowest band begins, before the shift.',
      unit: 'Hz',
      examples: [100],
    } satisfies ParamMeta),
    fmax: positive('Hz').meta({
      label: 'Highest',
      help: 'Where the highest band ends, before the shift.',
      unit: 'Hz',
      examples: [8000],
    } satisfies ParamMeta),
    n: z
      .int({ error: 'a whole number of channels' })
      .max(MOST_BANDS)
      .meta({ label: 'Bands', help: 'How many bands there are.', examples: [16] } satisfies ParamMeta),
    scale: z
      .enum(['log', 'greenwood', 'linear'])
      .default('log')
      .meta({
        label: 'Scale',
        help: 'On which the bands are evenly wide: log frequency, place on the cochlea (Greenwood), or linear frequency.',
        reference: 'Greenwood (1990). J. Acoust. Soc. Am. 87(6), 2592-2605, doi 10.1121/1.399052',
      } satisfies ParamMeta),
    shift: z
      .number()
      .nullable()
      .default(0)
      .meta({
        label: 'Shift',
        help: 'The whole bank moved towards the base of the cochlea; below 0 towards the apex.',
        unit: 'mm',
      } satisfies ParamMeta),
  })
  .transform((given, context) => {
    if (given.n < 1) return refuse(context, given, 'a number of channels, at least 1', ['n'], `${given.n}`);
    if (given.fmax > given.fmin) return { ...given, shift: (given.shift ?? 0) + 0 };
    return refuse(context, given, `fmax above fmin, ${given.fmin} Hz`, ['fmax'], `${given.fmax}`);
  });

/** Where bands are: cut-offs, or even spacing on a scale. */
export type BandFrequencies = readonly number[] | z.output<typeof spaced>;

/** `f` of a filterbank: a list of cut-offs, a preset, which becomes its list, or an evenly spaced bank. */
export function bandFrequencies() {
  const names = Object.keys(PRESETS).join(', ');
  const error = `cut-offs in Hz as a list, a preset (${names}), or an object with fmin, fmax and n`;
  const cutoff = z.number({ error: 'a numeric cut-off in Hz' });
  const options = [
    z
      .enum(['ci24', 'hr90k'])
      .transform((name): BandFrequencies => [...PRESETS[name]])
      .meta({
        label: 'Preset',
        help: "Bands of a cochlear implant's sound processor: ci24 (Cochlear, 22 bands), hr90k (Advanced Bionics, 16 bands).",
      } satisfies ParamMeta),
    z
      .array(cutoff)
      .transform(readCutoffs)
      .meta({
        label: 'List',
        help: 'Cut-offs, rising: one more than there are bands.',
        unit: 'Hz',
        examples: [[100, 500, 1200, 2500, 5000]],
      } satisfies ParamMeta),
    spaced.meta({ label: 'Rule', help: 'Bands evenly wide on a scale.' } satisfies ParamMeta),
  ] as const;
  return z.union(options, { error });
}

/** How many bands there are. */
export function countBands(f: BandFrequencies): number {
  return 'n' in f ? f.n : f.length - 1;
}

function readCutoffs(given: number[], context: Refusals): BandFrequencies {
  if (given.length < 2 || given.length > MOST_BANDS + 1) {
    return refuse(context, given, `2 to ${MOST_BANDS + 1} cut-offs in Hz`, [], `${given.length}`);
  }
  let previous = 0;
  for (const [index, value] of given.entries()) {
    if (value <= previous) {
      return refuse(context, value, `a cut-off above ${previous} Hz: they rise`, [index], `${value}`);
    }
    previous = value;
  }
  return given;
}
