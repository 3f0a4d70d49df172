import { err, ok, type Result } from '../base/result.ts';
import {
  describeForms,
  fitQuantity,
  type Misfit,
  mistakeAt,
  printQuantity,
  type Quantity,
  type QuantityForms,
  type QuantityMistake,
  readNumber,
  readSign,
  skipSpaces,
} from './quantity.ts';

/** What people write for a unit, in lower case: the strict unit and how many of it one is worth. */
const UNIT_WORDS: Readonly<Record<string, { readonly unit: string; readonly times: number }>> = {
  st: { unit: 'st', times: 1 },
  semitone: { unit: 'st', times: 1 },
  semitones: { unit: 'st', times: 1 },
  oct: { unit: 'st', times: 12 },
  octave: { unit: 'st', times: 12 },
  octaves: { unit: 'st', times: 12 },
  hz: { unit: 'Hz', times: 1 },
  hertz: { unit: 'Hz', times: 1 },
  khz: { unit: 'Hz', times: 1000 },
  s: { unit: 's', times: 1 },
  sec: { unit: 's', times: 1 },
  second: { unit: 's', times: 1 },
  seconds: { unit: 's', times: 1 },
  ms: { unit: 's', times: 1 / 1000 },
  millisecond: { unit: 's', times: 1 / 1000 },
  milliseconds: { unit: 's', times: 1 / 1000 },
};

/**
 * Reads a change as people type it into a field and gives the strict notation that the recipe keeps: `1.2x`, `x1.2`,
 * `80%` and `+20%` are ratios; a true minus sign, a decimal comma, any case of a unit, unit words, `ms`, octaves pass.
 * @returns the canonical text, empty for an empty field; or the mistake, its position counted in the text as typed
 */
export function readGenerousQuantity(text: string, forms: QuantityForms): Result<string, QuantityMistake> {
  const plain = toAscii(text);
  const signAt = skipSpaces(plain, 0);
  if (signAt === plain.length) return ok('');
  const sign = readSign(plain, signAt);
  const timesSign = sign === '' && plain.charAt(signAt).toLowerCase() === 'x' ? 1 : 0;
  const numberAt = skipSpaces(plain, signAt + sign.length + timesSign);
  const digits = readNumber(plain, numberAt);
  if (digits === '') {
    const hasSign = sign !== '' || timesSign > 0;
    return mistakeAt(text, numberAt, hasSign ? 'a number' : describeForms(forms));
  }
  const unitAt = skipSpaces(plain, numberAt + digits.length);
  const word = plain.slice(unitAt).trimEnd();
  const fitted = fitTyped(timesSign > 0 ? '*' : sign, Number(digits), word.toLowerCase(), forms);
  if (fitted.ok) return ok(printQuantity(fitted.value));
  const { at, expected } = fitted.error;
  if (at === 'value') return mistakeAt(text.slice(0, numberAt + digits.length), numberAt, expected);
  return mistakeAt(text, at === 'sign' ? signAt : unitAt, expected);
}

/** Character for character, so that positions stay what they are. */
function toAscii(text: string): string {
  return text
    .replace(/[\u2212\u2010-\u2015]/g, '-')
    .replace(/[\u00d7\u22c5\u2217]/g, '*')
    .replace(/,/g, '.');
}

function fitTyped(sign: string, size: number, word: string, forms: QuantityForms): Result<Quantity, Misfit> {
  if (word === '%' || word === 'percent') return fitPercent(sign, size, forms);
  if (word === 'x' || word === '*' || word === 'times') {
    if (sign === '' || sign === '*') return fitQuantity('*', size, '', forms);
    return err({ at: 'sign', expected: 'a ratio without a sign' });
  }
  const known = Object.hasOwn(UNIT_WORDS, word) ? UNIT_WORDS[word] : undefined;
  if (known === undefined) return fitQuantity(sign, size, word, forms);
  return fitQuantity(sign, shortest(size * known.times), known.unit, forms);
}

/** `80%` is that part of what was; with plus or minus it is so much more or less. */
function fitPercent(sign: string, size: number, forms: QuantityForms): Result<Quantity, Misfit> {
  if (sign === '~') return fitQuantity(sign, size, '%', forms);
  const percent = sign === '+' ? 100 + size : sign === '-' ? 100 - size : size;
  return fitQuantity('*', shortest(percent / 100), '', forms);
}

/** 3.8 octaves are 45.6 st, not 45.599999999999994. */
function shortest(value: number): number {
  return Number(value.toPrecision(15));
}
