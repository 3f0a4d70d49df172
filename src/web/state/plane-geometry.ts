import { LISTENERS } from './reference-voices.ts';

/** A point of the plane: changes in st. */
export interface PlanePoint {
  readonly f0: number;
  readonly vtl: number;
}

export const SOURCE_POINT: PlanePoint = { f0: 0, vtl: 0 };

/** How far the plane reaches from the source, st, the nearest first; the same length per st on both axes. */
export const REACHES: readonly PlanePoint[] = [
  { f0: 4.5, vtl: 2 },
  { f0: 9, vtl: 4 },
  { f0: 18, vtl: 8 },
  { f0: 36, vtl: 24 },
];

export const USUAL_LEVEL = 2;

/** Where the lines of the grid are, on each side, st. */
export const GRID: readonly PlanePoint[] = [
  { f0: 1.5, vtl: 1 },
  { f0: 3, vtl: 2 },
  { f0: 6, vtl: 4 },
  { f0: 12, vtl: 8 },
];

/** No change is larger here, st. */
const MOST: PlanePoint = { f0: 36, vtl: 24 };

export const SNAPS = ['off', '1', '0.5', 'jnd', 'marks'] as const;
export type Snap = (typeof SNAPS)[number];

/** The nearest level that shows a point, no nearer than the present one. */
export function levelShowing(point: PlanePoint, level: number): number {
  const shows = ({ f0, vtl }: PlanePoint) => Math.abs(point.f0) <= f0 && Math.abs(point.vtl) <= vtl;
  const wider = REACHES.findIndex((reach, index) => index >= level && shows(reach));
  return wider < 0 ? REACHES.length - 1 : wider;
}

export function limited({ f0, vtl }: PlanePoint): PlanePoint {
  return { f0: limit(f0, MOST.f0), vtl: limit(vtl, MOST.vtl) };
}

export function limit(value: number, reach: number): number {
  return Math.min(Math.max(value, -reach), reach);
}

/** As the recipe keeps it: hundredths of a st. */
export function tidy({ f0, vtl }: PlanePoint): PlanePoint {
  return { f0: hundredths(f0), vtl: hundredths(vtl) };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** Whether the recipe would tell them apart. */
export function samePoint(a: PlanePoint, b: PlanePoint): boolean {
  return Math.abs(a.f0 - b.f0) < 0.006 && Math.abs(a.vtl - b.vtl) < 0.006;
}

/** Of two points, in thresholds of normal hearing, taken as an ellipse. */
export function jndLength(from: PlanePoint, to: PlanePoint): number {
  const [{ f0St, vtlSt }] = LISTENERS;
  return Math.hypot((to.f0 - from.f0) / f0St, (to.vtl - from.vtl) / vtlSt);
}

/** The spot that a hand means: the nearest within reach of a finger. @param within st */
export function spotAt(at: PlanePoint, spots: readonly PlanePoint[], within: number): PlanePoint | undefined {
  const distance = (spot: PlanePoint) => Math.hypot(spot.f0 - at.f0, spot.vtl - at.vtl);
  const [nearest] = [...spots].sort((a, b) => distance(a) - distance(b));
  return nearest && distance(nearest) <= within ? nearest : undefined;
}

export interface Snapping {
  readonly snap: Snap;
  /** Marks and pins. */
  readonly spots: readonly PlanePoint[];
  /** What a point is rounded to where nothing attracts it, st. */
  readonly grain: number;
  /** How near a hand must come, st. */
  readonly within: number;
}

/** Where a dragged dot stands. */
export function snapped(at: PlanePoint, { snap, spots, grain, within }: Snapping): PlanePoint {
  const plain = { f0: nearest(at.f0, grain), vtl: nearest(at.vtl, grain) };
  if (snap === 'off') return tidy(plain);
  if (snap === 'marks') return tidy(spotAt(at, spots, within) ?? plain);
  const unit = snap === 'jnd' ? { f0: LISTENERS[0].f0St, vtl: LISTENERS[0].vtlSt } : same(Number(snap));
  const [f0, vtl] = [nearest(at.f0, unit.f0), nearest(at.vtl, unit.vtl)];
  return tidy({
    f0: Math.abs(f0 - at.f0) <= within ? f0 : plain.f0,
    vtl: Math.abs(vtl - at.vtl) <= within ? vtl : plain.vtl,
  });
}

function same(st: number): PlanePoint {
  return { f0: st, vtl: st };
}

function nearest(value: number, unit: number): number {
  return Math.round(value / unit) * unit;
}

export interface NamedPoint extends PlanePoint {
  readonly name: string;
}

/** What stands at a point, or on the way to it from the source. */
export interface Relation {
  readonly kind: 'at' | 'beyond' | 'towards';
  readonly name: string;
}

/** st: nearer is there. */
const AT = 0.3;
/** How far off the straight way still counts, as a share of the distance. */
const ASIDE = 0.35;

/** @param talkers those of the named points that a point may lie towards or beyond */
export function relationOf(
  point: PlanePoint,
  named: readonly NamedPoint[],
  talkers: readonly NamedPoint[] = named,
): Relation | undefined {
  const length = Math.hypot(point.f0, point.vtl);
  const there = named.find(({ f0, vtl }) => Math.hypot(f0 - point.f0, vtl - point.vtl) <= AT);
  if (there) return { kind: 'at', name: there.name };
  if (length <= AT) return undefined;
  let best: { readonly relation: Relation; readonly aside: number } | undefined;
  for (const { f0, vtl, name } of talkers) {
    const distance = Math.hypot(f0, vtl);
    if (distance <= 1) continue;
    const along = (point.f0 * f0 + point.vtl * vtl) / distance;
    const aside = Math.abs(point.f0 * vtl - point.vtl * f0) / distance / length;
    if (along <= 0 || aside > ASIDE || aside >= (best?.aside ?? Number.POSITIVE_INFINITY)) continue;
    best = { relation: { kind: along > distance ? 'beyond' : 'towards', name }, aside };
  }
  return best?.relation;
}
