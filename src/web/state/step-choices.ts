import type { Registry } from '../../core/modules/module.ts';
import type { AppState } from './app-state.ts';
import type { History } from './history.ts';
import { activeSteps, heardPart, meaningOf, type RecipeDoc } from './recipe-doc.ts';

/** A step that can be added, in the list of all. */
export interface StepChoice {
  readonly module: string;
  readonly isRecent: boolean;
  /** Channels of the sound that it would get and cannot take. */
  readonly tooMany: number | undefined;
}

/** So many stand first because they were used lately. */
const RECENT = 3;

/** Modules that take a mono sound only. */
const MONO: ReadonlySet<string> = new Set(['channel-patch']);

/**
 * The steps of the list in their order: those that were used lately, the others, and last what cannot stand there.
 * @param behind the step that the new one comes after; undefined is the end
 */
export function stepChoices(state: AppState, modules: Registry, behind: string | undefined): readonly StepChoice[] {
  const recent = recentModules(state.recipe).slice(0, RECENT);
  const channels = channelsAt(state, behind);
  const choices = [...modules.keys()].map((module): StepChoice => {
    const tooMany = MONO.has(module) && channels !== undefined && channels > 1 ? channels : undefined;
    return { module, isRecent: recent.includes(module), tooMany };
  });
  const rank = ({ module, isRecent, tooMany }: StepChoice) =>
    tooMany === undefined ? (isRecent ? recent.indexOf(module) : RECENT) : RECENT + 1;
  return choices.toSorted((a, b) => rank(a) - rank(b));
}

/** Modules of the steps that were added, the latest first: as far back as undo goes. */
function recentModules({ past, present }: History<RecipeDoc>): readonly string[] {
  const found = new Set<string>();
  const known = new Set((past[0] ?? present).steps.map(({ id }) => id));
  for (const { steps } of [...past, present]) {
    for (const { id, module } of steps) {
      if (known.has(id)) continue;
      known.add(id);
      found.delete(module);
      found.add(module);
    }
  }
  return [...found].reverse();
}

/** Of the sound that a step behind this one gets, where that is known. */
function channelsAt(state: AppState, behind: string | undefined): number | undefined {
  const { steps } = state.recipe.present;
  const at = behind === undefined ? steps.length : steps.findIndex(({ id }) => id === behind) + 1;
  const before = activeSteps({ ...state.recipe.present, steps: steps.slice(0, at) }).at(-1);
  if (before === undefined) return state.source?.sound.channelCount;
  const { result } = state.render;
  if (!result || meaningOf(result.recipe) !== meaningOf(heardPart(state.recipe.present, state.listening)))
    return undefined;
  const place = activeSteps(heardPart(state.recipe.present, state.listening)).findIndex(({ id }) => id === before.id);
  return result.rendered.steps[place]?.output.channels;
}
