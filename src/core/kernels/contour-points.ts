import type { Anchor } from './contour-kernel.ts';

// Where points of a contour lie beside frames of another time base: places only, no values.

/** s by which one of two points is not nearer: times are written with few decimals. */
const SLACK = 1e-9;

/** Of each frame first..last the point nearest to it in time, the earlier one of two as near. */
export function nearestPoints(
  points: readonly Anchor[],
  framePeriodMs: number,
  first: number,
  last: number,
): Int32Array<ArrayBuffer> {
  const nearest = new Int32Array(last - first + 1);
  let point = 0;
  for (let frame = first; frame <= last; frame++) {
    const time = (frame * framePeriodMs) / 1000;
    const away = (index: number): number => Math.abs((points[index]?.[0] ?? Number.POSITIVE_INFINITY) - time);
    while (away(point + 1) < away(point) - SLACK) point++;
    nearest[frame - first] = point;
  }
  return nearest;
}

/** Voiced points that follow each other. */
export interface PointRuns {
  /** Of each point the run that it is in, -1 where it is unvoiced. */
  readonly of: Int32Array;
  readonly points: readonly (readonly Anchor[])[];
}

/** The voiced points, by the runs that they are in. */
export function pointRuns(points: readonly Anchor[]): PointRuns {
  const of = new Int32Array(points.length).fill(-1);
  const runs: Anchor[][] = [];
  for (const [index, point] of points.entries()) {
    if (point[1] <= 0) continue;
    const before = index > 0 && (of[index - 1] ?? -1) >= 0;
    if (before) runs.at(-1)?.push(point);
    else runs.push([point]);
    of[index] = runs.length - 1;
  }
  return { of, points: runs };
}
