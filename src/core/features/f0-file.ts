import { AppError } from '../base/errors.ts';
import type { Sliced } from '../kernels/kernels.ts';
import { complete, partOf } from '../kernels/sliced.ts';
import { f0Csv } from './f0-csv.ts';
import { type F0Point, f0TableSlices } from './f0-table.ts';
import { invalid } from './failure.ts';
import { readContourArrays } from './feature-file.ts';
import { npyPieces } from './npy.ts';
import { zipPieces } from './zip.ts';

/** Time, s, and f0, Hz, 0 = unvoiced. */
export type F0Dot = readonly [time: number, hz: number];

export interface F0Limits {
  /** Points of a contour. */
  readonly points: number;
  /** s */
  readonly time: number;
  /** Hz */
  readonly f0: readonly [least: number, most: number];
}

/** An f0 contour as a file has it. */
export interface F0File {
  /** In time. Of unvoiced points that follow each other only the first and the last are here. */
  readonly points: readonly F0Dot[];
  /** Points of the file, and those of them that are voiced. */
  readonly frames: number;
  readonly voiced: number;
}

/** What an archive begins with. */
const ZIP = [0x50, 0x4b] as const;
/** Frames of a file: an hour at each millisecond is fewer. */
const MOST_FRAMES = 4_000_000;
/** Bytes of a table, and of the arrays that are unpacked: a gigabyte of zeros is a megabyte when it is packed. */
const MOST_BYTES = 72_000_000;
/** Part of a file's steps that are alike where it has a frame period. */
const ALIKE = 0.9;

/**
 * Reads f0 with its own times from a NumPy archive (`f0`, with `t` or `frame_period`) or a table. Frames that a table with a steady
 * step leaves out are unvoiced.
 * @throws AppError features-invalid, naming line or field; audio-empty; size-limit
 */
export function readF0File(bytes: Uint8Array, limits: F0Limits): F0File {
  return complete(f0FileSlices(bytes, limits));
}

/** The same in slices, so that who waits sees how far it is, and can stop it. @throws AppError as `readF0File` */
export function* f0FileSlices(bytes: Uint8Array, limits: F0Limits): Sliced<F0File> {
  const isArchive = ZIP.every((byte, index) => bytes[index] === byte);
  yield 0;
  const all = isArchive
    ? pointsOf(readContourArrays(bytes, MOST_BYTES))
    : yield* partOf(f0TableSlices(textOf(bytes)), 0.1, 0.7);
  if (all.length === 0) throw new AppError('audio-empty', 'This file has no frames of f0.');
  yield 0.7;
  checkPoints(all, limits);
  yield 0.8;
  const points = withoutRepeats(withGaps(all)).map(({ time, hz }): F0Dot => [micro(time), hz]);
  if (points.length > limits.points) {
    const message = `This contour has ${points.length} points; a recipe takes ${limits.points} of one file.`;
    throw new AppError('size-limit', message, { details: { size: points.length, limit: limits.points } });
  }
  return { points, frames: all.length, voiced: all.filter(({ hz }) => hz > 0).length };
}

/** f0 as a file that is read here and elsewhere: a table, or an archive with `t`, `f0`, `fs` and `frame_period`. */
export function f0FilePieces(
  kind: 'csv' | 'npz',
  { f0, framePeriodMs }: { readonly f0: Float64Array; readonly framePeriodMs: number },
  sampleRate: number,
): Iterable<Uint8Array<ArrayBuffer>> {
  if (kind === 'csv') return [new TextEncoder().encode(f0Csv({ f0, framePeriodMs }))];
  const row = (name: string, values: Float64Array<ArrayBuffer>, shape: readonly number[], type?: '<f8' | '<i8') => ({
    name: `${name}.npy`,
    pieces: npyPieces({ shape, values }, type),
  });
  const frames = [f0.length];
  const members = [
    row(
      't',
      Float64Array.from(f0, (_, i) => (i * framePeriodMs) / 1000),
      frames,
    ),
    row('f0', f0.slice(), frames),
    row('fs', Float64Array.of(sampleRate), [], '<i8'),
    row('frame_period', Float64Array.of(framePeriodMs), []),
  ];
  return zipPieces(members, true);
}

/** @throws AppError size-limit, before anything is made of a file that is no contour */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) {
    const message = `This table has ${Math.ceil(bytes.length / 1e6)} MB; f0 is read from tables of up to ${MOST_BYTES / 1e6} MB.`;
    throw new AppError('size-limit', message, { details: { size: bytes.length, limit: MOST_BYTES } });
  }
  checkFrames(Math.max(countOf(bytes, '\n'), countOf(bytes, '\r')));
  return new TextDecoder().decode(bytes);
}

function countOf(bytes: Uint8Array, character: string): number {
  const code = character.charCodeAt(0);
  let count = 0;
  for (const byte of bytes) if (byte === code) count++;
  return count;
}

function checkFrames(frames: number): void {
  if (frames <= MOST_FRAMES) return;
  const message = `This file has more than ${MOST_FRAMES} frames of f0, which no contour has.`;
  throw new AppError('size-limit', message, { details: { size: frames, limit: MOST_FRAMES } });
}

/** As the kernels have the times of frames: so that a frame of the same grid is met exactly. */
function micro(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}

function pointsOf({ f0, times, framePeriodMs }: ReturnType<typeof readContourArrays>): readonly F0Point[] {
  checkFrames(f0.length);
  return Array.from(f0, (hz, i) => ({
    time: times?.[i] ?? (i * framePeriodMs) / 1000,
    hz: Number.isNaN(hz) ? 0 : hz,
    place: `f0[${i}]`,
  }));
}

function checkPoints(points: readonly F0Point[], { time: latest, f0: [least, most] }: F0Limits): void {
  for (const [index, { time, hz, place }] of points.entries()) {
    if (!(hz === 0 || (hz >= least && hz <= most))) {
      throw invalid(`${place} has the f0 ${hz}, and 0 or ${least} to ${most} Hz is needed`);
    }
    if (!(time >= 0 && time <= latest)) throw invalid(`${place} is at ${time} s, and 0 to ${latest} s is needed`);
    const before = points[index - 1];
    if (before && micro(time) <= micro(before.time)) {
      throw invalid(`${place} is at ${time} s, and a time after ${before.time} s is needed`);
    }
  }
}

/** With an unvoiced point behind and before each gap of a steady table. */
function withGaps(points: readonly F0Point[]): readonly F0Point[] {
  const steps = points.slice(1).map(({ time }, index) => time - (points[index]?.time ?? 0));
  const usual = steps.slice().sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const alike = steps.filter((step) => Math.abs(step - usual) < usual / 10).length;
  if (alike < ALIKE * steps.length) return points;
  return points.flatMap((point, index) => {
    const step = steps[index - 1];
    const before = points[index - 1];
    if (step === undefined || before === undefined || step < 1.9 * usual) return [point];
    const silent = (time: number): F0Point => ({ time, hz: 0, place: '' });
    const [left, right] = [before.time + usual, point.time - usual];
    return [silent(left), ...(right - left > usual / 2 ? [silent(right)] : []), point];
  });
}

function withoutRepeats(points: readonly F0Point[]): readonly F0Point[] {
  return points.filter(({ hz }, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return hz > 0 || before === undefined || after === undefined || before.hz > 0 || after.hz > 0;
  });
}
