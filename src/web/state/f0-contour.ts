import type { OctaveFactor } from '../../core/kernels/contour-kernel.ts';
import type { Span } from './time-view.ts';

// For hands and eyes: what comes of an edit is computed by the kernels.

/** Frames of f0, Hz, 0 = unvoiced. */
export interface Contour {
  readonly framePeriodMs: number;
  readonly f0: Float64Array;
}

/** Frames first..last, both included. */
export interface Frames {
  readonly first: number;
  readonly last: number;
}

/** s, with as many decimals as tell frames apart. */
export function timeOfFrame({ framePeriodMs }: Pick<Contour, 'framePeriodMs'>, frame: number): number {
  return Math.round(frame * framePeriodMs * 1000) / 1e6;
}

export function frameAt({ framePeriodMs, f0 }: Contour, time: number): number {
  return Math.min(Math.max(Math.round((time * 1000) / framePeriodMs), 0), Math.max(f0.length - 1, 0));
}

/** Frames inside a span of time; undefined where there are none. */
export function framesIn({ framePeriodMs, f0 }: Contour, { start, end }: Span): Frames | undefined {
  const first = Math.max(Math.ceil((start * 1000) / framePeriodMs - 1e-6), 0);
  const last = Math.min(Math.floor((end * 1000) / framePeriodMs + 1e-6), f0.length - 1);
  return first <= last ? { first, last } : undefined;
}

/** What of a second an edit of these frames says. */
export function spanOf(contour: Pick<Contour, 'framePeriodMs'>, { first, last }: Frames): { from: number; to: number } {
  return { from: timeOfFrame(contour, first), to: timeOfFrame(contour, last) };
}

/** The voiced runs, in order. */
export function runsOf({ f0 }: Contour): readonly Frames[] {
  const runs: Frames[] = [];
  let first = -1;
  for (let i = 0; i <= f0.length; i++) {
    const voiced = (f0[i] ?? 0) > 0;
    if (voiced && first < 0) first = i;
    if (voiced || first < 0) continue;
    runs.push({ first, last: i - 1 });
    first = -1;
  }
  return runs;
}

export function runAt(contour: Contour, frame: number): Frames | undefined {
  const voiced = (i: number): boolean => (contour.f0[i] ?? 0) > 0;
  if (!voiced(frame)) return undefined;
  let [first, last] = [frame, frame];
  while (voiced(first - 1)) first--;
  while (voiced(last + 1)) last++;
  return { first, last };
}

/** The part of a voiced run around a frame that no jump of the tracker divides. */
export function partAt(contour: Contour, frame: number): Frames | undefined {
  const run = runAt(contour, frame);
  return run && splitAtJumps(contour, run).find(({ first, last }) => first <= frame && frame <= last);
}

export function countVoiced({ f0 }: Contour, { first, last }: Frames): number {
  return f0.subarray(first, last + 1).filter((hz) => hz > 0).length;
}

/** Semitones from one f0 to another. */
export function semitones(from: number, to: number): number {
  return 12 * Math.log2(to / from);
}

/** What a recipe takes of an f0 that a hand gave: centihertz, inside what an edit may have. */
export function givenHz(hz: number): number {
  return Math.min(Math.max(Math.round(hz * 100) / 100, 10), 20_000);
}

/** A place of the hand: s, Hz. */
export type Dot = readonly [time: number, hz: number];

/** The fewest of these dots whose lines pass all others within a tolerance, st (Ramer, Douglas and Peucker). */
export function fewestAnchors(dots: readonly Dot[], tolerance: number): readonly Dot[] {
  const kept = new Set([0, dots.length - 1]);
  const open: [number, number][] = [[0, dots.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const worst = farthest(dots, from, to);
    if (worst === undefined || worst.distance <= tolerance) continue;
    kept.add(worst.index);
    open.push([from, worst.index], [worst.index, to]);
  }
  return dots.filter((_, index) => kept.has(index));
}

function farthest(dots: readonly Dot[], from: number, to: number): { index: number; distance: number } | undefined {
  const [start, end] = [dots[from], dots[to]];
  if (!(start && end)) return undefined;
  let worst: { index: number; distance: number } | undefined;
  for (let index = from + 1; index < to; index++) {
    const dot = dots[index];
    if (!dot) continue;
    const line = (semitones(start[1], end[1]) * (dot[0] - start[0])) / (end[0] - start[0]);
    const distance = Math.abs(semitones(start[1], dot[1]) - line);
    if (worst === undefined || distance > worst.distance) worst = { index, distance };
  }
  return worst;
}

/** Frames of a contour as dots. */
export function dotsOf(contour: Contour, { first, last }: Frames): readonly Dot[] {
  const dots: Dot[] = [];
  for (let frame = first; frame <= last; frame++) {
    const hz = contour.f0[frame] ?? 0;
    if (hz > 0) dots.push([timeOfFrame(contour, frame), givenHz(hz)]);
  }
  return dots;
}

/** Something that a tracker is often wrong with, and what would put it right. */
export interface Suspect extends Frames {
  readonly kind: 'octave' | 'jump' | 'short';
  readonly proposal: { readonly operation: 'octave'; readonly value: OctaveFactor } | { readonly operation: 'unvoice' };
}

/** st between a run and its neighbours that look like an octave, and between frames that look like a jump. */
const OCTAVE = [10, 14] as const;
const JUMP = 9;
/** ms that a voice lasts at least. */
const SHORTEST = 20;

/** Frames that are looked at in one piece: some milliseconds. */
const AT_ONCE = 40_000;

/** Stretches that look like mistakes of the tracker, in time, each told once; in pieces, of which an hour has many. */
export function* suspectPieces(contour: Contour): Generator<void, readonly Suspect[], void> {
  const parts: Frames[] = [];
  const medians: number[] = [];
  let seen = 0;
  for (const run of runsOf(contour)) {
    for (const part of splitAtJumps(contour, run)) {
      parts.push(part);
      medians.push(median(contour.f0.subarray(part.first, part.last + 1)));
    }
    if (run.last - seen < AT_ONCE) continue;
    seen = run.last;
    yield;
  }
  return parts.flatMap((_, i) => suspectIn(contour, parts, medians, i));
}

function suspectIn(
  { framePeriodMs }: Contour,
  parts: readonly Frames[],
  medians: readonly number[],
  i: number,
): readonly Suspect[] {
  const part = parts[i];
  if (!part) return [];
  const { first, last } = part;
  if ((last - first + 1) * framePeriodMs < SHORTEST) {
    return [{ first, last, kind: 'short', proposal: { operation: 'unvoice' } }];
  }
  const steps = [i - 1, i + 1].flatMap((other) => {
    const [neighbour, hz] = [parts[other], medians[other]];
    // A short neighbour is itself in doubt, and of two parts the shorter one is the odd one out.
    if (!neighbour || hz === undefined || lengthOf(neighbour) <= lengthOf(part)) return [];
    const beside = neighbour.last === first - 1 || neighbour.first === last + 1;
    return [{ step: semitones(hz, medians[i] ?? hz), beside }];
  });
  const off = steps.find(({ step }) => Math.abs(step) >= OCTAVE[0] && Math.abs(step) <= OCTAVE[1]);
  const jump = steps.find(({ step, beside }) => beside && Math.abs(step) > JUMP);
  const found = off ?? jump;
  if (!found) return [];
  const value = proposedFactor(found.step);
  return [{ first, last, kind: off && !off.beside ? 'octave' : 'jump', proposal: { operation: 'octave', value } }];
}

/** @param step st that a stretch stands above what is around it */
export function proposedFactor(step: number): OctaveFactor {
  const isTwelfth = Math.abs(step) > 15.5;
  if (step > 0) return isTwelfth ? '/3' : '/2';
  return isTwelfth ? '*3' : '*2';
}

/** What would put a stretch where the rest of the sound is. */
export function likelyFactor({ f0 }: Contour, { first, last }: Frames): OctaveFactor {
  const octaves = { own: 0, rest: 0 };
  const counts = { own: 0, rest: 0 };
  for (const [frame, hz] of f0.entries()) {
    if (!(hz > 0)) continue;
    const where = frame >= first && frame <= last ? 'own' : 'rest';
    octaves[where] += Math.log2(hz);
    counts[where]++;
  }
  if (counts.own === 0 || counts.rest === 0) return '*2';
  return proposedFactor(12 * (octaves.own / counts.own - octaves.rest / counts.rest));
}

function lengthOf({ first, last }: Frames): number {
  return last - first + 1;
}

function splitAtJumps({ f0 }: Contour, { first, last }: Frames): Frames[] {
  const parts: Frames[] = [];
  let start = first;
  for (let i = first + 1; i <= last; i++) {
    if (Math.abs(semitones(f0[i - 1] ?? 1, f0[i] ?? 1)) <= JUMP) continue;
    parts.push({ first: start, last: i - 1 });
    start = i;
  }
  return [...parts, { first: start, last }];
}

function median(values: Float64Array): number {
  return values.slice().sort()[Math.floor(values.length / 2)] ?? 0;
}
