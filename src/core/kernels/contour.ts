import type { Pointer } from './abi.gen.ts';
import type { Anchor, ContourEdit, ContourKernel, EditedContour, OctaveFactor } from './contour-kernel.ts';
import { nearestPoints, pointRuns } from './contour-points.ts';
import type { Heap, Scope } from './heap.ts';

/** [times, by] */
const FACTORS: Readonly<Record<OctaveFactor, readonly [number, number]>> = {
  '*2': [2, 1],
  '/2': [1, 2],
  '*3': [3, 1],
  '/3': [1, 3],
};

/** Part of a frame that a time may be beside a frame's own and still mean it: times are written with few decimals. */
const SLACK = 1e-3;

/** Edits of f0 on linear memory. */
export function createContourKernel(heap: Heap): ContourKernel {
  return {
    edit: (f0, framePeriodMs, edits, limits) =>
      heap.scoped((scope) => editContour(heap, scope, { f0, framePeriodMs }, edits, limits)),
  };
}

interface Place {
  readonly at: Pointer;
  readonly frames: number;
  readonly framePeriodMs: number;
  readonly first: number;
  readonly last: number;
}

function editContour(
  heap: Heap,
  scope: Scope,
  { f0, framePeriodMs }: { readonly f0: Float64Array; readonly framePeriodMs: number },
  edits: readonly ContourEdit[],
  [least, most]: readonly [number, number],
): EditedContour {
  const { abi } = heap;
  const frames = f0.length;
  let [at, spare] = [scope.putF64(f0), scope.f64(frames)];
  const missed: number[] = [];
  let [held, unvoiced] = [0, 0];
  for (const [index, edit] of edits.entries()) {
    const first = Math.max(0, Math.ceil((edit.from * 1000) / framePeriodMs - SLACK));
    const last = Math.min(frames - 1, Math.floor((edit.to * 1000) / framePeriodMs + SLACK));
    if (last < first) {
      missed.push(index);
      continue;
    }
    const place = { at, frames, framePeriodMs, first, last };
    if (smooths(heap, place, edit, spare)) [at, spare] = [spare, at];
    else unvoiced += change(heap, place, edit);
    held += abi.sonde_contour_limit(at, first, last, least, most);
  }
  return { f0: heap.readF64(at, frames), missed, held, unvoiced };
}

/** @returns whether the edit is one that writes to another place */
function smooths(heap: Heap, { at, frames, framePeriodMs, first, last }: Place, edit: ContourEdit, out: Pointer) {
  const { abi } = heap;
  if (edit.operation === 'median') heap.check(abi.sonde_contour_median(at, frames, first, last, edit.value, out));
  else if (edit.operation === 'gaussian') {
    abi.sonde_contour_smooth(at, frames, framePeriodMs, first, last, edit.value * 1000, out);
  } else return false;
  return true;
}

/** Changes the contour in its place. @returns frames that could not be voiced */
function change(heap: Heap, { at, frames, framePeriodMs, first, last }: Place, edit: ContourEdit): number {
  const { abi } = heap;
  switch (edit.operation) {
    case 'octave':
      abi.sonde_contour_rescale(at, first, last, ...FACTORS[edit.value]);
      return 0;
    case 'shift':
      abi.sonde_contour_rescale(at, first, last, abi.sonde_modify_semitone_ratio(edit.value), 1);
      return 0;
    case 'unvoice':
      abi.sonde_contour_unvoice(at, first, last);
      return 0;
    case 'voice':
      return abi.sonde_contour_voice(at, frames, first, last);
    case 'draw':
      draw(heap, { at, frames, framePeriodMs, first, last }, edit.value, edit.blend);
      return 0;
    case 'contour':
      replace(heap, { at, frames, framePeriodMs, first, last }, edit.value);
      return 0;
    default:
      return 0;
  }
}

function draw(heap: Heap, { at, frames, framePeriodMs, first, last }: Place, line: readonly Anchor[], blend: number) {
  heap.scoped((scope) => {
    const times = scope.putF64(Float64Array.from(line, ([time]) => time));
    const hz = scope.putF64(Float64Array.from(line, ([, value]) => value));
    heap.abi.sonde_contour_draw(at, frames, framePeriodMs, first, last, blend, times, hz, line.length);
  });
}

/** Says of each frame whether it is voiced, then draws one line for each run of points. */
function replace(heap: Heap, place: Place, points: readonly Anchor[]): void {
  const { at, framePeriodMs, first, last } = place;
  const runs = pointRuns(points);
  const nearest = nearestPoints(points, framePeriodMs, first, last);
  const runOf = (frame: number): number => runs.of[nearest[frame - first] ?? 0] ?? -1;
  // Any f0 will do: a line without blending does not look at it.
  heap.writeF64(
    at + first * 8,
    Float64Array.from(nearest, (_, i) => (runOf(first + i) < 0 ? 0 : 1)),
  );
  for (let from = first; from <= last; ) {
    const run = runOf(from);
    let to = from;
    while (to < last && runOf(to + 1) === run) to++;
    const line = runs.points[run];
    if (line) draw(heap, { ...place, first: from, last: to }, line, 0);
    from = to + 1;
  }
}
