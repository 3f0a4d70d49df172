import { readF0Edit } from '../../core/modules/f0-edits.ts';
import { type Contour, type Dot, frameAt, givenHz, semitones, timeOfFrame } from './f0-contour.ts';
import { type F0Entry, f0Entries } from './f0-entries.ts';
import type { RecipeStep } from './recipe-doc.ts';

/** A place that a drawn melody goes through. */
export interface Anchor {
  /** Which of the step's edits, and which of its anchors. */
  readonly entry: number;
  readonly index: number;
  readonly at: Dot;
}

/** How far a hand took anchors: s, st. */
export interface AnchorMove {
  readonly seconds: number;
  readonly st: number;
}

/** The anchors that a hand can take: those of drawn melodies that are not bypassed. */
export function anchorsOf(step: RecipeStep): readonly Anchor[] {
  return f0Entries(step).flatMap(({ edit, bypassed }, entry): readonly Anchor[] => {
    const read = bypassed ? undefined : readF0Edit(edit);
    if (read?.operation !== 'draw' || read.family !== 'shape') return [];
    return read.value.map((at, index) => ({ entry, index, at }));
  });
}

/**
 * The step's edits with these anchors elsewhere. One by itself also moves in time, from frame to frame between its neighbours;
 * the first and the last stay at theirs, which are where the edit begins and ends.
 */
export function withMovedAnchors(
  step: RecipeStep,
  moved: readonly Anchor[],
  move: AnchorMove,
  contour: Contour,
): readonly F0Entry[] {
  const seconds = moved.length === 1 ? move.seconds : 0;
  return f0Entries(step).map((entry, place) => {
    const own = new Set(moved.flatMap((anchor) => (anchor.entry === place ? [anchor.index] : [])));
    const read = own.size === 0 ? undefined : readF0Edit(entry.edit);
    if (read?.operation !== 'draw') return entry;
    const value = read.value.map(([time, hz], index) => {
      if (!own.has(index)) return [time, hz];
      const [before, behind] = [read.value[index - 1]?.[0], read.value[index + 1]?.[0]];
      const isInner = before !== undefined && behind !== undefined && seconds !== 0;
      const at = isInner ? between(contour, time + seconds, before, behind) : undefined;
      return [at ?? time, givenHz(hz * 2 ** (move.st / 12))];
    });
    return { ...entry, edit: { ...entry.edit, value } };
  });
}

/** The frame nearest to a time that lies between two others; undefined where there is none. */
function between(contour: Contour, time: number, before: number, behind: number): number | undefined {
  const [first, last] = [frameAt(contour, before) + 1, frameAt(contour, behind) - 1];
  if (first > last) return undefined;
  return timeOfFrame(contour, Math.max(Math.min(frameAt(contour, time), last), first));
}

/** The nearest of the semitones from the source's mean, as the grid of f0 has them. */
export function onGrid(hz: number, mean: number | undefined): number {
  const base = mean ?? hz;
  return givenHz(base * 2 ** (Math.round(semitones(base, hz)) / 12));
}
