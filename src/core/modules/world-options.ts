import { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { WorldAnalysisOptions } from '../kernels/kernels.ts';
import type { ParamMeta } from './module.ts';

const DIO_RANGE = 0.1;

/** How a voice is analysed: parameters of whatever analyses one. The defaults are WORLD's. */
export const WORLD_OPTIONS = {
  f0Method: z
    .enum(['dio', 'harvest'])
    .default('dio')
    .meta({
      label: 'f0 method',
      help: 'dio: DIO, refined by StoneMask. harvest: slower, and misses fewer voiced frames.',
      reference: 'Morise (2017). Harvest: a high-performance fundamental frequency estimator. Interspeech, 2321-2325.',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
  f0Floor: z
    .number()
    .min(10)
    .max(2000)
    .default(71)
    .meta({
      label: 'f0 floor',
      help: 'The lowest f0 that is looked for. A lower one needs longer windows, for the envelope too.',
      unit: 'Hz',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
  f0Ceiling: z
    .number()
    .min(20)
    .max(20_000)
    .default(800)
    .meta({
      label: 'f0 ceiling',
      help: 'The highest f0 that is looked for.',
      unit: 'Hz',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
  framePeriod: z
    .number()
    .min(0.5)
    .max(100)
    .default(5)
    .meta({
      label: 'Frame period',
      help: 'Between frames.',
      unit: 'ms',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
  allowedRange: z
    .number()
    .min(0)
    .max(1)
    .default(DIO_RANGE)
    .meta({
      label: 'Allowed range',
      help: 'DIO: the largest step of f0 from frame to frame within a voiced stretch, as a part of f0.',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
  speed: z
    .int()
    .min(1)
    .max(12)
    .default(1)
    .meta({
      label: 'Speed',
      help: 'DIO: looks for f0 in the sound decimated by so much: faster, and coarser.',
      advanced: true,
      implied: true,
    } satisfies ParamMeta),
};

const schema = z.strictObject(WORLD_OPTIONS).superRefine(checkOptions);

/**
 * Fills the defaults.
 * @returns the parameters, or what is wrong with which
 */
export function readWorldOptions(given: unknown): Result<WorldOptions, readonly { name: string; message: string }[]> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({ name: path.join('.'), message }));
  return { ok: false, error: issues };
}

/** Parameters of an analysis, defaults filled. */
export type WorldOptions = z.output<typeof schema>;

/** The kernels' options, all of them. */
export type AnalysisOptions = Required<Omit<WorldAnalysisOptions, 'revision'>>;

/** What one option says about another; an argument without an effect is refused, so that equal meaning has one form. */
export function checkOptions(given: WorldOptions, context: z.RefinementCtx): void {
  const wrong = (path: keyof WorldOptions, expected: string): void =>
    context.addIssue({ code: 'custom', path: [path], input: given[path], message: expected, params: { expected } });
  if (given.f0Ceiling < given.f0Floor) wrong('f0Ceiling', `at least the f0 floor, ${given.f0Floor} Hz`);
  if (given.f0Method === 'dio') return;
  if (given.allowedRange !== DIO_RANGE) wrong('allowedRange', 'nothing, because it is for the f0 method dio');
  if (given.speed !== 1) wrong('speed', 'nothing, because it is for the f0 method dio');
}

/** The same in the kernels' words. */
export function analysisOptions(given: WorldOptions): AnalysisOptions {
  const { f0Method, f0Floor, f0Ceiling, framePeriod, allowedRange, speed } = given;
  return { f0Method, f0Floor, f0Ceiling, framePeriodMs: framePeriod, allowedRange, decimation: speed };
}

/** Those that are not WORLD's defaults: what tells analyses of one sound apart. */
export function unusualOptions(options: Partial<AnalysisOptions>): Record<string, string | number> {
  const usual = Object.entries(analysisOptions(schema.parse({})));
  const isUsual = (name: string, value: string | number) => usual.some(([key, each]) => key === name && each === value);
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => !isUsual(name, value)));
}
