import { useApp } from '../../state/hooks.ts';
import { insertStep, type RecipeDoc } from '../../state/recipe-doc.ts';
import { stepProblems } from '../../state/step-state.ts';
import type { Workbench } from '../../state/workbench.ts';

export interface ShortSound {
  /** Samples that are not enough. */
  readonly needed: number;
  /** s that are to be added. */
  readonly seconds: number;
}

/** That what a step got was too short for its filters, as its last render said. */
export function useShortSound(step: string): ShortSound | undefined {
  const render = useApp((state) => state.render);
  const recipe = useApp((state) => state.recipe);
  const listening = useApp((state) => state.listening);
  const sampleRate = useApp((state) => state.source?.sound.sampleRate);
  const issue = stepProblems({ render, recipe, listening }, step).find((problem) => problem.issue.code === 'too-short');
  if (!issue || sampleRate === undefined) return undefined;
  const [needed, got] = [samplesIn(issue.issue.expected), samplesIn(issue.issue.got)];
  if (needed === undefined || got === undefined) return undefined;
  // Whole milliseconds, and more than what is asked for.
  return { needed, seconds: Math.ceil(((needed + 2 - got) / sampleRate) * 1000) / 1000 };
}

/** The kernels' facade ends both of its texts so: "..., 21 samples". */
function samplesIn(text: string): number | undefined {
  const [, count] = /(\d+) samples$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count);
}

/** Puts silence behind what the step gets. */
export function padBefore(recipe: Workbench['recipe'], doc: RecipeDoc, step: string, seconds: number): void {
  const index = doc.steps.findIndex(({ id }) => id === step);
  const pad = { id: recipe.newId(), module: 'pad', params: { after: seconds }, bypassed: false };
  if (index >= 0) recipe.apply(insertStep(doc, pad, index));
}
