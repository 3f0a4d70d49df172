import { err, ok, type Result } from '../base/result.ts';

/**
 * A change of a quantity as the field writes it: `*1.2` (ratio), `-12st` or `+20Hz` (offset), `~120Hz` (absolute).
 */
export type QuantityUnit = 'Hz' | 'st' | 's';

export type Quantity =
  | { readonly kind: 'ratio'; readonly value: number }
  | { readonly kind: 'offset'; readonly value: number; readonly unit: QuantityUnit }
  | { readonly kind: 'absolute'; readonly value: number; readonly unit: QuantityUnit };

/** Inclusive limits of a value. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** Which changes a parameter takes, and how far each may go; a form that is absent is refused. */
export interface QuantityForms {
  readonly ratio?: ValueRange;
  /** Per unit, in the order in which a message names them. */
  readonly offset?: Readonly<Partial<Record<QuantityUnit, ValueRange>>>;
  readonly absolute?: Readonly<Partial<Record<QuantityUnit, ValueRange>>>;
}

/** The first thing in a text that cannot be read; an `Issue` without its path. */
export interface QuantityMistake {
  readonly code: 'quantity-invalid';
  /** What would have been right at `position`. */
  readonly expected: string;
  readonly got: string;
  /** Zero-based character offset, where the input was a text. */
  readonly position?: number;
}

/** The longest piece of a wrong text that a message repeats. */
const LONGEST_QUOTE = 24;

/**
 * Reads a change in the strict notation of recipes:
 *
 *     [spaces] [sign] [spaces] number [spaces] [unit] [spaces]      sign = * + - ~, number = 12 12. 1.5 .5 1e-3
 *
 * No sign means plus; `*` takes no unit, all others need one; units are case-sensitive. Unlike the original, which took
 * any character from `+` to `~` for a sign and ignored what followed, the whole text must be readable.
 */
export function parseQuantity(text: string, forms: QuantityForms): Result<Quantity, QuantityMistake> {
  const signAt = skipSpaces(text, 0);
  const sign = readSign(text, signAt);
  const numberAt = skipSpaces(text, signAt + sign.length);
  const digits = readNumber(text, numberAt);
  if (digits === '') return mistakeAt(text, numberAt, sign === '' ? describeForms(forms) : 'a number');
  const unitAt = skipSpaces(text, numberAt + digits.length);
  const unit = /^\S*/.exec(text.slice(unitAt))?.[0] ?? '';
  const fitted = fitQuantity(sign, Number(digits), unit, forms);
  if (!fitted.ok) {
    const { at, expected } = fitted.error;
    if (at === 'value') return mistake(expected, quote(digits), numberAt);
    return mistakeAt(text, at === 'sign' ? signAt : unitAt, expected);
  }
  const endAt = skipSpaces(text, unitAt + unit.length);
  return endAt === text.length ? fitted : mistakeAt(text, endAt, 'nothing more');
}

/**
 * Takes a change that was parsed elsewhere, in the original's form: `{"u": "st", "v": -12, "~": false}`; a ratio has
 * `"u": null`. `u` and `~` may be left out.
 */
export function readQuantityObject(value: object, forms: QuantityForms): Result<Quantity, QuantityMistake> {
  const { u = null, v, '~': absolute = false, ...rest } = value as Readonly<Record<string, unknown>>;
  const stranger = Object.keys(rest)[0];
  if (stranger !== undefined) return mistake('only the keys u, v and ~', quote(stranger));
  if (u !== null && typeof u !== 'string') return mistake('a unit or null in u', typeof u);
  if (typeof v !== 'number') return mistake('a number in v', typeof v);
  if (typeof absolute !== 'boolean') return mistake('true or false in ~', typeof absolute);
  const plain = u === null ? '*' : '+';
  const fitted = fitQuantity(absolute ? '~' : plain, v, u ?? '', forms);
  if (fitted.ok) return fitted;
  const { at, expected } = fitted.error;
  if (at === 'sign') return mistake(expected, `{u: ${u}, v: ${v}, ~: ${absolute}}`);
  return mistake(
    `${expected} in ${at === 'unit' ? 'u' : 'v'}`,
    at === 'unit' && u !== null ? quote(u) : String(at === 'unit' ? u : v),
  );
}

/** The canonical notation: sign, shortest number, unit, no spaces. `parseQuantity(printQuantity(q))` is `q`. */
export function printQuantity(quantity: Quantity): string {
  const { kind, value } = quantity;
  if (kind === 'ratio') return `*${value}`;
  if (kind === 'absolute') return `~${value}${quantity.unit}`;
  return `${value < 0 ? '' : '+'}${value}${quantity.unit}`;
}

/** True for a change that changes nothing: `*1`, `+0st`, `+0Hz`, `+0s`. */
export function isNeutral(quantity: Quantity): boolean {
  if (quantity.kind === 'absolute') return false;
  return quantity.value === (quantity.kind === 'ratio' ? 1 : 0);
}

/** Which part of a change does not fit its parameter, and what would. */
export interface Misfit {
  readonly at: 'sign' | 'unit' | 'value';
  readonly expected: string;
}

/**
 * Fits the parts of a change together and checks them against what its parameter takes.
 * @param sign `*`, `+`, `-`, `~` or empty, which means plus
 * @param size unsigned after `-`; may be negative after `+`
 */
export function fitQuantity(sign: string, size: number, unit: string, forms: QuantityForms): Result<Quantity, Misfit> {
  // Zero is added so that -0 becomes 0: equal changes are equal.
  const value = sign === '-' ? 0 - size : size + 0;
  if (sign === '*') {
    if (forms.ratio === undefined) return err({ at: 'sign', expected: describeForms(forms) });
    if (unit !== '') return err({ at: 'unit', expected: 'nothing after a ratio' });
    return inRange(value, forms.ratio) ? ok({ kind: 'ratio', value }) : outside(forms.ratio, '');
  }
  const ranges = sign === '~' ? forms.absolute : forms.offset;
  if (ranges === undefined) return err({ at: 'sign', expected: describeForms(forms) });
  const range = Object.hasOwn(ranges, unit) ? ranges[unit as QuantityUnit] : undefined;
  if (range === undefined) return err({ at: 'unit', expected: Object.keys(ranges).join(' or ') });
  const kind = sign === '~' ? 'absolute' : 'offset';
  return inRange(value, range) ? ok({ kind, value, unit: unit as QuantityUnit }) : outside(range, ` ${unit}`);
}

function inRange(value: number, range: ValueRange): boolean {
  return value >= range.min && value <= range.max;
}

function outside(range: ValueRange, unit: string): { readonly ok: false; readonly error: Misfit } {
  return err({ at: 'value', expected: `${range.min} to ${range.max}${unit}` });
}

/** What a parameter takes, by example: "a change such as *1.2, -2st or ~120Hz". */
export function describeForms(forms: QuantityForms): string {
  const examples = [
    ...(forms.ratio === undefined ? [] : ['*1.2']),
    ...Object.keys(forms.offset ?? {}).map((unit) => `${unit === 's' ? '+0.2' : '-2'}${unit}`),
    ...Object.keys(forms.absolute ?? {}).map((unit) => `${unit === 's' ? '~1.5' : '~120'}${unit}`),
  ];
  return `a change such as ${examples.join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
}

/** The sign at a place of a text, or an empty text. */
export function readSign(text: string, at: number): string {
  const character = text.charAt(at);
  return '*+-~'.includes(character) ? character : '';
}

/** The unsigned number at a place of a text, or an empty text. */
export function readNumber(text: string, at: number): string {
  const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
  number.lastIndex = at;
  return number.exec(text)?.[0] ?? '';
}

/** The place after the white space at a place. */
export function skipSpaces(text: string, from: number): number {
  const spaces = /\s*/y;
  spaces.lastIndex = from;
  return from + (spaces.exec(text)?.[0].length ?? 0);
}

/** The rest of a text from a place on, as what was got there. */
export function mistakeAt(text: string, position: number, expected: string): QuantityFailure {
  const rest = text.slice(position).trimEnd();
  return mistake(expected, rest === '' ? 'nothing' : quote(rest), position);
}

type QuantityFailure = { readonly ok: false; readonly error: QuantityMistake };

function quote(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

function mistake(expected: string, got: string, position?: number): QuantityFailure {
  return err({ code: 'quantity-invalid', expected, got, ...(position === undefined ? {} : { position }) });
}
