import { err, ok, type Result } from '../../core/base/result.ts';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from '../../core/units/change-forms.ts';
import { parseQuantity, printQuantity, type Quantity, type QuantityForms } from '../../core/units/quantity.ts';
import { readGenerousQuantity } from '../../core/units/quantity-generous.ts';
import type { WorldParam } from './world-texts.ts';

const FORMS: Readonly<Record<WorldParam, QuantityForms>> = { f0: F0_FORMS, vtl: VTL_FORMS, duration: DURATION_FORMS };

export interface TypedProblem {
  readonly expected: string;
  readonly got: string;
  /** Zero-based character of the typed text. */
  readonly position: number;
}

/** The change that a strict text means; undefined when it is empty or cannot be read. */
export function readStrict(param: WorldParam, text: string): Quantity | undefined {
  const parsed = parseQuantity(text, FORMS[param]);
  return parsed.ok ? parsed.value : undefined;
}

/** The canonical strict text while something is being typed, if it is already complete. */
export function readComplete(param: WorldParam, typed: string): string | undefined {
  if (typed.trim() === '') return '';
  const change = readStrict(param, typed);
  return change === undefined ? undefined : printQuantity(change);
}

/** What was typed, made strict; or what is wrong with it and where. */
export function readTyped(param: WorldParam, typed: string): Result<string, TypedProblem> {
  const read = readGenerousQuantity(typed, FORMS[param]);
  if (read.ok) return ok(read.value);
  return err({ expected: read.error.expected, got: read.error.got, position: read.error.position ?? 0 });
}
