import { signed } from '../../components/format.ts';
import type { Spot } from '../../state/plane.ts';
import { type PlanePoint, relationOf } from '../../state/plane-geometry.ts';
import { isTalker } from '../../state/reference-voices.ts';
import { planeStrings } from '../../strings-plane.ts';

/** The point in words, and how it lies to marks and pins. */
export function spokenPoint(point: PlanePoint, spots: readonly Pick<Spot, 'id' | 'name' | 'f0' | 'vtl'>[]): string {
  const value = planeStrings.value(said(point.f0), said(point.vtl));
  const relation = relationOf(
    point,
    spots,
    spots.filter(({ id }) => isTalker(id)),
  );
  return relation ? `${value}; ${planeStrings.relation[relation.kind](relation.name)}` : value;
}

/** A decimal, and a second one where the first would not tell. */
function said(st: number): string {
  return signed(st, Math.abs(Math.round(10 * st) - 10 * st) < 0.005 ? 1 : 2);
}
