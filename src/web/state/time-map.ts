import { activeSteps, type RecipeDoc } from './recipe-doc.ts';

/** Modules after which an instant of a sound is still where it was, if the sound is as long as before. */
const KEEPING = new Set(['world', 'vocoder', 'level', 'ramp', 'mixin']);

/** Whether samples of source and result may be subtracted from each other, lengths being equal. */
export function keepsTime(doc: RecipeDoc): boolean {
  return activeSteps(doc).every(({ module }) => KEEPING.has(module));
}
