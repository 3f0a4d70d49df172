import { jsonStrings } from '../strings-json.ts';
import { undoStrings } from '../strings-undo.ts';
import { stepChange } from './deed-text.ts';
import { wholeOf } from './nested.ts';
import { activeSteps, meaningOf, type RecipeStep } from './recipe-doc.ts';
import type { Sounding } from './source-of.ts';

const t = jsonStrings;

/** What another query came of between two recipes and their sounds, each change as a few words; empty where it is the same. */
export function recipeChanges(before: Sounding, after: Sounding): readonly string[] {
  const [older, newer] = [wholeOf(before.recipe), wholeOf(after.recipe)];
  const isSource = JSON.stringify(older.file ?? before.source) === JSON.stringify(newer.file ?? after.source);
  if (isSource && meaningOf(older) === meaningOf(newer)) return [];
  const [was, is] = [activeSteps(older), activeSteps(newer)];
  const isIn = (steps: readonly RecipeStep[]) => (step: RecipeStep) => steps.some(({ id }) => id === step.id);
  const nameOf = ({ name, module }: RecipeStep) => name ?? module;
  const gone = was.filter((step) => !isIn(is)(step));
  const come = is.filter((step) => !isIn(was)(step));
  const [keptBefore, kept] = [was.filter(isIn(is)), is.filter(isIn(was))];
  const changed = kept.flatMap((step) => {
    const old = keptBefore.find(({ id }) => id === step.id);
    // What only the page knows is no change of the query.
    if (!old || JSON.stringify(old.params) === JSON.stringify(step.params)) return [];
    return `${nameOf(step)}: ${stepChange({ ...step, params: old.params }, step).text}`;
  });
  const order = (steps: readonly RecipeStep[]) => steps.map(({ id }) => id).join();
  return [
    ...(isSource ? [] : [t.source]),
    ...gone.map((step) => (isIn(newer.steps)(step) ? undoStrings.bypassed : undoStrings.removed)(nameOf(step))),
    ...come.map((step) => (isIn(older.steps)(step) ? undoStrings.heard : undoStrings.added)(nameOf(step))),
    ...changed,
    ...(order(keptBefore) === order(kept) ? [] : [t.order]),
    ...(JSON.stringify(older.settings) === JSON.stringify(newer.settings) ? [] : [t.settings]),
  ];
}
