import type { Sliced } from '../kernels/kernels.ts';
import { invalid } from './failure.ts';

/** One instant of an f0 contour, with where it stands in its file. */
export interface F0Point {
  /** s */
  readonly time: number;
  /** Hz, 0 = unvoiced. */
  readonly hz: number;
  /** For messages: `line 3`, `f0[2]`. */
  readonly place: string;
}

/** Lines that are read at a time: some milliseconds. */
const AT_ONCE = 4096;

/** What other programs call the columns; the first one that fits is taken. */
const TIME = /^(time|t)\b/;
const F0 = /^(f0|pitch|frequency)\b/;
/** Units of f0, and of time, that are not read here: numbers of theirs would pass for Hz or s. */
const NOT_HERTZ = /\b(st|semitones?|cents?|midi|mel|bark|erb|khz|octaves?|log\w*)\b/;
const NOT_SECONDS = /\b(min|minutes?|h|hours?|us|samples?|frames?)\b/;
const VOICED = /^(voiced|vuv)\b/;
/** What other programs write where there is no f0. */
const NOTHING = new Set(['', '--undefined--', 'undefined', 'nan', 'na', 'none']);

/**
 * Reads f0 from a table with a time base of its own: our own tables (`sonde analyse`, the f0 pane), what spreadsheets make of
 * them (semicolons, decimal commas), and listings of other programs. Columns are found by their names; lines that begin with `#`
 * are passed over. A frame is unvoiced where its f0 is 0 or missing, or where it is said to be. In slices.
 * @throws AppError features-invalid, naming the line
 */
export function* f0TableSlices(text: string): Sliced<readonly F0Point[]> {
  let read: ((line: string, place: string) => F0Point) | undefined;
  const points: F0Point[] = [];
  for (const { line, number, end } of linesOf(text)) {
    if (number % AT_ONCE === 0) yield end / text.length;
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (read) points.push(read(line, `line ${number}`));
    else read = readerOf(line, number);
  }
  if (!read) throw invalid('the table is empty; its first line says "time,f0,voiced"');
  return points;
}

interface Line {
  readonly line: string;
  /** From 1. */
  readonly number: number;
  /** Where it ends in the text. */
  readonly end: number;
}

/** Without the byte order mark that editors of one system put first. */
function* linesOf(text: string): Generator<Line, void, void> {
  const breaks = /\r\n|\n|\r|$/g;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; start <= text.length; number++) {
    breaks.lastIndex = start;
    const { index: end = text.length, 0: found = '' } = breaks.exec(text) ?? {};
    yield { line: text.slice(start, end), number, end };
    if (found === '') return;
    start = end + found.length;
  }
}

/** How a row is read, by the names of its columns. */
function readerOf(head: string, number: number): (line: string, place: string) => F0Point {
  const split = splitterOf(head);
  const names = split(head).map((name) => name.toLowerCase().replaceAll('_', ' '));
  const columnOf = (name: RegExp, other?: RegExp) => names.findIndex((each) => name.test(each) && !other?.test(each));
  const [time, f0, voiced] = [columnOf(TIME, NOT_SECONDS), columnOf(F0, NOT_HERTZ), columnOf(VOICED)];
  if (time < 0 || f0 < 0) throw invalid(`line ${number} does not name the columns "time" (s) and "f0" (Hz)`);
  const perSecond = /\bms\b/.test(names[time] ?? '') ? 1000 : 1;
  return (line, place) => {
    const fields = split(line);
    const at = numberIn(fields[time], 'a time', place) / perSecond;
    const hz = f0In(fields[f0], place);
    const isSilent = voiced >= 0 && numberIn(fields[voiced], '0 or 1', place) === 0;
    return { time: at, hz: isSilent ? 0 : hz, place };
  };
}

/** Where there are semicolons, a comma is that of a decimal fraction. */
function splitterOf(head: string): (line: string) => string[] {
  const separator = ['\t', ';', ','].find((each) => head.includes(each)) ?? /\s+/;
  return (line) =>
    line
      .trim()
      .split(separator)
      .map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
      .map((field) => (separator === ',' ? field : field.replace(',', '.')));
}

function f0In(field: string | undefined, place: string): number {
  if (field !== undefined && NOTHING.has(field.toLowerCase())) return 0;
  return numberIn(field, '0 or a frequency in Hz', place);
}

function numberIn(field: string | undefined, expected: string, place: string): number {
  const value = field === undefined || field === '' ? Number.NaN : Number(field);
  if (Number.isFinite(value)) return value;
  throw invalid(`${place} has ${field ? `"${field}"` : 'nothing'} where ${expected} belongs`);
}
