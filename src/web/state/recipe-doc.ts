import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { withValue } from '../forms/values.ts';
import type { Deed } from './deed.ts';
import type { StageDoc } from './layout.ts';
import type { MarksDoc } from './marks-doc.ts';
import type { PlaneDoc } from './plane-doc.ts';
import type { Preset } from './presets.ts';

/** One step as it is edited: what the query has of it, and what only the page knows. */
export interface RecipeStep {
  /** Of the page; not part of the query. */
  readonly id: string;
  readonly module: string;
  /** What was given; defaults are left out. */
  readonly params: JsonObject;
  /** Left out of the query, its values kept. */
  readonly bypassed: boolean;
  /** Given by hand, for people. */
  readonly name?: string;
  /** Bypassed edits of f0, with their places in the list of all. */
  readonly idleEdits?: readonly { readonly place: number; readonly edit: JsonObject }[];
  /** The preset that was applied last. */
  readonly preset?: string;
  /** Places of seeds that are kept when new ones are drawn. */
  readonly locked?: readonly string[];
}

/** What a card's head needs of a step: none of its values, which change under a hand. */
export type StepHead = Pick<RecipeStep, 'id' | 'module' | 'name' | 'bypassed'>;

/** One recipe, without the recipes around it. */
export interface Level {
  /** Where its sound comes from; missing where that is the sound that is open in the library. */
  readonly file?: JsonValue;
  readonly steps: readonly RecipeStep[];
  /** What else a query says: `precision`, `revision`, and what the page has no field for. */
  readonly settings: JsonObject;
}

/** Where a sound is named in a recipe. */
export interface SoundPlace {
  /** The step that needs it; missing for the recipe's own source. */
  readonly step?: string;
  /** From the step's parameters, or from `file`; places in lists are numbers as text. */
  readonly path: readonly string[];
}

/** A recipe around the one that is open, and where in it that stands. */
export interface Around extends Level {
  readonly at: SoundPlace;
}

/**
 * The document: the recipe as it is edited, and the panes that it is looked at with. Immutable: each change is another
 * one, which is what undo goes back to. `file`, `steps` and `settings` are those of the recipe that is open; where that
 * is a nested one, `around` holds the others (`nested.ts`).
 */
export interface RecipeDoc extends Level {
  /** The outermost first. */
  readonly around?: readonly Around[];
  /** Nested recipes that are not open and have more than their query says: names, bypassed steps. */
  readonly kept?: readonly Level[];
  /** Not part of the query; missing until a pane was changed. */
  readonly stage?: StageDoc;
  /** Pins and what belongs to them; not part of the query. */
  readonly plane?: PlaneDoc;
  /** Presets of one's own. */
  readonly presets?: readonly Preset[];
  /** Missing until something was marked. */
  readonly marks?: MarksDoc;
  /** What was done beside the recipe when this became the present: undo takes that back. */
  readonly beside?: Deed;
}

export function activeSteps(doc: Pick<Level, 'steps'>): readonly RecipeStep[] {
  return doc.steps.filter((step) => !step.bypassed);
}

export function findStep(doc: RecipeDoc, id: string): RecipeStep | undefined {
  return doc.steps.find((step) => step.id === id);
}

export function insertStep(doc: RecipeDoc, step: RecipeStep, index: number): RecipeDoc {
  return { ...doc, steps: [...doc.steps.slice(0, index), step, ...doc.steps.slice(index)] };
}

export function removeStep(doc: RecipeDoc, id: string): RecipeDoc {
  return { ...doc, steps: doc.steps.filter((step) => step.id !== id) };
}

/** @param to the step's new index */
export function moveStep(doc: RecipeDoc, id: string, to: number): RecipeDoc {
  const step = findStep(doc, id);
  if (step === undefined) return doc;
  const index = Math.min(Math.max(to, 0), doc.steps.length - 1);
  return index === doc.steps.indexOf(step) ? doc : insertStep(removeStep(doc, id), step, index);
}

export function changeStep(doc: RecipeDoc, id: string, change: Partial<Omit<RecipeStep, 'id'>>): RecipeDoc {
  return { ...doc, steps: doc.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) };
}

/** @param value undefined is nothing given, so that the default stands */
export function setParam(doc: RecipeDoc, id: string, path: readonly string[], value: JsonValue | undefined): RecipeDoc {
  const step = findStep(doc, id);
  return step === undefined ? doc : changeStep(doc, id, { params: withValue(step.params, path, value) });
}

/** The steps as the query has them. */
function stackOf(level: Pick<Level, 'steps'>): JsonValue[] {
  return activeSteps(level).map(({ module, params }) => ({ module, ...params }));
}

/** A recipe as it stands in the one around it. */
export function levelRequest(level: Level): JsonObject {
  return { file: level.file ?? '', stack: stackOf(level), ...level.settings };
}

/** What a nested recipe takes over from those around it. */
export function inherited({ around = [] }: RecipeDoc): JsonObject {
  const given = around.flatMap(({ settings }) =>
    Object.entries(settings).filter(([key]) => key === 'precision' || key === 'revision'),
  );
  return Object.fromEntries(given);
}

/** The request that the open recipe is by itself. @param file what the query's `file` is where it has none of its own */
export function requestOf(doc: RecipeDoc, file: JsonValue): JsonObject {
  return { file: doc.file ?? file, stack: stackOf(doc), ...inherited(doc), ...doc.settings };
}

/** The query of the open recipe as JSON text, ready for the engine. */
export function queryText(doc: RecipeDoc, file: JsonValue): string {
  return JSON.stringify(requestOf(doc, file), null, 2);
}

const meanings = new WeakMap<RecipeDoc, string>();

/** Equal for recipes that ask for the same; names and bypassed steps count for nothing. */
export function meaningOf(doc: RecipeDoc): string {
  const meaning = meanings.get(doc) ?? JSON.stringify(requestOf(doc, ''));
  meanings.set(doc, meaning);
  return meaning;
}

/** Whether undo would find no difference in the document itself, whatever was done beside it. */
export function sameDoc(a: RecipeDoc, b: RecipeDoc): boolean {
  return a === b || JSON.stringify({ ...a, beside: undefined }) === JSON.stringify({ ...b, beside: undefined });
}

/** What is listened to: the end, the sound after a step, or what a step alone makes of the source. */
export type Listening = { readonly to: 'end' } | { readonly to: 'after' | 'only'; readonly step: string };

export const TO_END: Listening = { to: 'end' };

/** The part of the recipe that is listened to. */
export function heardPart(doc: RecipeDoc, listening: Listening): RecipeDoc {
  if (listening.to === 'end') return doc;
  const index = doc.steps.findIndex(({ id }) => id === listening.step);
  if (index < 0) return doc;
  const steps = listening.to === 'only' ? doc.steps.slice(index, index + 1) : doc.steps.slice(0, index + 1);
  return { ...doc, steps };
}

/**
 * A request as a recipe; undefined when it is none, or has a list of stacks. A source that is a list or a query is the
 * recipe's own; a single sound is left to who opens it.
 */
export function readRequest(request: unknown, newId: () => string): { file: JsonValue; doc: RecipeDoc } | undefined {
  if (!isJsonObject(request)) return undefined;
  const { file = '', stack = [], output: _output, ...settings } = request;
  if (!Array.isArray(stack)) return undefined;
  const steps = (stack as readonly JsonValue[]).map((step) => readStep(step, newId));
  if (!steps.every((step) => step !== undefined)) return undefined;
  return { file, doc: { steps, settings, ...(typeof file === 'string' ? {} : { file }) } };
}

/**
 * A recipe that was edited as text in the place of the one it was made from: steps keep their cards, and bypassed ones,
 * of which the text knows nothing, stay where they were.
 */
export function mergeDoc(old: RecipeDoc, edited: RecipeDoc): RecipeDoc {
  const left = [...edited.steps];
  const kept = old.steps.flatMap((step) => {
    if (step.bypassed) return [step];
    const next = left.shift();
    if (next === undefined) return [];
    return [next.module === step.module ? { ...step, params: next.params } : next];
  });
  const { file: _, ...rest } = old;
  const file = edited.file === undefined ? {} : { file: edited.file };
  return { ...rest, ...file, steps: [...kept, ...left], settings: edited.settings };
}

function readStep(step: JsonValue, newId: () => string): RecipeStep | undefined {
  if (!isJsonObject(step)) return undefined;
  const { module, ...params } = step;
  return typeof module === 'string' ? { id: newId(), module, params, bypassed: false } : undefined;
}
