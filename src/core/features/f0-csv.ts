import type { F0Contour } from '../audio/clip.ts';
import { invalid } from './failure.ts';

const HEADER = 'time,f0,voiced';
/** s; times that were rounded to tenths of a millisecond are still those of their frames. */
const TIME_TOLERANCE = 1e-4;

/**
 * An f0 contour as a table with comma-separated values: a header, then time in s, f0 in Hz (0 where unvoiced) and 1 or 0 for
 * voiced, a line for each frame. Numbers have as many digits as it takes to read the same doubles again.
 */
export function f0Csv({ f0, framePeriodMs }: F0Contour): string {
  const lines = Array.from(f0, (hz, i) => `${(i * framePeriodMs) / 1000},${hz},${hz > 0 ? 1 : 0}`);
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/**
 * Reads such a table; spreadsheets may have put semicolons between values and spaces around them. A frame with `voiced` 0 is unvoiced,
 * whatever its f0.
 * @param grid the frames that the table must have
 * @returns Hz, `[frames]`, 0 = unvoiced
 * @throws AppError features-invalid, naming the line
 */
export function readF0Csv(
  text: string,
  grid: { readonly frames: number; readonly framePeriodMs: number },
): Float64Array {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  const [header = '', ...rows] = lines.map((line) => line.split(/[,;\t]/).map((field) => field.trim()));
  const columns = ['time', 'f0', 'voiced'].map((name) => header.indexOf(name));
  const [time = -1, f0 = -1, voiced = -1] = columns;
  if (time < 0 || f0 < 0) throw invalid(`line 1 of the table is not "${HEADER}"`);
  if (rows.length !== grid.frames) {
    throw invalid(`the table has ${rows.length} frames, and the features have ${grid.frames}`);
  }
  return Float64Array.from(rows, (fields, i) => {
    const line = i + 2;
    const at = readNumber(fields[time], 'a time in s', line);
    const expected = (i * grid.framePeriodMs) / 1000;
    if (Math.abs(at - expected) > TIME_TOLERANCE) {
      throw invalid(`line ${line} is at ${at} s, and its frame is at ${expected} s`);
    }
    const hz = readNumber(fields[f0], '0 or a frequency in Hz', line);
    if (hz < 0) throw invalid(`line ${line} has the f0 ${hz}, and 0 or a frequency in Hz is needed`);
    return voiced >= 0 && readNumber(fields[voiced], '0 or 1', line) === 0 ? 0 : hz;
  });
}

function readNumber(field: string | undefined, expected: string, line: number): number {
  const value = field === undefined || field === '' ? Number.NaN : Number(field);
  if (Number.isFinite(value)) return value;
  throw invalid(`line ${line} has ${field ? `"${field}"` : 'nothing'} where ${expected} belongs`);
}
