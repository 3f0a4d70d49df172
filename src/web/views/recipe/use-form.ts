import { useMemo } from 'react';
import { printText, valueAt } from '../../forms/values.ts';
import type { Form } from '../../panels/form/form.ts';
import { soundChoices } from '../../panels/form/sound-value.ts';
import { fieldKey } from '../../state/app-state.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { checkRecipe, isWithin, pathText } from '../../state/recipe-check.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { useNested } from './use-nested.ts';

/** A step as a form sees it. */
export function useForm(step: RecipeStep): Form {
  const { recipe, presets } = useWorkbench();
  const doc = useApp((state) => state.recipe.present);
  const typed = useApp((state) => state.problems);
  const library = useApp((state) => state.library);
  const bin = useApp((state) => state.bin);
  const nested = useNested();
  const sounds = useMemo(() => soundChoices(library, bin), [library, bin]);
  return useMemo(() => {
    const { id, params } = step;
    const found = checkRecipe(doc).problems.filter((problem) => problem.step === id);
    return {
      isTroubled: found.length > 0 || Object.keys(typed).length > 0,
      locked: step.locked,
      sounds,
      value: (path) => valueAt(params, path),
      problem(path, leaf) {
        const place = pathText(path);
        const kept = typed[fieldKey(id, place)];
        if (kept) return kept;
        const problem = found.find(({ issue }) => (leaf ? isWithin(issue.path, place) : issue.path === place));
        if (!problem) return undefined;
        const { expected, got, position } = problem.issue;
        const text = printText(valueAt(params, path));
        return { typed: text, expected, got, ...(position === undefined ? {} : { position }) };
      },
      set: (path, value) => recipe.set(id, path, value),
      drag: (path, value) => recipe.dragAt(id, path, value),
      settle: recipe.settle,
      type: (path, spec, text) => recipe.commitTyped(id, path, spec, text),
      revert: (path) => recipe.revert(id, path),
      nested: (path) => nested({ step: id, path }),
      isLocked: (path) => step.locked?.includes(path.join('.')) ?? false,
      lock: (path, on) => presets.lock(id, path, on),
    };
  }, [step, doc, typed, sounds, recipe, presets, nested]);
}
