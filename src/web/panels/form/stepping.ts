import type { JsonValue } from '../../../core/query/query.ts';
import { parseQuantity, printQuantity } from '../../../core/units/quantity.ts';
import type { Field } from '../../forms/field-spec.ts';

const STEPS: Readonly<Record<string, number>> = { st: 0.1, Hz: 1, s: 0.01, dB: 0.5, mm: 0.1, ratio: 0.01 };
const PLAIN = 0.1;

/** A value moved by so many steps of its unit; undefined when it has none. */
export function stepped(field: Field, value: JsonValue | undefined, steps: number): JsonValue | undefined {
  const { spec, unit = '' } = field;
  if (spec.kind === 'number') {
    const from = value ?? field.fallback ?? 0;
    const step = spec.whole ? 1 : (STEPS[unit] ?? PLAIN);
    return typeof from === 'number' ? tidy(from + steps * step) : undefined;
  }
  if (spec.kind !== 'quantity' || typeof value !== 'string') return undefined;
  const read = parseQuantity(value, spec.forms);
  if (!read.ok) return undefined;
  const step = STEPS[read.value.kind === 'ratio' ? 'ratio' : read.value.unit] ?? PLAIN;
  return printQuantity({ ...read.value, value: tidy(read.value.value + steps * step) });
}

/** 0.1 + 0.2 is 0.3 to whoever reads it. */
function tidy(value: number): number {
  return Number(value.toFixed(6));
}
