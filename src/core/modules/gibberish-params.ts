import { z } from 'zod';
import { fullMatcher } from '../base/regex.ts';
import { generousNumber } from '../units/number-schema.ts';
import type { ParamMeta } from './module.ts';
import { sources, stackForEach } from './source-param.ts';

const MOST_NAMES = 1000;
const LONGEST_PATTERN = 1000;

const meta = (label: string, help: string, unit?: string, ...examples: readonly unknown[]) =>
  ({ label, help, ...(unit ? { unit } : {}), ...(examples.length > 0 ? { examples } : {}) }) satisfies ParamMeta;
/** Of a parameter that a form keeps behind a fold. */
const rarely = (label: string, help: string, unit?: string) =>
  ({ ...meta(label, help, unit), advanced: true }) satisfies ParamMeta;
const seconds = () => generousNumber({ what: 'a number of seconds', min: 0 });
const pattern = z.string().min(1).max(LONGEST_PATTERN);
const patterns = z
  .union([pattern, z.array(pattern).max(100)], { error: 'a pattern, or a list of patterns' })
  .transform((given) => (typeof given === 'string' ? [given] : given));

const name = z
  .string()
  .min(1)
  .max(4096)
  .check((context) => {
    const { value } = context;
    if (!/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(value)) return;
    const expected = 'a name inside the folder: it is not allowed to look outside';
    context.issues.push({ code: 'custom', input: value, message: `expected ${expected}`, params: { expected } });
  });

const regularExpression = z
  .string()
  .max(LONGEST_PATTERN)
  .check((context) => {
    const matcher = fullMatcher(context.value);
    if (matcher.ok) return;
    const expected = `a regular expression (here: ${matcher.error})`;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: `expected ${expected}`,
      params: { expected },
    });
  });

/** 0 and null are none. */
const forced = (what: string) =>
  generousNumber({ what, min: 0 })
    .transform((value) => (value < 1 ? null : Math.trunc(value)))
    .nullable()
    .default(null);

const fields = z.strictObject({
  seed: z
    .union([z.number(), z.string().max(LONGEST_PATTERN), z.boolean(), z.null()], {
      error: 'a seed: a number or a text',
    })
    .meta(
      meta('Seed', "Of Python's generator: a number or a text. null is made from the other parameters.", undefined, 8),
    ),
  chunk_dur_min: seconds().meta(meta('Shortest chunk', 'The least duration of a chunk, above 0.', 's', 0.2)),
  chunk_dur_max: seconds().meta(meta('Longest chunk', 'The greatest duration of a chunk.', 's', 0.7)),
  total_dur: seconds().meta(meta('Duration', 'Of the result; the last chunk is cut.', 's', 2)),
  prevent_chunk_overlap: z
    .boolean()
    .default(true)
    .meta(meta('Avoid repeats', 'Draw places anew, up to 1000 times, until they do not touch the chunk before.')),
  ramp: seconds()
    .default(0.05)
    .meta(meta('Ramp', 'Cosine ramps of each chunk, and at the end.', 's')),
  force_fs: forced('a sampling rate').meta(rarely('Sampling rate', "Of the result; none is the first sound's.", 'Hz')),
  force_nb_channels: forced('a number of channels').meta(
    rarely('Channels', "Of the result; none is the first sound's."),
  ),
  stack: stackForEach().meta(rarely('Steps', 'What each sound goes through before it is cut.')),
  sounds: sources().meta(
    meta('Sounds', 'The sounds themselves, by name or as queries, instead of a selection in a folder.'),
  ),
  files: z
    .array(name)
    .min(1)
    .max(MOST_NAMES)
    .nullable()
    .default(null)
    .meta(rarely('Files', 'Names of sounds, relative to the folder that the input names.')),
  shell_pattern: z
    .strictObject({
      include: patterns.meta(meta('Include', 'Files to take.', undefined, ['*.wav'])),
      exclude: patterns.default([]).meta(meta('Exclude', 'Files to leave out.')),
    })
    .nullable()
    .default(null)
    .meta(rarely('Shell pattern', 'Files of the folder to include and to exclude: *, ? and [a-z].')),
  re_pattern: regularExpression
    .nullable()
    .default(null)
    .meta(
      rarely(
        'Regular expression',
        'The whole name of a file, relative to the folder; without look-around or references.',
      ),
    ),
});

/** What is right of `gibberish` as a whole. */
export const gibberishParams = fields.check((context) => {
  const { value } = context;
  const { chunk_dur_min: shortest, chunk_dur_max: longest, total_dur: total, ramp } = value;
  const refuse = (param: string, expected: string, got: unknown): void => {
    const params = { expected, got: String(got) };
    context.issues.push({ code: 'custom', input: value, path: [param], message: `expected ${expected}`, params });
  };
  if (!(shortest > 0)) refuse('chunk_dur_min', 'a number of seconds above 0', shortest);
  if (!(total > 0)) refuse('total_dur', 'a number of seconds above 0', total);
  if (longest < shortest) refuse('chunk_dur_max', `at least chunk_dur_min (${shortest} s)`, longest);
  if (ramp > shortest) refuse('ramp', `at most chunk_dur_min (${shortest} s)`, ramp);
  if (ramp > total) refuse('ramp', `at most total_dur (${total} s)`, ramp);
  if (total / shortest > MOST_CHUNKS) refuse('chunk_dur_min', `at most ${MOST_CHUNKS} chunks`, shortest);
  const given = value.sounds ?? value.files ?? value.shell_pattern ?? value.re_pattern;
  if (given === null) refuse('files', 'one of files, shell_pattern, re_pattern and sounds', 'none');
  if (value.sounds?.length === 0) refuse('sounds', 'at least one sound', 'an empty list');
});

const MOST_CHUNKS = 100_000;

export type GibberishParams = z.output<typeof gibberishParams>;
