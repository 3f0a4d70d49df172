import { parseQuantity, printQuantity, type Quantity } from '../../core/units/quantity.ts';
import { FORMS, type WorldParam } from './world-texts.ts';

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
