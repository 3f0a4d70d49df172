import { MODULES } from '../../core/modules/registry.ts';
import { sourceKind } from '../../core/modules/source-param.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import type { AppState, SoundEntry } from './app-state.ts';
import { type Level, queryText, type RecipeDoc, type RecipeStep } from './recipe-doc.ts';

type Rename = (name: string) => string;

/** A sound of the library by its id, or by the name that recipes have for it: of several of one name the last that came. */
export function findSound(library: readonly SoundEntry[], name: string): SoundEntry | undefined {
  return (
    library.find(({ sound }) => sound?.id === name) ??
    library.findLast(({ sound, fileName }) => sound && fileName === name)
  );
}

/**
 * The recipe with the sounds that are here by their ids, in its source and in its steps: a name may come to mean another
 * sound, an id does not. Names of sounds that are not here stay; a recipe without names is given back as it is.
 */
export function withIds<T extends Level>(level: T, library: readonly SoundEntry[]): T {
  const rename: Rename = (name) => findSound(library, name)?.sound?.id ?? name;
  const file = level.file === undefined ? undefined : renameSound(level.file, rename);
  const steps = mapped(level.steps, (step): RecipeStep => {
    const params = renameParams(step.module, step.params, rename);
    return params === step.params ? step : { ...step, params };
  });
  if (file === level.file && steps === level.steps) return level;
  return { ...level, steps, ...(file === undefined ? {} : { file }) };
}

/** The query of the open recipe for the engine, which is asked for the very sounds that the page shows. */
export function engineQuery({ library }: Pick<AppState, 'library'>, doc: RecipeDoc, source: string): string {
  return queryText(withIds(doc, library), source);
}

/** The file names that are read back as the sounds they are written for, by id. */
export function plainNames(library: readonly SoundEntry[]): ReadonlyMap<string, string> {
  const ids = new Map(named(library));
  return new Map([...ids].map(([name, id]) => [id, name]));
}

/** Of the names that several sounds have, the id of the one that is meant, as `findSound` has it. */
export function sharedNames(library: readonly SoundEntry[]): ReadonlyMap<string, string> {
  const all = named(library);
  const ids = new Map(all);
  return new Map(all.filter(([name, id]) => ids.get(name) !== id).map(([name]) => [name, ids.get(name) ?? name]));
}

function named(library: readonly SoundEntry[]): readonly (readonly [name: string, id: string])[] {
  return library.flatMap(({ sound, fileName }) => (sound ? [[fileName, sound.id] as const] : []));
}

function renameSound(sound: JsonValue, rename: Rename): JsonValue {
  if (typeof sound === 'string') return rename(sound);
  if (Array.isArray(sound)) return renameSounds(sound, rename);
  return isJsonObject(sound) ? renameRequest(sound, rename) : sound;
}

function renameSounds(sounds: readonly JsonValue[], rename: Rename): JsonValue {
  return mapped(sounds, (sound) => renameSound(sound, rename));
}

function renameRequest(request: JsonObject, rename: Rename): JsonObject {
  const { file, stack } = request;
  const changed: JsonObject = {
    ...(file === undefined ? {} : { file: renameSound(file, rename) }),
    ...(stack === undefined ? {} : { stack: renameStack(stack, rename) }),
  };
  return changed['file'] === file && changed['stack'] === stack ? request : { ...request, ...changed };
}

/** Of a list of stacks, too. */
function renameStack(stack: JsonValue, rename: Rename): JsonValue {
  if (Array.isArray(stack)) return mapped(stack as readonly JsonValue[], (step) => renameStack(step, rename));
  const module = isJsonObject(stack) ? stack['module'] : undefined;
  return isJsonObject(stack) && typeof module === 'string' ? renameParams(module, stack, rename) : stack;
}

/** A step's values; only those that its module has for sounds. */
function renameParams(module: string, params: JsonObject, rename: Rename): JsonObject {
  const changed = Object.entries(MODULES.get(module)?.params.shape ?? {}).flatMap(([key, schema]) => {
    const [kind, value] = [sourceKind(schema), params[key]];
    if (kind === undefined || value === undefined) return [];
    const next = kind === 'stack' ? renameStack(value, rename) : renameSound(value, rename);
    return next === value ? [] : [[key, next] as const];
  });
  return changed.length === 0 ? params : { ...params, ...Object.fromEntries(changed) };
}

/** The same list where nothing is changed. */
function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const next = items.map(change);
  return next.every((item, index) => item === items[index]) ? items : next;
}
