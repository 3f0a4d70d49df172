import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import {
  type Around,
  findStep,
  type Level,
  levelRequest,
  mergeDoc,
  type RecipeDoc,
  type RecipeStep,
  readRequest,
  type SoundPlace,
} from './recipe-doc.ts';

/** Nested recipes that are remembered with what is no part of their query. */
const KEPT = 50;

/** What stands at a place of a recipe: the name of a sound, a query, or a list. */
export function soundAt(level: Level, { step: id, path }: SoundPlace): JsonValue | undefined {
  const from = id === undefined ? level.file : level.steps.find((step) => step.id === id)?.params;
  return path.reduce<JsonValue | undefined>((value, key) => {
    if (Array.isArray(value)) return (value as readonly JsonValue[])[Number(key)];
    return isJsonObject(value) ? value[key] : undefined;
  }, from);
}

/** The recipe with another sound there; one without that place stays as it is. */
export function withSound<T extends Level>(level: T, at: SoundPlace, sound: JsonValue): T {
  if (at.step === undefined) return { ...level, file: replaced(level.file ?? '', at.path, sound) };
  const change = (step: RecipeStep) =>
    step.id === at.step ? { ...step, params: replaced(step.params, at.path, sound) as RecipeStep['params'] } : step;
  return { ...level, steps: level.steps.map(change) };
}

function replaced(value: JsonValue, [key, ...rest]: readonly string[], next: JsonValue): JsonValue {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    return items.map((item, index) => (index === Number(key) ? replaced(item, rest, next) : item));
  }
  return isJsonObject(value) ? { ...value, [key]: replaced(value[key] ?? null, rest, next) } : value;
}

/** The document with the recipe at this place open; undefined where no recipe stands that has cards. */
export function openNested(doc: RecipeDoc, at: SoundPlace, newId: () => string): RecipeDoc | undefined {
  const request = soundAt(doc, at);
  if (!isJsonObject(request)) return undefined;
  const text = JSON.stringify(request);
  const read = readRequest(request, newId);
  if (read === undefined) return undefined;
  const known = doc.kept?.find((level) => JSON.stringify(levelRequest(level)) === text);
  const { steps, settings } = known ?? read.doc;
  const { around = [], file: _, ...rest } = doc;
  return { ...rest, file: read.file, steps, settings, around: [...around, { ...levelOf(doc), at }] };
}

/** The document with the recipe open that is around the one that is, which is in it as it was edited. */
export function closeNested(doc: RecipeDoc): RecipeDoc {
  const outer = doc.around?.at(-1);
  if (outer === undefined) return doc;
  const { file: _file, around = [], kept: _kept, ...rest } = doc;
  const { at, ...level } = outer;
  const left = around.slice(0, -1);
  const kept = keptWith(doc);
  return {
    ...rest,
    ...withSound(level, at, levelRequest(doc)),
    ...(left.length === 0 ? {} : { around: left }),
    ...(kept.length === 0 ? {} : { kept }),
  };
}

const wholes = new WeakMap<RecipeDoc, RecipeDoc>();

/** The document with the outermost recipe open: what is exported, copied and written. */
export function wholeOf(doc: RecipeDoc): RecipeDoc {
  if (doc.around === undefined) return doc;
  const whole = wholes.get(doc) ?? wholeOf(closeNested(doc));
  wholes.set(doc, whole);
  return whole;
}

/** The way from the outermost recipe to the one that is open. */
export function placesOf({ around = [] }: RecipeDoc): readonly SoundPlace[] {
  return around.map(({ at }) => at);
}

/** How deep the open recipe stands; the outermost is 1, as the parser counts. */
export function depthOf({ around = [] }: RecipeDoc): number {
  return around.length + 1;
}

/** A whole recipe that was edited as text, open where another document is, as far as that place is still there. */
export function openedAs(whole: RecipeDoc, old: RecipeDoc, newId: () => string): RecipeDoc {
  const levels: readonly Level[] = [...(old.around ?? []).slice(1), old];
  let doc = whole;
  for (const [index, at] of placesOf(old).entries()) {
    const opened = openNested(doc, at, newId);
    const level = levels[index];
    if (opened === undefined || level === undefined) break;
    const { steps } = mergeDoc({ steps: level.steps, settings: {} }, opened);
    doc = { ...opened, steps };
  }
  return doc;
}

/** Every id that a document has given to a step. */
export function stepIds({ steps, around = [], kept = [] }: RecipeDoc): readonly string[] {
  return [{ steps }, ...around, ...kept].flatMap((level) => level.steps.map(({ id }) => id));
}

/** The step whose sound an open recipe is; undefined for a source. */
export function stepAround({ at, ...level }: Around): RecipeStep | undefined {
  return at.step === undefined ? undefined : findStep(level, at.step);
}

function levelOf({ file, steps, settings }: Level): Level {
  return { ...(file === undefined ? {} : { file }), steps, settings };
}

/** What is remembered when the open recipe is closed: it, where its query does not say all. */
function keptWith(doc: RecipeDoc): readonly Level[] {
  const level = levelOf(doc);
  const text = JSON.stringify(levelRequest(level));
  const others = (doc.kept ?? []).filter((one) => JSON.stringify(levelRequest(one)) !== text);
  return level.steps.some(saysMore) ? [...others, level].slice(-KEPT) : others;
}

function saysMore({ bypassed, name, idleEdits, preset, locked }: RecipeStep): boolean {
  return bypassed || [name, idleEdits, preset, locked].some((more) => more !== undefined);
}
