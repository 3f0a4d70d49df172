import type { JsonValue } from '../../../core/query/query.ts';
import type { SoundChoice, SoundValue } from '../../components/fields/source-picker.tsx';
import { isJsonObject, type JsonObject } from '../../forms/json.ts';
import type { AppState } from '../../state/app-state.ts';
import { missingName } from '../../state/missing-sound.ts';
import { nestedStrings } from '../../strings-nested.ts';

/** What stands where a sound does, for people. */
export function soundValue(value: JsonValue | undefined, sounds: readonly SoundChoice[]): SoundValue {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  if (!isJsonObject(value)) return { kind: 'sound', name: nameOf(value, sounds) };
  const { stack = [] } = value;
  const canOpen = Array.isArray(stack) && (stack as readonly JsonValue[]).every(isJsonObject);
  return { kind: 'recipe', summary: summaryOf(value, sounds), canOpen };
}

function summaryOf({ file = '', stack }: JsonObject, sounds: readonly SoundChoice[]): string {
  const steps = Array.isArray(stack) ? (stack as readonly JsonValue[]) : [];
  const modules = steps.map((step) => (isJsonObject(step) ? String(step['module']) : '\u2026'));
  const does = modules.length === 0 ? nestedStrings.noSteps : modules.join(', ');
  return `${nameOf(file, sounds)} \u00b7 ${does}`;
}

function nameOf(file: JsonValue, sounds: readonly SoundChoice[]): string {
  if (typeof file === 'string') {
    const found = sounds.find(({ id }) => id === file) ?? sounds.findLast(({ fileName }) => fileName === file);
    if (!found) return missingName(file);
    return found.isBinned ? nestedStrings.inBin(found.name) : found.name;
  }
  return Array.isArray(file) ? nestedStrings.sounds(file.length) : nestedStrings.title;
}

/** The sounds of the library, and those in the bin, which are only named. */
export function soundChoices(library: AppState['library'], bin: AppState['bin']): readonly SoundChoice[] {
  return [
    ...bin.map(({ id, name, fileName }) => ({ id, name, fileName, isBinned: true })),
    ...library.flatMap(({ sound, name, fileName }) => (sound ? [{ id: sound.id, name, fileName }] : [])),
  ];
}

/** A list with one of its items one or more places on. */
export function movedInList<T>(list: readonly T[], index: number, by: number): readonly T[] {
  const left = list.filter((_, at) => at !== index);
  return [...left.slice(0, index + by), ...list.slice(index, index + 1), ...left.slice(index + by)];
}
