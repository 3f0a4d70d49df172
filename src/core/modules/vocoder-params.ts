import { z } from 'zod';
import type { ParamMeta } from './module.ts';
import { bandFrequencies, countBands } from './vocoder-frequencies.ts';
import { lowPassFrequencies, modifiers, positive, randomSeed, truth, truthOr } from './vocoder-values.ts';

/** Highest order of a design; beyond it doubles do not carry a filter. */
const MOST_ORDER = 48;

const WHOLE = 'a whole number';

type Reporter = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string; params: object }): void };

function report(context: Reporter, path: PropertyKey[], expected: string, got: string): void {
  context.addIssue({ code: 'custom', path, message: `expected ${expected}, got ${got}`, params: { expected, got } });
}

const method = z
  .object({
    family: z.enum(['butterworth']).meta({ label: 'Family', help: 'The kind of design.' } satisfies ParamMeta),
    order: z
      .int({ error: WHOLE })
      .min(1)
      .meta({
        label: 'Order',
        help: 'Of the design: each edge falls by 6 dB per octave and order.',
        examples: [8],
      } satisfies ParamMeta),
    'zero-phase': truth().meta({
      label: 'Zero phase',
      help: 'Filtered forward and backward, each with half of an even order: no delay, and -6 dB at the edges.',
      examples: [true],
    } satisfies ParamMeta),
  })
  .superRefine((given, context) => {
    const most = given['zero-phase'] ? 2 * MOST_ORDER : MOST_ORDER;
    if (given['zero-phase'] && given.order % 2 !== 0) {
      report(context, ['order'], 'an even order, of which zero-phase takes half in each direction', `${given.order}`);
    }
    if (given.order > most) report(context, ['order'], `at most ${most}`, `${given.order}`);
  });

const bank = z.object({
  f: bandFrequencies().meta({
    label: 'Bands',
    help: 'Cut-offs in Hz as a list, a preset, or evenly spaced on a scale.',
    examples: [{ fmin: 100, fmax: 8000, n: 16, scale: 'greenwood' }],
  } satisfies ParamMeta),
  method: method.meta({ label: 'Filter', help: 'How each band is cut out.' } satisfies ParamMeta),
});

const spreading = {
  modifiers: modifiers().meta({
    label: 'Modifiers',
    help: 'spread: each sine band also receives what the synthesis filters of the others let through at its frequency.',
  } satisfies ParamMeta),
};

const envelope = z.discriminatedUnion(
  'method',
  [
    z.object({ method: z.literal('hilbert'), ...spreading }),
    z.object({
      method: z.literal('low-pass'),
      rectify: z.enum(['half-wave', 'full-wave']).meta({
        label: 'Rectifier',
        help: 'Half-wave keeps what is above 0, full-wave folds the rest up.',
      } satisfies ParamMeta),
      order: z
        .int({ error: WHOLE })
        .min(2)
        .max(2 * MOST_ORDER)
        .refine((order) => order % 2 === 0, {
          params: { expected: 'an even order, of which each direction takes half' },
          error: 'expected an even order',
        })
        .meta({
          label: 'Order',
          help: 'Of the low-pass, half of it in each direction.',
          examples: [2],
        } satisfies ParamMeta),
      fc: lowPassFrequencies().meta({
        label: 'Cut-off',
        help: 'Of the low-pass: one for all bands, or a list that is taken round and round.',
        unit: 'Hz',
        examples: [160],
      } satisfies ParamMeta),
      ...spreading,
    }),
  ],
  { error: 'a method, low-pass or hilbert' },
);

const synthesis = z
  .object({
    carrier: z.enum(['noise', 'sin', 'low-noise', 'pshc']).meta({
      label: 'Carrier',
      help: 'noise, a tone (sin), noise with a nearly flat envelope (low-noise), or a pulse-spreading harmonic complex (pshc).',
    } satisfies ParamMeta),
    random_seed: randomSeed().meta({
      label: 'Seed',
      help: 'Of noise and low-noise: an integer or a list. Without one each sound has its own noise, the same each time.',
    } satisfies ParamMeta),
    f: z
      .array(positive('Hz'))
      .nullable()
      .default(null)
      .meta({
        label: 'Frequencies',
        help: "Of the tones, one per band, instead of the bands' centres.",
        unit: 'Hz',
      } satisfies ParamMeta),
    filter_before: truthOr(false).meta({
      label: 'Filter before',
      help: 'The synthesis filters on the carrier, before it is modulated.',
    } satisfies ParamMeta),
    filter_after: truthOr(true).meta({
      label: 'Filter after',
      help: 'The synthesis filters on the modulated carrier.',
    } satisfies ParamMeta),
  })
  .transform((given) => ({
    ...given,
    // What a carrier does not use is not part of its meaning.
    random_seed: given.carrier === 'noise' || given.carrier === 'low-noise' ? given.random_seed : null,
    f: given.carrier === 'sin' ? given.f : null,
  }));

/** The vocoder's arguments, as VTServer has them. */
export const vocoderParams = z
  .strictObject({
    fs: positive('Hz')
      .nullable()
      .default(null)
      .meta({
        label: 'Sampling rate',
        help: 'What the sound must have, where a recipe is for one rate only.',
        unit: 'Hz',
        advanced: true,
      } satisfies ParamMeta),
    analysis_filters: bank.meta({
      label: 'Analysis filters',
      help: 'f: the cut-offs in Hz as a list, a preset (ci24, hr90k), or {fmin, fmax, n, scale, shift}: n bands evenly on a scale (log, greenwood, linear), moved by shift mm towards the base of the cochlea. method: {family: "butterworth", order, "zero-phase"}, where zero-phase takes half of an even order in each direction.',
      reference: 'Greenwood (1990). J. Acoust. Soc. Am. 87(6), 2592-2605, doi 10.1121/1.399052',
    } satisfies ParamMeta),
    synthesis_filters: z
      .union(
        [
          z.literal('analysis_filters').meta({ label: 'Same', help: 'As the analysis filters.' } satisfies ParamMeta),
          bank.meta({ label: 'Own', help: 'Other filters, of as many bands.' } satisfies ParamMeta),
        ],
        { error: 'a filterbank, or analysis_filters for the same' },
      )
      .nullish()
      .transform((given) => given ?? 'analysis_filters')
      .meta({
        label: 'Synthesis filters',
        help: 'Where the envelopes go: as many bands as the analysis filters have. Without it they are the same.',
      } satisfies ParamMeta),
    envelope: envelope.meta({
      label: 'Envelope',
      help: 'method: low-pass, with rectify (half-wave, full-wave), an even order (half of it in each direction) and fc in Hz, one or one per band; or hilbert. modifiers: "spread" lets each sine band receive what the synthesis filters of the others let through at its frequency.',
      unit: 'Hz',
      examples: [{ method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 }],
    } satisfies ParamMeta),
    synthesis: synthesis.meta({
      label: 'Carrier',
      help: "carrier: noise, sin, low-noise (a nearly flat envelope in each band) or pshc (pulse-spreading harmonic complex). random_seed for noise and low-noise: an integer or a list; without one the sound itself is the seed, so that every sound has its own noise, the same each time. f: frequencies for sin, Hz, instead of the bands' centres. filter_before, filter_after: the synthesis filters on the carrier, and on the modulated carrier.",
      reference:
        'Pumplin (1985). J. Acoust. Soc. Am. 78(1), 100-104; Hilkhuysen & Macherey (2014). J. Acoust. Soc. Am. 136(3), 1281-1294',
    } satisfies ParamMeta),
  })
  .superRefine((given, context) => {
    const bands = countBands(given.analysis_filters.f);
    if (given.synthesis_filters !== 'analysis_filters' && countBands(given.synthesis_filters.f) !== bands) {
      const got = `${countBands(given.synthesis_filters.f)}`;
      report(context, ['synthesis_filters', 'f'], `the number of channels of analysis_filters, ${bands}`, got);
    }
    const { f, carrier } = given.synthesis;
    if (f !== null && f.length !== bands) {
      report(context, ['synthesis', 'f'], `as many frequencies as there are bands, ${bands}`, `${f.length}`);
    }
    if (given.envelope.modifiers.includes('spread') && carrier !== 'sin') {
      report(context, ['envelope', 'modifiers'], 'no spread, which needs the carrier sin', `spread with ${carrier}`);
    }
  });

/** The arguments with defaults filled, presets spelt out and what has no meaning left out. */
export type VocoderParams = z.output<typeof vocoderParams>;
/** A filterbank's frequencies and method. */
export type BankParams = VocoderParams['analysis_filters'];
