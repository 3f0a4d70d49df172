import { z } from 'zod';
import { AppError, type Issue } from '../base/errors.ts';
import { SOUND_FORMATS } from '../codecs/codec.ts';
import { MP3_BITRATES } from '../codecs/mp3-bitrates.ts';
import { QUALITIES } from '../codecs/ogg-quality.ts';
import { joinPath } from '../query/findings.ts';
import { ENCODINGS } from '../query/parse-fields.ts';
import type { JsonValue } from '../query/query.ts';
import { CLIP_POLICIES, LEVEL_POLICIES, SOURCE_POLICIES } from './policies.ts';
import { RECORD } from './record.ts';

/** What this release writes and reads. */
export const SET_FORMAT = 'sonde-set/1';

const scalar = z.union([z.number(), z.string().max(4096), z.boolean(), z.null()]);
const json = z.custom<JsonValue>((value) => value !== undefined, 'expected a JSON value');
const finite = z.number();
const count = z.int().min(1).max(100_000);
/** How a number becomes what a recipe has: `st` gives `+3.8st`, `~Hz` gives `~120Hz`. */
const as = z.enum(['number', 'st', '*', 'Hz', '~Hz', 's', '~s']).default('number');
const decimals = z.int().min(0).max(12);

const list = z.strictObject({ list: z.array(json).min(1).max(100_000) });
const steps = z.strictObject({ from: finite, to: finite, step: z.number().positive(), as });
const points = z.strictObject({
  from: finite,
  to: finite,
  n: count,
  scale: z.enum(['linear', 'log']).default('linear'),
  decimals: decimals.optional(),
  as,
});
const between = z.strictObject({
  n: count,
  from: finite,
  to: finite,
  scale: z.enum(['linear', 'log']).default('linear'),
  decimals: decimals.default(2),
});
const normal = z.strictObject({
  n: count,
  mean: finite,
  /** Standard deviation. */
  sd: z.number().positive({ error: 'a standard deviation above 0' }),
  decimals: decimals.default(2),
});
const random = z.strictObject({ random: z.union([between, normal]), as });

const factor = z.strictObject({
  /** In names, filters and tables. */
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, 'expected a name: a letter, then letters, digits and _'),
  /** Which field of the recipe: `file`, `stack[0].f0`, `stack[1].file.stack[0].seed`. */
  path: z.string().min(1).max(512),
  values: z.union([list, steps, points, random], {
    error: 'expected {list}, {from, to, step}, {from, to, n}, {random: {n, from, to}} or {random: {n, mean, sd}}',
  }),
  /** Factors of one group go together, value by value; without a group each is crossed with all others. */
  group: z.string().max(64).optional(),
});

const filter = z.union(
  [
    z.string().max(2000),
    z.strictObject({ where: z.record(z.string(), scalar) }),
    z.strictObject({ equal: z.tuple([z.string(), z.string()]) }),
  ],
  { error: 'expected a comparison such as "masker = target", {where: {factor: value}} or {equal: [factor, factor]}' },
);

/** As a request's `output`, which has more to say about what goes with what. */
const output = z
  .strictObject({
    format: z.enum(SOUND_FORMATS).default('wav'),
    encoding: z.enum(ENCODINGS).default('s16'),
    /** kb/s */
    bitrate: z.literal(MP3_BITRATES, { error: `${MP3_BITRATES.join(', ')} (kb/s)` }).exactOptional(),
    quality: z.number().min(QUALITIES[0]).max(QUALITIES[1]).exactOptional(),
  })
  .check(({ value, issues }) => {
    for (const [key, owner] of [
      ['bitrate', 'mp3'],
      ['quality', 'ogg'],
    ] as const) {
      if (value[key] === undefined || value.format === owner) continue;
      const message = `none in ${value.format}: only ${owner} has one`;
      issues.push({ code: 'custom', input: value[key], path: [key], message });
    }
  });

const fields = z.strictObject({
  format: z.literal(SET_FORMAT).default(SET_FORMAT),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,79}$/, 'expected a file-safe name of at most 80 characters'),
  title: z.string().max(500).default(''),
  description: z.string().max(10_000).default(''),
  authors: z.array(z.string().max(200)).max(100).default([]),
  licence: z.string().max(200).default(''),
  /** Of everything random in the set; each factor has a stream of its own. */
  seed: z.int().min(0).default(1),
  /** A request; factors replace its fields. */
  recipe: z.record(z.string(), json),
  factors: z.array(factor).max(32),
  /** Rows that are left out. */
  exclude: z.array(filter).max(1000).default([]),
  /**
   * `recipe`, each row has the level that its recipe gives it; `mean`, all have the mean of these, in dB. Before `clip`.
   */
  levels: z.enum(LEVEL_POLICIES).default('recipe'),
  /**
   * A sound that would clip: `together`, it is turned down as a whole, which its row says; `set`, all rows are turned down
   * by as much as the one that needs it most; `refuse`, its row fails.
   */
  clip: z.enum(CLIP_POLICIES).default('together'),
  output: output.prefault({}),
  /** `included`: the sounds that the set is made from are in its archive; `named`: their names and content ids are. */
  sourceFiles: z.enum(SOURCE_POLICIES).default('named'),
  /** Of files, without extension: `{source}_{f0}_{i:03}`. */
  naming: z.string().min(1).max(500).default('{i:04}'),
  ...RECORD,
});

/** `sources` said first what became of them, which is `sourceFiles` now; it is read all the same. */
const schema = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null || !('sources' in given)) return given;
  const { sources, ...rest } = given;
  return SOURCE_POLICIES.some((policy) => policy === sources) ? { sourceFiles: sources, ...rest } : given;
}, fields);

/** A stimulus set: one recipe, and the factors that vary it. Rows are computed from it, not listed. */
export type SetManifest = z.output<typeof schema>;
export type Factor = z.output<typeof factor>;

/**
 * Reads a manifest.
 * @throws AppError set-invalid with every problem in `issues`
 */
export function parseManifest(input: unknown): SetManifest {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidSet(parsed.error.issues.map(issueOf));
  const names = parsed.data.factors.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  if (twice.length > 0) {
    throw invalidSet(
      twice.map((name) => ({ path: 'factors', code: 'name', expected: 'names that differ', got: name })),
    );
  }
  return parsed.data;
}

/** As it is written: what a release before did not know is there only where it says something. */
export function canonicalManifest({
  levels,
  ...rest
}: SetManifest): Omit<SetManifest, 'levels'> & Partial<SetManifest> {
  return levels === 'recipe' ? rest : { ...rest, levels };
}

/** The error that carries every problem of a set. */
export function invalidSet(issues: readonly Issue[]): AppError {
  const lines = issues
    .slice(0, 3)
    .map(({ path, expected, got }) => `${path || 'set'}: expected ${expected}, got ${got}`);
  const rest = issues.length > 3 ? `; and ${issues.length - 3} more` : '';
  return new AppError('set-invalid', `${lines.join('; ')}${rest}`, { issues });
}

function issueOf({ path, message, code, input }: z.core.$ZodIssue): Issue {
  const place = path.reduce<string>((at, key) => joinPath(at, typeof key === 'number' ? key : String(key)), '');
  const expected = message.replace(/^(expected|Invalid input: expected) /i, '');
  return { path: place, code, expected, got: input === undefined ? 'something else' : JSON.stringify(input) };
}
