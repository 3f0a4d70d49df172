import type { JsonValue } from '../../core/query/query.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import type { PlannedRow } from '../services/set-client.ts';
import type { SoundEntry } from './app-state.ts';
import { findSound, plainNames } from './sound-names.ts';

/** Of each row: the sounds that it is made from, one after the other; undefined where they are not known. */
export type Sources = readonly (readonly LoadedSound[] | undefined)[];

/** A request that begins with the name of a sound, as all but a few do. */
const PLAIN_FILE = /^\{"file":"([^"\\]*)"/;

export function sourcesOf(rows: readonly Pick<PlannedRow, 'query'>[], library: readonly SoundEntry[]): Sources {
  const sounds = new Map<unknown, LoadedSound | undefined>();
  // Thousands of rows have few sounds.
  const soundOf = (name: unknown): LoadedSound | undefined => {
    if (typeof name === 'string' && !sounds.has(name)) sounds.set(name, findSound(library, name)?.sound);
    return sounds.get(name);
  };
  return rows.map(({ query }) => {
    const file = PLAIN_FILE.exec(query)?.[1] ?? (JSON.parse(query) as { readonly file?: unknown }).file;
    const names: readonly unknown[] = Array.isArray(file) ? file : [file];
    const found = names.flatMap((name) => soundOf(name) ?? []);
    return found.length === names.length ? found : undefined;
  });
}

/** The keys of the sounds that a list means, by id or by name. */
export function soundsIn(values: readonly JsonValue[], library: readonly SoundEntry[]): readonly string[] {
  return values.flatMap((value) => keyOf(value, library) ?? []);
}

/** The list with these sounds and no others of the library: what stays keeps its place and its text, what is new is last. */
export function withSounds(
  values: readonly JsonValue[],
  keys: ReadonlySet<unknown>,
  library: readonly SoundEntry[],
): readonly JsonValue[] {
  const kept = values.filter((value) => {
    const key = keyOf(value, library);
    return key === undefined || keys.has(key);
  });
  const there = new Set(soundsIn(kept, library));
  const names = plainNames(library);
  const added = library.flatMap(({ key, sound }) =>
    sound && keys.has(key) && !there.has(key) ? [names.get(sound.id) ?? sound.id] : [],
  );
  return [...kept, ...added];
}

function keyOf(value: JsonValue, library: readonly SoundEntry[]): string | undefined {
  return typeof value === 'string' ? findSound(library, value)?.key : undefined;
}
