import type { PlanePoint } from './plane-geometry.ts';
import { type RecipeDoc, setParam } from './recipe-doc.ts';
import { textsAt } from './world-point.ts';

/** The recipe with a step's f0 and VTL at a point of the plane. */
export function docAt(doc: RecipeDoc, step: string, at: PlanePoint): RecipeDoc {
  const entries = Object.entries(textsAt({ f0: at.f0, vtl: at.vtl }));
  return entries.reduce((made, [key, text]) => setParam(made, step, [key], text === '' ? undefined : text), doc);
}
