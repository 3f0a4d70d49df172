import type { AppState } from '../../state/app-state.ts';
import { useApp } from '../../state/hooks.ts';
import { activeSteps, heardPart, insertStep, meaningOf, type RecipeDoc } from '../../state/recipe-doc.ts';
import { stepProblems } from '../../state/step-state.ts';
import type { Workbench } from '../../state/workbench.ts';

type Heard = Pick<AppState, 'render' | 'recipe' | 'listening' | 'source'>;

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
  const source = useApp((state) => state.source);
  return shortSound({ render, recipe, listening, source }, step);
}

export function shortSound(state: Heard, step: string): ShortSound | undefined {
  const issue = stepProblems(state, step).find((problem) => problem.issue.code === 'too-short');
  const sampleRate = issue && inputRate(state, step);
  if (sampleRate === undefined) return undefined;
  const [needed, got] = [samplesIn(issue?.issue.expected), samplesIn(issue?.issue.got)];
  if (needed === undefined || got === undefined) return undefined;
  // Whole milliseconds, and more than what is asked for.
  return { needed, seconds: Math.ceil(((needed + 2 - got) / sampleRate) * 1000) / 1000 };
}

/** Hz of what a step gets: another than the source's where the last result had the same steps before it and says so. */
function inputRate({ render, recipe, listening, source }: Heard, step: string): number | undefined {
  const heard = heardPart(recipe.present, listening);
  const index = activeSteps(heard).findIndex(({ id }) => id === step);
  const { result } = render;
  const isKnown = result && index > 0 && meaningBefore(result.recipe, index) === meaningBefore(heard, index);
  const before = isKnown ? result.rendered.steps[index - 1]?.output : undefined;
  return before?.sampleRate ?? source?.sound.sampleRate;
}

function meaningBefore(doc: RecipeDoc, index: number): string {
  return meaningOf({ ...doc, steps: activeSteps(doc).slice(0, index) });
}

/** The kernels' facade ends both of its texts so: "..., 21 samples". */
function samplesIn(text: string | undefined): number | undefined {
  const [, count] = /(\d+) samples$/.exec(text ?? '') ?? [];
  return count === undefined ? undefined : Number(count);
}

/** Puts silence behind what the step gets. @returns the new step's id */
export function padBefore(recipe: Workbench['recipe'], doc: RecipeDoc, step: string, seconds: number): string {
  const index = doc.steps.findIndex(({ id }) => id === step);
  const pad = { id: recipe.newId(), module: 'pad', params: { after: seconds }, bypassed: false };
  if (index >= 0) recipe.apply(insertStep(doc, pad, index));
  return pad.id;
}
