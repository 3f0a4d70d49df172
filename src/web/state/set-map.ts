import { isJsonObject, type JsonObject } from '../forms/json.ts';
import type { PlannedRow } from '../services/set-client.ts';
import type { SoundEntry } from './app-state.ts';
import { type PlanePoint, samePoint, tidy } from './plane-geometry.ts';
import { type RowState, rowStateOf, type SetsState } from './set-state.ts';
import { findSound } from './sound-names.ts';
import { pointOf } from './world-point.ts';
import { type WorldTexts, worldTexts } from './world-texts.ts';

/** A place in the f0 x VTL plane, and the rows that are there. */
export interface MapPoint extends PlanePoint {
  readonly rows: readonly PlannedRow[];
}

/** The rows of a set where their first `world` step takes them. */
export interface SetMap {
  readonly points: readonly MapPoint[];
  /** Places at which every row is left out. */
  readonly leftOut: readonly PlanePoint[];
  /** Sounds whose mean f0 some rows need to have a place. */
  readonly wanted: readonly string[];
  /** Rows without a place. */
  readonly placeless: number;
}

/** By the names that recipes have for sounds. */
type Means = Pick<ReadonlyMap<string, number | undefined>, 'has' | 'get'>;

/**
 * Means by the names of their sounds. Of a name that no sound has there is none to be found; one that is still read
 * is not known yet.
 */
export function meansByName(library: readonly SoundEntry[], means: SetsState['means']): Means {
  const ids = new Map<string, string | undefined>();
  const idOf = (name: string): string | undefined => {
    if (!ids.has(name)) ids.set(name, findSound(library, name)?.sound?.id);
    return ids.get(name);
  };
  const isReading = (name: string) => library.some(({ status, fileName }) => status === 'loading' && fileName === name);
  return {
    has(name) {
      const id = idOf(name);
      return id === undefined ? !isReading(name) : means.has(id);
    },
    get: (name) => means.get(idOf(name) ?? ''),
  };
}

/** Rows that are placed between two breaths. */
const ROWS_PER_SLICE = 100;

/** Without rows. */
export const NO_MAP: SetMap = { points: [], leftOut: [], wanted: [], placeless: 0 };

/**
 * The map of thousands of rows, in slices of a millisecond or less.
 * @param leftOut requests of the rows that are left out
 */
export function* mapSlices(
  rows: readonly PlannedRow[],
  leftOut: readonly string[],
  means: Means,
): Generator<undefined, SetMap> {
  const points = new Map<string, { at: PlanePoint; rows: PlannedRow[] }>();
  const wanted = new Set<string>();
  let placeless = 0;
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_SLICE === 0) yield;
    const change = changeOf(row);
    const at = change && placeOf(change, means);
    if (change && !at && change.file !== undefined && !means.has(change.file)) wanted.add(change.file);
    if (!at) placeless++;
    else {
      const there = points.get(keyOf(at));
      if (there) there.rows.push(row);
      else points.set(keyOf(at), { at, rows: [row] });
    }
  }
  const hollow = new Map<string, PlanePoint>();
  for (const [index, query] of leftOut.entries()) {
    if (index % ROWS_PER_SLICE === 0) yield;
    const change = readChange(query);
    const at = change && placeOf(change, means);
    if (at && !points.has(keyOf(at))) hollow.set(keyOf(at), at);
  }
  return {
    points: [...points.values()].map(({ at, rows: there }) => ({ ...at, rows: there })),
    leftOut: [...hollow.values()],
    wanted: [...wanted],
    placeless,
  };
}

/** One place is no map. */
export function isMap({ points, leftOut }: SetMap): boolean {
  return points.length + leftOut.length > 1;
}

export const DIRECTIONS = {
  ArrowLeft: { f0: -1, vtl: 0 },
  ArrowRight: { f0: 1, vtl: 0 },
  ArrowUp: { f0: 0, vtl: 1 },
  ArrowDown: { f0: 0, vtl: -1 },
} as const satisfies Readonly<Record<string, PlanePoint>>;

/** The nearest point that lies more in a direction than aside of it; undefined at the edge. */
export function pointTowards(
  points: readonly MapPoint[],
  from: PlanePoint,
  way: keyof typeof DIRECTIONS,
): MapPoint | undefined {
  const { f0, vtl } = DIRECTIONS[way];
  let best: { readonly point: MapPoint; readonly distance: number } | undefined;
  for (const point of points) {
    if (samePoint(point, from)) continue;
    const [x, y] = [point.f0 - from.f0, point.vtl - from.vtl];
    const along = x * f0 + y * vtl;
    const aside = Math.abs(x * vtl) + Math.abs(y * f0);
    if (along <= 0 || aside > along) continue;
    // Of two that are as far, the straighter one.
    const distance = along + 2 * aside;
    if (best === undefined || distance < best.distance) best = { point, distance };
  }
  return best?.point;
}

/** The nearest point within reach of a hand. @param within st */
export function pointAt(points: readonly MapPoint[], at: PlanePoint, within: number): MapPoint | undefined {
  let best: { readonly point: MapPoint; readonly distance: number } | undefined;
  for (const point of points) {
    const distance = Math.hypot(point.f0 - at.f0, point.vtl - at.vtl);
    if (distance <= within && (best === undefined || distance < best.distance)) best = { point, distance };
  }
  return best?.point;
}

/** How a point is drawn: what went wrong or is being made at it is told before what is done. */
export type PointLook = 'failed' | 'working' | 'new' | 'done';

export function lookOf({ rows }: MapPoint, known: ReadonlyMap<string, RowState>): PointLook {
  let look: PointLook = 'done';
  for (const row of rows) {
    const { kind } = rowStateOf(known.get(row.signature), row);
    if (kind === 'failed') return kind;
    if (kind === 'working' || (kind === 'new' && look === 'done')) look = kind;
  }
  return look;
}

interface Change {
  readonly texts: WorldTexts;
  readonly file: string | undefined;
}

const changes = new WeakMap<PlannedRow, { readonly change: Change | undefined }>();

/** Read once for each row, which stays the same object while nothing about it changes. */
function changeOf(row: PlannedRow): Change | undefined {
  const kept = changes.get(row) ?? { change: readChange(row.query) };
  changes.set(row, kept);
  return kept.change;
}

function readChange(text: string): Change | undefined {
  const query = JSON.parse(text) as JsonObject;
  const steps = Array.isArray(query['stack']) ? query['stack'].filter(isJsonObject) : [];
  const world = steps.find((step) => step['module'] === 'world');
  return world && { texts: worldTexts(world), file: nameIn(query) };
}

function nameIn({ file }: JsonObject): string | undefined {
  return typeof file === 'string' ? file : undefined;
}

function placeOf({ texts, file }: Change, means: Means): PlanePoint | undefined {
  const meanF0 = file === undefined ? undefined : means.get(file);
  const at = pointOf(texts, { meanF0, duration: 0 });
  return at && tidy(at);
}

function keyOf({ f0, vtl }: PlanePoint): string {
  return `${f0} ${vtl}`;
}
