import { signed } from '../../components/format.ts';
import { type NamedPoint, type PlanePoint, relationOf } from '../../state/plane-geometry.ts';
import { planeStrings } from '../../strings-plane.ts';

/** The point in words, and how it lies to marks and pins. */
export function spokenPoint(point: PlanePoint, named: readonly NamedPoint[]): string {
  const value = planeStrings.value(said(point.f0), said(point.vtl));
  const relation = relationOf(point, named);
  return relation ? `${value}; ${planeStrings.relation[relation.kind](relation.name)}` : value;
}

/** A decimal, and a second one where the first would not tell. */
function said(st: number): string {
  return signed(st, Math.abs(Math.round(10 * st) - 10 * st) < 0.005 ? 1 : 2);
}
