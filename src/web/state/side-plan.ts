import { isJsonObject } from '../forms/json.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { sideStrings } from '../strings-sides.ts';
import type { AppState } from './app-state.ts';
import { pinsOf } from './plane.ts';
import { docAt } from './point-doc.ts';
import { checkRecipe } from './recipe-check.ts';
import { activeSteps, findStep, heardPart, type RecipeDoc, type RecipeStep, readRequest } from './recipe-doc.ts';
import type { SideChoice } from './side-choice.ts';
import { engineQuery, findSound } from './sound-names.ts';
import { keepsTime } from './time-map.ts';

/** How what was chosen is made. */
export interface SidePlan {
  readonly name: string;
  readonly keepsTime: boolean;
  /** A sound of the library, or a query for the engine. */
  readonly from: { readonly sound: LoadedSound } | { readonly query: string };
  /** Which sound it is: the same one is not made twice. */
  readonly of: string;
  /** Another one is placed anew. */
  readonly key: string;
}

/** Why there is none: what was chosen is not here any more, no sound is open, the recipe has a problem, or it would take minutes. */
export type NoPlan = 'gone' | 'closed' | 'wrong' | 'long';

type Part = Pick<AppState, 'library' | 'source' | 'recipe' | 'listening'>;

export function planSide(state: Part, rows: readonly PlannedRow[], choice: SideChoice): SidePlan | NoPlan {
  switch (choice.kind) {
    case 'sound':
      return planSound(state, choice.key);
    case 'step':
      return planStep(state, choice.step);
    case 'pin':
      return planPin(state, choice.pin, choice.step);
    case 'row':
      return planRow(state, rows, choice.row);
  }
}

function planSound(state: Part, key: string): SidePlan | NoPlan {
  const entry = state.library.find((one) => one.key === key);
  const sound = entry?.sound;
  if (!sound) return 'gone';
  // Two recordings share no time but their beginnings.
  const same = sound.id === state.source?.sound.id;
  return planned(state, { name: entry.name, keepsTime: same, from: { sound } }, sound.id);
}

function planStep(state: Part, id: string): SidePlan | NoPlan {
  const doc = state.recipe.present;
  const index = doc.steps.findIndex((step) => step.id === id);
  const step = doc.steps[index];
  if (!step) return 'gone';
  return planRecipe(state, heardPart(doc, { to: 'after', step: id }), stepText(step, index));
}

/** As lists and notes call the sound behind it. */
export function stepText({ name, module }: RecipeStep, index: number): string {
  return sideStrings.afterStep(index + 1, name ?? module);
}

function planPin(state: Part, id: string, step: string): SidePlan | NoPlan {
  const doc = state.recipe.present;
  const pin = pinsOf(state).find((one) => one.id === id);
  if (!pin || findStep(doc, step)?.module !== 'world') return 'gone';
  return planRecipe(state, heardPart(docAt(doc, step, pin), state.listening), sideStrings.pin(pin.name));
}

/** The `world` step in which a pin is heard: the one that has the focus, or the first. */
export function stepOfPins({ recipe }: Pick<AppState, 'recipe'>, focused: string | undefined): RecipeStep | undefined {
  const worlds = activeSteps(recipe.present).filter(({ module }) => module === 'world');
  return worlds.find(({ id }) => id === focused) ?? worlds[0];
}

function planRecipe(state: Part, doc: RecipeDoc, name: string): SidePlan | NoPlan {
  const { source } = state;
  if (!source) return 'closed';
  if (!checkRecipe(doc).ok) return 'wrong';
  // What takes minutes is not made anew with each change of the recipe.
  if (!source.clip) return 'long';
  const query = engineQuery(state, doc, source.sound.id);
  return planned(state, { name, keepsTime: keepsTime(doc), from: { query } }, query);
}

function planRow(state: Part, rows: readonly PlannedRow[], name: string): SidePlan | NoPlan {
  const row = rows.find((one) => one.name === name);
  if (!row) return 'gone';
  const request: unknown = JSON.parse(row.query);
  const read = readRequest(request, () => '');
  const file = isJsonObject(request) ? request['file'] : undefined;
  const sound = typeof file === 'string' ? findSound(state.library, file)?.sound : undefined;
  const ofSource = sound !== undefined && sound.id === state.source?.sound.id;
  const plan = { name: sideStrings.row(name), keepsTime: ofSource && read !== undefined && keepsTime(read.doc) };
  return planned(state, { ...plan, from: { query: row.query } }, row.query);
}

/** What keeps its own time has silence behind it, up to the end of the source. */
function planned({ source }: Part, plan: Omit<SidePlan, 'of' | 'key'>, of: string): SidePlan {
  return { ...plan, of, key: `${plan.keepsTime} ${source?.sound.id} ${of}` };
}
