import type { PlaneLine } from './plane-doc.ts';
import { jndLength, type PlanePoint, tidy } from './plane-geometry.ts';

export const MOST_POINTS = 50;
const USUAL_POINTS = 8;

export function lineBetween(from: PlanePoint, to: PlanePoint, like?: Pick<PlaneLine, 'n' | 'jnd'>): PlaneLine {
  return { n: USUAL_POINTS, jnd: null, ...like, from: tidy(from), to: tidy(to) };
}

/**
 * The points of a continuum in their order, as the recipe keeps them. Counted, they divide the line into equal steps;
 * at a distance in thresholds, they begin at its first end and go on as long as they fit.
 */
export function linePoints({ from, to, n, jnd }: PlaneLine): readonly PlanePoint[] {
  const length = jndLength(from, to);
  const fitting = jnd === null || length === 0 ? undefined : Math.floor(length / jnd + 1e-9) + 1;
  const count = Math.min(fitting ?? n, MOST_POINTS);
  const stride = fitting === undefined || jnd === null ? 1 / (n - 1) : jnd / length;
  return Array.from({ length: Math.max(count, 1) }, (_, index) => {
    const share = index * stride;
    return tidy({ f0: from.f0 + share * (to.f0 - from.f0), vtl: from.vtl + share * (to.vtl - from.vtl) });
  });
}

/** How far neighbours are apart, in st along the line and in thresholds; undefined with fewer than two points. */
export function lineStep(line: PlaneLine): { readonly st: number; readonly jnd: number } | undefined {
  const count = linePoints(line).length;
  const { from, to, n, jnd } = line;
  const [st, all] = [Math.hypot(to.f0 - from.f0, to.vtl - from.vtl), jndLength(from, to)];
  if (count < 2 || all === 0) return undefined;
  return jnd === null ? { st: st / (n - 1), jnd: all / (n - 1) } : { st: (st * jnd) / all, jnd };
}
