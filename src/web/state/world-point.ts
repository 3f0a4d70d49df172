import { limited, type PlanePoint } from './plane-geometry.ts';
import { readStrict } from './read-quantity.ts';
import { positionOf, type SourceFacts, textAt } from './world-scale.ts';
import type { WorldTexts } from './world-texts.ts';

/** Where a step's changes stand on the plane; undefined while f0 has no place yet. */
export function pointOf(texts: WorldTexts, facts: SourceFacts): PlanePoint | undefined {
  const f0 = positionOf('f0', readStrict('f0', texts.f0), facts);
  const vtl = positionOf('vtl', readStrict('vtl', texts.vtl), facts);
  return f0 === undefined || vtl === undefined ? undefined : { f0, vtl };
}

/** The strict texts of a point; only of what is given, so that the other value keeps the form it was typed in. */
export function textsAt(point: Partial<PlanePoint>): Partial<WorldTexts> {
  const { f0, vtl } = limited({ f0: point.f0 ?? 0, vtl: point.vtl ?? 0 });
  return {
    ...(point.f0 === undefined ? {} : { f0: textAt('f0', f0) }),
    ...(point.vtl === undefined ? {} : { vtl: textAt('vtl', vtl) }),
  };
}
