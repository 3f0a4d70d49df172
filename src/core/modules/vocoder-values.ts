import { z } from 'zod';

/** Where a transform says what is wrong. */
export type Refusals = { issues: z.core.$ZodRawIssue[] };

const WORD = 2 ** 32;

/** Says what was expected in the house's words, and ends the transform. */
export function refuse(
  context: Refusals,
  input: unknown,
  expected: string,
  path: PropertyKey[] = [],
  got?: string,
): never {
  const params = got === undefined ? { expected } : { expected, got };
  context.issues.push({ code: 'custom', input, path, message: `expected ${expected}`, params });
  return z.NEVER;
}

/** A finite number above 0. */
export function positive(unit: string) {
  return z.number({ error: `a number of ${unit}` }).positive();
}

const written = z.union([z.boolean(), z.number(), z.enum(['true', 'false'])], { error: 'true or false' });
const isTrue = (given: z.output<typeof written>): boolean => given === 'true' || (given !== 'false' && Boolean(given));

/** True or false, which must be given; text and numbers count as web forms and VTServer had them. */
export function truth() {
  return written.transform(isTrue);
}

/** The same, with a default. */
export function truthOr(fallback: boolean) {
  return written.default(fallback).transform(isTrue);
}

/** Cut-offs of envelope filters, Hz: one, or a list that is taken round and round. Numeric text is accepted. */
export function lowPassFrequencies() {
  const expected = 'a frequency above 0 Hz, or a list of such';
  return z
    .union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])).min(1)], { error: expected })
    .transform((given, context): number | number[] => {
      const list = (Array.isArray(given) ? given : [given]).map((value) =>
        typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value),
      );
      if (!list.every((value) => Number.isFinite(value) && value > 0)) return refuse(context, given, expected);
      const [first = 0] = list;
      return list.every((value) => value === first) ? first : list;
    });
}

/** "spread", a list, or null; as a list without repetition. */
export function modifiers() {
  const expected = 'spread, which is the only modifier';
  return z
    .union([z.string(), z.array(z.string()), z.null()], { error: expected })
    .default([])
    .transform((given, context): 'spread'[] => {
      const list = given === null ? [] : typeof given === 'string' ? [given] : given;
      const unknown = list.find((name) => name !== 'spread');
      if (unknown !== undefined) return refuse(context, given, expected, [], `\`${unknown.slice(0, 60)}\``);
      return list.length > 0 ? ['spread'] : [];
    })
    .meta({ choices: ['spread'] });
}

/** NumPy's seeds: an integer 0..2^32-1, a list of such, true and false for 1 and 0, or null for none. */
export function randomSeed() {
  const expected = 'an integer from 0 to 4294967295, a list of such, or null';
  const word = z.union([z.number(), z.boolean()]);
  return z
    .union([word, z.array(word).min(1).max(624), z.null()], { error: expected })
    .default(null)
    .transform((given, context): number | number[] | null => {
      if (given === null) return null;
      const list = (Array.isArray(given) ? given : [given]).map((value) => Number(value) + 0);
      const isSeed = list.every((value) => Number.isInteger(value) && value >= 0 && value < WORD);
      if (!isSeed) return refuse(context, given, expected);
      return Array.isArray(given) ? list : (list[0] ?? 0);
    });
}
