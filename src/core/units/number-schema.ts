import { z } from 'zod';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export type NumberSchema = z.ZodPipe<
  z.ZodUnion<readonly [z.ZodNumber, z.ZodString, z.ZodBoolean]>,
  z.ZodTransform<number, number | string | boolean>
>;

/**
 * A number as VTServer takes it: a JSON number, a text that is one (" 0.5", "1e-3"), or true and false for 1 and 0. The
 * output is the number, never -0, so that equal meaning has one form.
 * @param options.what for messages: "a number of seconds"
 * @param options.min inclusive
 */
export function generousNumber(options: { readonly what: string; readonly min?: number }): NumberSchema {
  const { what, min = Number.NEGATIVE_INFINITY } = options;
  const expected = Number.isFinite(min) ? `${what}, at least ${min}` : what;
  return z.union([z.number(), z.string(), z.boolean()], { error: expected }).transform((input, context) => {
    const value = numberOf(input);
    if (Number.isFinite(value) && value >= min) return value + 0;
    context.issues.push({ code: 'custom', input, message: `expected ${expected}`, params: { expected } });
    return z.NEVER;
  });
}

/** NaN for a text that is no number, and for none at all. */
function numberOf(input: number | string | boolean): number {
  if (typeof input !== 'string') return Number(input);
  const text = input.trim();
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}
