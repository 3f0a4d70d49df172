import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { type ContourEdit, OCTAVE_FACTORS } from '../kernels/contour-kernel.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { ParamMeta, StepContext } from './module.ts';

/** Bounds of what is written in a recipe; what a sampling rate allows is known when it is there. */
export const F0_EDIT_LIMITS = {
  edits: 1000,
  /** Of one line. */
  anchors: 20_000,
  /** s, over eleven days. */
  time: 1_000_000,
  /** Hz */
  f0: [10, 20_000],
  /** st */
  shift: 48,
} as const;

const time = z.number().min(0).max(F0_EDIT_LIMITS.time);
const hertz = z.number().min(F0_EDIT_LIMITS.f0[0]).max(F0_EDIT_LIMITS.f0[1]);

const span = {
  family: z.enum(['correct', 'shape']).meta({
    label: 'Family',
    help: 'correct: the tracker was wrong; envelope and aperiodicity are computed anew with the right f0. shape: another melody, of the synthesis alone.',
  } satisfies ParamMeta),
  from: time.meta({ label: 'From', help: 'Time of the first frame.', unit: 's' } satisfies ParamMeta),
  to: time.meta({ label: 'To', help: 'Time of the last frame.', unit: 's' } satisfies ParamMeta),
};

/** Times that increase, each with its f0. */
const inTime = (f0: z.ZodNumber) =>
  z
    .array(z.tuple([time, f0]))
    .min(1)
    .max(F0_EDIT_LIMITS.anchors)
    .superRefine((given, context) => {
      const wrong = given.findIndex(([at], index) => index > 0 && at <= (given[index - 1]?.[0] ?? 0));
      if (wrong < 0) return;
      const expected = `a time after ${given[wrong - 1]?.[0]} s`;
      context.addIssue({ code: 'custom', path: [wrong], message: expected, params: { expected } });
    });

const anchors = inTime(hertz);

const points = inTime(
  z
    .number()
    .max(F0_EDIT_LIMITS.f0[1])
    .refine((hz) => hz === 0 || hz >= F0_EDIT_LIMITS.f0[0], {
      params: { expected: `0 where it is unvoiced, or a number from ${F0_EDIT_LIMITS.f0[0]} on` },
      error: `expected 0 where it is unvoiced, or a number from ${F0_EDIT_LIMITS.f0[0]} on`,
    }),
);

const edit = z
  .discriminatedUnion(
    'operation',
    [
      z.strictObject({
        operation: z.literal('octave'),
        ...span,
        value: z.enum(OCTAVE_FACTORS).meta({ label: 'Factor', help: 'What f0 is multiplied or divided by.' }),
      }),
      z.strictObject({
        operation: z.literal('shift'),
        ...span,
        value: z
          .number()
          .min(-F0_EDIT_LIMITS.shift)
          .max(F0_EDIT_LIMITS.shift)
          .meta({ label: 'By', help: 'How much higher.', unit: 'st' }),
      }),
      z.strictObject({ operation: z.literal('unvoice'), ...span }),
      z.strictObject({ operation: z.literal('voice'), ...span }),
      z.strictObject({
        operation: z.literal('draw'),
        ...span,
        value: anchors.meta({ label: 'Anchors', help: 'Times in s and f0 in Hz, joined by lines in semitones.' }),
        blend: z.number().min(0).max(0.1).default(0).meta({
          label: 'Blend',
          help: 'Where a voiced run goes on beyond the span, how long it takes to come to the line.',
          unit: 's',
        }),
      }),
      z.strictObject({
        operation: z.literal('contour'),
        ...span,
        value: points.meta({
          label: 'Points',
          help: 'Times in s and f0 in Hz, 0 where it is unvoiced. A frame is voiced as the point nearest to it is, and lies on the line, in semitones, between the points of its run.',
        }),
        file: z
          .string()
          .regex(/^[a-z2-7]{48}$/)
          .optional()
          .meta({ label: 'File', help: 'Content id of the file that the contour was read from.' }),
      }),
      z.strictObject({
        operation: z.literal('median'),
        ...span,
        value: z.literal([3, 5, 7, 9, 11]).meta({
          label: 'Frames',
          help: 'Of which the median is taken.',
        }),
      }),
      z.strictObject({
        operation: z.literal('gaussian'),
        ...span,
        value: z
          .number()
          .min(0.01)
          .max(0.1)
          .meta({ label: 'Width', help: 'Of the Gaussian at half its height.', unit: 's' }),
      }),
    ],
    { error: 'an operation: octave, shift, unvoice, voice, draw, contour, median or gaussian' },
  )
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    params: { expected: 'a time that is not before `from`' },
    error: 'expected a time that is not before `from`',
  });

/** Changes of f0 by hand, in their order: all corrections first, then what shapes the melody. */
export const F0_EDITS = z
  .array(edit)
  .max(F0_EDIT_LIMITS.edits)
  .default([])
  .meta({
    label: 'f0 edits',
    help: 'Changes of f0 by hand, in their order and in every channel: corrections of what the tracker found, before the analysis, then changes of the melody, before the change of f0.',
    advanced: true,
    implied: true,
    leftOut: 'VTServer 2.3 does not know f0 edits; they are left out.',
  } satisfies ParamMeta);

/** One change of f0 by hand. */
export type F0Edit = z.output<typeof edit>;

export type F0EditFamily = F0Edit['family'];

/** One edit, where it is one. */
export function readF0Edit(given: unknown): F0Edit | undefined {
  return edit.safeParse(given).data;
}

export interface EditFamilies {
  readonly correct: readonly ContourEdit[];
  readonly shape: readonly ContourEdit[];
}

/** Both families, each in its order. */
export function familiesOf(edits: readonly F0Edit[]): EditFamilies {
  const of = (wanted: F0EditFamily) =>
    edits.filter(({ family }) => family === wanted).map(({ family: _, ...rest }) => withoutFile(rest));
  return { correct: of('correct'), shape: of('shape') };
}

/** Where a contour came from changes nothing of what it does. */
function withoutFile(edit: ContourEdit): ContourEdit {
  if (edit.operation !== 'contour') return edit;
  const { operation, from, to, value } = edit;
  return { operation, from, to, value };
}

/** What tells analyses apart that were corrected otherwise; nothing where none was. */
export function editKey(correct: readonly ContourEdit[]): { readonly edits?: string } {
  return correct.length === 0 ? {} : { edits: canonicalJson(correct) };
}

/** The contour after edits of one family, with a note about what they could not do. */
export function editContour(
  { kernels, note }: { readonly kernels: Kernels; readonly note: StepContext['note'] },
  { f0, framePeriodMs }: { readonly f0: Float64Array; readonly framePeriodMs: number },
  sampleRate: number,
  edits: readonly ContourEdit[],
): Float64Array {
  if (edits.length === 0) return f0;
  const [least, most] = F0_EDIT_LIMITS.f0;
  const limits = [least, Math.min(most, sampleRate / 2)] as const;
  const edited = kernels.contour.edit(f0, framePeriodMs, edits, limits);
  const missed = edited.missed.flatMap((index) => edits[index] ?? []);
  for (const { operation, from, to } of missed) {
    note(`the f0 edit ${operation} from ${from} to ${to} s meets no frame of this sound`);
  }
  if (edited.unvoiced > 0) note(`${edited.unvoiced} frames stay unvoiced: no f0 was found anywhere that could be held`);
  if (edited.held > 0) note(`f0 was held inside ${limits[0]} to ${limits[1]} Hz in ${edited.held} edited frames`);
  return edited.f0;
}
