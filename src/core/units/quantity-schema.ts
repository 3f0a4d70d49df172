import { z } from 'zod';
import type { Result } from '../base/result.ts';
import {
  describeForms,
  isNeutral,
  parseQuantity,
  printQuantity,
  type Quantity,
  type QuantityForms,
  type QuantityMistake,
  readQuantityObject,
} from './quantity.ts';

export type QuantitySchema = z.ZodPipe<z.ZodOptional<z.ZodUnknown>, z.ZodTransform<string | null, unknown>>;

/**
 * The type of every parameter that is a change of a quantity. Takes `"-12st"`, `{"u": "st", "v": -12, "~": false}`,
 * null or nothing; gives the canonical notation, or null when nothing changes (`*1`, `+0st` too), so that equal meaning
 * has one form. An issue is `custom` with a `QuantityMistake` in `params`.
 * @param options.allow the forms the parameter takes; also found in the schema's metadata as `quantity`
 */
export function quantity(options: { readonly allow: QuantityForms }): QuantitySchema {
  const { allow } = options;
  return z
    .unknown()
    .optional()
    .transform((input, context) => {
      if (input === null || input === undefined) return null;
      const read = readQuantity(input, allow);
      if (read.ok) return isNeutral(read.value) ? null : printQuantity(read.value);
      const { expected, got } = read.error;
      context.issues.push({
        code: 'custom',
        input,
        message: `expected ${expected}, got ${got}`,
        params: { ...read.error },
      });
      return z.NEVER;
    })
    .meta({ quantity: allow });
}

/** The change that a canonical text stands for; undefined when nothing changes. */
export function quantityOf(canonical: string | null, forms: QuantityForms): Quantity | undefined {
  if (canonical === null) return undefined;
  const read = parseQuantity(canonical, forms);
  return read.ok ? read.value : undefined;
}

function readQuantity(input: unknown, forms: QuantityForms): Result<Quantity, QuantityMistake> {
  if (typeof input === 'string') return parseQuantity(input, forms);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return readQuantityObject(input, forms);
  const got = Array.isArray(input) ? 'a list' : typeof input === 'number' ? `the number ${input}` : `${input}`;
  return { ok: false, error: { code: 'quantity-invalid', expected: describeForms(forms), got } };
}
