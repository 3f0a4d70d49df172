import { f0Strings } from '../strings-f0.ts';
import { f0StepOf } from './f0-entries.ts';
import { checkRecipe } from './recipe-check.ts';
import type { RecipeDoc } from './recipe-doc.ts';

/** Why a recipe takes no edits of f0, as a sentence; undefined where it does. */
export function whyNoF0Edits(doc: RecipeDoc): string | undefined {
  if (f0StepOf(doc) === undefined) return f0Strings.reasons.step;
  return checkRecipe(doc).ok ? undefined : f0Strings.reasons.problem;
}
