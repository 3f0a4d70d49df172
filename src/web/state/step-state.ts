import type { StepOutput } from '../../core/engine/engine.ts';
import type { RenderedSound } from '../services/engine-client.ts';
import type { AppState, Result } from './app-state.ts';
import { checkRecipe, type StepProblem } from './recipe-check.ts';
import { activeSteps, heardPart, meaningOf, type RecipeDoc, type RecipeStep } from './recipe-doc.ts';
import { hasResult, isCurrent } from './result-state.ts';

/** What a card says of its step. */
export type StepState =
  | { readonly word: 'ready' | 'cached' | 'waiting' | 'stale' | 'problem' | 'bypassed' }
  | { readonly word: 'working'; readonly percent: number };

/** What a finished step told: "reduced 1.3 dB to prevent clipping". */
export function stepNotes({ render, recipe, listening }: AppState, id: string): readonly string[] {
  const { result } = render;
  if (!result || !hasResult({ render, recipe, listening })) return NONE;
  return result.rendered.steps[placeInResult({ render, recipe, listening }, id)]?.notes ?? NONE;
}

/** The same recipe may have come again by another way, with other ids: its steps are told by their places. */
function placeInResult(state: Pick<AppState, 'render' | 'recipe' | 'listening'>, id: string): number {
  const { result } = state.render;
  if (result === undefined) return -1;
  return placeIn(isCurrent(state) ? heardPart(state.recipe.present, state.listening) : result.recipe, id);
}

function placeIn(doc: RecipeDoc, id: string | undefined): number {
  return activeSteps(doc).findIndex((step) => step.id === id);
}

const NONE: readonly string[] = [];

/** What a step gave when it was rendered last. */
export interface StepGiven {
  readonly output: StepOutput;
  /** Of the last step, whose levels are known of a sound that is not held, too. */
  readonly result: RenderedSound | undefined;
  /** It was of other values: what it gives now is not known yet. */
  readonly isOld: boolean;
}

/** Undefined for a step that no result knows, and for one alone, whose output is the result that stands below. */
export function stepGiven({ render, recipe, listening }: AppState, id: string): StepGiven | undefined {
  const { result } = render;
  if (!result) return undefined;
  const isOld = !hasResult({ render, recipe, listening });
  const index = placeInResult({ render, recipe, listening }, id);
  const { steps } = result.rendered;
  const report = steps[index];
  if (report === undefined || steps.length < 2) return undefined;
  return { output: report.output, result: index === steps.length - 1 ? result.rendered : undefined, isOld };
}

/** The step's state, as one text, so that a view only changes with it. */
export function stepState(state: AppState, step: RecipeStep): StepState {
  const { render, recipe, listening, problems } = state;
  if (step.bypassed) return { word: 'bypassed' };
  const typed = Object.keys(problems).some((key) => key.startsWith(`${step.id} `));
  if (typed || checkRecipe(recipe.present).problems.some((problem) => problem.step === step.id))
    return { word: 'problem' };
  const steps = activeSteps(heardPart(recipe.present, listening));
  const index = steps.findIndex(({ id }) => id === step.id);
  if (index < 0) return { word: 'waiting' };
  if (render.working) return whileWorking(state, steps, index);
  if (render.error) return failedStep(state) === index ? { word: 'problem' } : { word: 'stale' };
  const { result } = render;
  if (!result) return { word: 'waiting' };
  if (meaningOf(result.recipe) !== meaningOf(heardPart(recipe.present, listening))) return { word: 'stale' };
  return { word: result.rendered.steps[index]?.cached ? 'cached' : 'ready' };
}

function wordOf(result: Result | undefined, id: string | undefined): 'cached' | 'ready' | 'stale' | 'waiting' {
  if (result === undefined) return 'waiting';
  const index = placeIn(result.recipe, id);
  if (index < 0) return 'stale';
  return result.rendered.steps[index]?.cached ? 'cached' : 'ready';
}

/** Steps before the one that works are done, those behind it wait. */
function whileWorking({ render }: AppState, steps: readonly RecipeStep[], index: number): StepState {
  const at = placeIndex(render.progress?.place);
  if (!render.late) return { word: wordOf(render.result, steps[index]?.id) };
  if (at === undefined) return { word: render.result ? 'stale' : 'waiting' };
  if (index < at) return { word: 'ready' };
  if (index > at) return { word: 'waiting' };
  const fraction = (render.progress?.fraction ?? 0) * steps.length - at;
  return { word: 'working', percent: Math.round(Math.min(Math.max(fraction, 0), 1) * 100) };
}

/** Which of the steps that were run failed. */
function failedStep({ render }: Pick<AppState, 'render'>): number | undefined {
  const place = render.error?.details['place'];
  return typeof place === 'string' ? placeIndex(place) : undefined;
}

/** "step 2, world" is the second. */
function placeIndex(place: string | undefined): number | undefined {
  const [, number] = /^step (\d+)/.exec(place ?? '') ?? [];
  return number === undefined ? undefined : Number(number) - 1;
}

/** What is wrong with a step: by the parser, and by the engine when it ran. */
export function stepProblems(
  state: Pick<AppState, 'render' | 'recipe' | 'listening'>,
  id: string,
): readonly StepProblem[] {
  const { render, recipe, listening } = state;
  const known = checkRecipe(recipe.present).problems.filter((problem) => problem.step === id);
  if (known.length > 0 || !render.error || render.working) return known;
  const steps = activeSteps(heardPart(recipe.present, listening));
  const failed = failedStep(state);
  if (failed === undefined || steps[failed]?.id !== id) return NO_PROBLEMS;
  const { issues, message } = render.error;
  if (issues.length > 0) return issues.map((issue) => ({ step: id, issue }));
  return [{ step: id, issue: { path: '', code: render.error.code, expected: '', got: message } }];
}

const NO_PROBLEMS: readonly StepProblem[] = [];
