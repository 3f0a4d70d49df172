import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import { frequencyAt, LENGTH_MM, placeOf } from '../layers/axis.ts';

/** mm between neighbouring edges, at least. */
const GAP_MM = 0.1;

/** What a bank's `f` becomes. */
export interface EdgeMove {
  readonly f: JsonValue;
  /** The rule or preset that it was is now a list. */
  readonly turned: boolean;
}

/** A frequency as a hand sets it: what a recipe keeps is this number. */
export function tidyHertz(frequency: number): number {
  return Number(frequency.toFixed(1));
}

/** Where an edge may be, mm: its neighbours keep their distance. */
export function edgeLimits(edges: readonly number[], index: number): { readonly low: number; readonly high: number } {
  const [before, after] = [edges[index - 1], edges[index + 1]];
  return {
    low: before === undefined ? GAP_MM : placeOf(before) + GAP_MM,
    high: after === undefined ? LENGTH_MM : placeOf(after) - GAP_MM,
  };
}

/**
 * Moves one edge of a bank. The outer ones of a rule move its limits; any other makes a list of it.
 * @param edges where they are now, Hz, as the kernels say
 * @param place mm from the apex
 */
export function moveEdge(f: JsonValue, edges: readonly number[], index: number, place: number): EdgeMove {
  const limits = edgeLimits(edges, index);
  const at = Math.min(Math.max(place, limits.low), limits.high);
  const isOuter = index === 0 || index === edges.length - 1;
  if (isJsonObject(f) && isOuter) {
    const shift = typeof f['shift'] === 'number' ? f['shift'] : 0;
    const limit = tidyHertz(frequencyAt(Math.max(at - shift, GAP_MM)));
    return { f: { ...f, [index === 0 ? 'fmin' : 'fmax']: limit }, turned: false };
  }
  return setEdge(f, edges, index, frequencyAt(at));
}

/** Puts one edge at a frequency, as the table does; the bank becomes a list. */
export function setEdge(f: JsonValue, edges: readonly number[], index: number, frequency: number): EdgeMove {
  const list = edges.map((edge, i) => tidyHertz(i === index ? frequency : edge));
  return { f: list, turned: !Array.isArray(f) };
}

/** A rule with another shift, mm; undefined where there is none to shift. */
export function shiftBank(f: JsonValue, shift: number): JsonValue | undefined {
  if (!isJsonObject(f)) return undefined;
  const { shift: _, ...rest } = f;
  const tidy = Number(shift.toFixed(2));
  return tidy === 0 ? rest : { ...rest, shift: tidy };
}

export function shiftOf(f: JsonValue | undefined): number | undefined {
  if (!isJsonObject(f)) return undefined;
  return typeof f['shift'] === 'number' ? f['shift'] : 0;
}
