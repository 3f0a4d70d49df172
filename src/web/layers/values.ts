import { decibels, decimal, frequency as printFrequency, short } from '../components/format.ts';
import type { Column, Value } from './layer.ts';

const NBSP = '\u00a0';

/** A column whose values are printed with so many decimals, and their unit. */
export function column(name: string, unit: string, digits: number, words: Partial<Column> = {}): Column {
  const print = (value: number) =>
    `${unit.startsWith('dB') ? decibels(value, digits) : decimal(value, digits)}${unit === '' ? '' : `${NBSP}${unit}`}`;
  return { name, unit, print, ...(unit.startsWith('dB') ? { minus: 'dB' } : {}), ...words };
}

export const FREQUENCY: Column = { name: 'Frequency', unit: 'Hz', print: printFrequency, minus: 'place' };

/** Whole numbers without a unit. */
export function count(name: string, print: (text: string) => string): Column {
  return { name, unit: '', print: (value) => print(short(value, 0)) };
}

/** dB that kernels give for silence, and for less. */
const SILENCE = -200;

/** Silence is called by one name wherever a level is read. */
export function levelOf(level: number | undefined): number | undefined {
  return level !== undefined && level <= SILENCE ? Number.NEGATIVE_INFINITY : level;
}

/** One value as the cursor's read-out, the spoken sentence and the table have it; undefined while it is not known. */
export function printed({ print, none = '\u2013', said = '' }: Column, value: Value): string | undefined {
  if (value === undefined) return undefined;
  return value === null || Number.isNaN(value) ? none : `${said}${print(value)}`;
}

/** The values that are known and say something, in the order of their columns, for the cursor. */
export function printedAll(columns: readonly Column[], values: readonly Value[]): readonly string[] {
  return columns.flatMap((each, index) => (each.isListed ? [] : printed(each, values[index]) || []));
}
