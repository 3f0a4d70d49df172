import type { JsonValue } from '../query/query.ts';

/** A number with what a recipe puts around it: `-12.5st`, `*0.5`, `~120Hz`, or the number itself. */
export interface Amount {
  /** `*`, `~` or nothing. */
  readonly before: string;
  /** `+`, `-` or nothing. */
  readonly sign: string;
  /** Digits, with a point where there are decimals. */
  readonly digits: string;
  /** `st`, `Hz`, `s` or nothing. */
  readonly unit: string;
}

const AMOUNT = /^([*~]?)([+-]?)(\d+(?:\.\d+)?)(st|Hz|s|)$/;

/** Undefined for a value that is no amount, and for numbers that are written with an exponent. */
export function amountIn(value: JsonValue): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, before = '', sign = '', digits, unit = ''] = AMOUNT.exec(String(value)) ?? [];
  return digits === undefined ? undefined : { before, sign, digits, unit };
}

/** More decimals than these are computed, not typed. */
const TYPED_DECIMALS = 4;
const LEAST_DECIMALS = 2;
const MOST_DECIMALS = 12;

/**
 * How many decimals keep the values of a factor apart in names: as few as do, of two or more. Undefined where no value
 * has more than people type, so that nothing is rounded.
 */
export function decimalsFor(values: readonly JsonValue[]): number | undefined {
  const all = [...new Set(values)];
  if (!all.some((value) => isLong(amountIn(value)))) return undefined;
  for (let decimals = LEAST_DECIMALS; decimals <= MOST_DECIMALS; decimals++) {
    const texts = new Set(all.map((value) => shortened(value, decimals).toLowerCase()));
    if (texts.size === all.length) return decimals;
  }
  return undefined;
}

/** A value as text, an amount with more decimals than people type rounded to so many: `-10.2857142857st` is `-10.29st`. */
export function shortened(value: JsonValue, decimals: number): string {
  const amount = amountIn(value);
  if (amount === undefined || !isLong(amount)) return typeof value === 'string' ? value : JSON.stringify(value);
  const { before, sign, digits, unit } = amount;
  const rounded = Number(Number(digits).toFixed(decimals));
  // Nothing is neither above nor below.
  const shown = rounded === 0 && sign === '-' ? (unit === '' ? '' : '+') : sign;
  return `${before}${shown}${rounded}${unit}`;
}

function isLong(amount: Amount | undefined): boolean {
  const [, decimals = ''] = amount?.digits.split('.') ?? [];
  return decimals.length > TYPED_DECIMALS;
}
