import { GRID, type PlanePoint, REACHES } from '../../state/plane-geometry.ts';
import type { PlaneView } from '../../state/plane-view.ts';

/** What part of the plane is seen, and which way up. */
export interface PlaneFrame {
  /** Half widths, st. */
  readonly reach: PlanePoint;
  /** Lines on each side of the middle, st. */
  readonly lines: { readonly f0: readonly number[]; readonly vtl: readonly number[] };
  /** Where longer tracts lie: 1 is up. */
  readonly up: 1 | -1;
}

const NOWHERE: PlanePoint = { f0: 0, vtl: 0 };

/** @param square as high as wide, for narrow screens */
export function frameOf({ level, formantsUp }: Pick<PlaneView, 'level' | 'formantsUp'>, square: boolean): PlaneFrame {
  const [wide = NOWHERE, grid = NOWHERE] = [REACHES[level], GRID[level]];
  const reach = square ? { f0: wide.f0, vtl: wide.f0 } : wide;
  const step = square ? grid.f0 : grid.vtl;
  return { reach, lines: { f0: lines(reach.f0, grid.f0), vtl: lines(reach.vtl, step) }, up: formantsUp ? -1 : 1 };
}

/** As little of the plane as shows all of them with some room, longer tracts up. */
export function frameAround(points: readonly PlanePoint[]): PlaneFrame {
  const furthest = (axis: keyof PlanePoint) => points.reduce((most, at) => Math.max(most, Math.abs(at[axis])), 0);
  const [widest = NOWHERE] = REACHES.slice(-1);
  const f0 = Math.max(LEAST_REACH, ROOM * furthest('f0'), (ROOM * furthest('vtl') * ACROSS) / UPWARDS);
  const reach = f0 < widest.f0 ? { f0, vtl: (f0 * UPWARDS) / ACROSS } : widest;
  const level = REACHES.findIndex((one) => one.f0 >= reach.f0);
  const grid = GRID[level] ?? NOWHERE;
  return { reach, lines: { f0: lines(reach.f0, grid.f0), vtl: lines(reach.vtl, grid.vtl) }, up: 1 };
}

/** st, so that a set of small steps does not look like one of large ones. */
const LEAST_REACH = 4.5;
const ROOM = 1.15;
/** Shape of the plane. */
const [ACROSS, UPWARDS] = [9, 5];

function lines(reach: number, step: number): readonly number[] {
  const most = Math.ceil(reach / step) - 1;
  return Array.from({ length: 2 * most + 1 }, (_, index) => (index - most) * step);
}

/** Where a point is drawn, per cent from the left and from the top. */
export function placeOf(at: PlanePoint, { reach, up }: PlaneFrame): { readonly left: number; readonly top: number } {
  return { left: (at.f0 / reach.f0 + 1) * 50, top: (1 - (up * at.vtl) / reach.vtl) * 50 };
}

/** The point under a pointer. @param box of the plane, CSS px */
export function pointUnder(
  pointer: { readonly clientX: number; readonly clientY: number },
  box: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  { reach, up }: PlaneFrame,
): PlanePoint {
  const across = ((pointer.clientX - box.left) / box.width) * 2 - 1;
  const down = ((pointer.clientY - box.top) / box.height) * 2 - 1;
  return { f0: clamp(across) * reach.f0, vtl: -up * clamp(down) * reach.vtl };
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}

export function isSeen({ f0, vtl }: PlanePoint, { reach }: PlaneFrame): boolean {
  return Math.abs(f0) <= reach.f0 && Math.abs(vtl) <= reach.vtl;
}
