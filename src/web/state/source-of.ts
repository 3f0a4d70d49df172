import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import type { AppState, SoundEntry } from './app-state.ts';
import { inherited, type RecipeDoc } from './recipe-doc.ts';
import { findSound, withIds } from './sound-names.ts';

/** Where the sound comes from that the open recipe begins with. */
export type RecipeOrigin =
  /** A sound of the library, by its row. */
  | { readonly kind: 'sound'; readonly key: string }
  /** Made from other sounds: what the recipe is without its steps. */
  | { readonly kind: 'made'; readonly key: string; readonly query: string }
  | { readonly kind: 'missing'; readonly key: string; readonly name: string };

/** Whether a source is the render of a list or of a recipe, and no sound of the library. */
export function isMade({ key }: SoundEntry): boolean {
  return key.startsWith('made ');
}

/** Sounds that a source is made of and that are not here, by their places: `file[1].file`. */
export function missingSounds(
  library: readonly SoundEntry[],
  file: JsonValue,
  place = 'file',
): readonly { readonly place: string; readonly name: string }[] {
  if (typeof file === 'string') return findSound(library, file) ? [] : [{ place, name: file }];
  if (!Array.isArray(file)) {
    return isJsonObject(file) ? missingSounds(library, file['file'] ?? '', `${place}.file`) : [];
  }
  return (file as readonly JsonValue[]).flatMap((one, index) => missingSounds(library, one, `${place}[${index}]`));
}

/** Undefined while no sound is open. */
export function originOf({
  recipe: { present },
  library,
  selected,
}: Pick<AppState, 'recipe' | 'library' | 'selected'>): RecipeOrigin | undefined {
  const { file } = present;
  if (file === undefined) return selected === undefined ? undefined : { kind: 'sound', key: selected };
  if (typeof file === 'string') {
    const entry = findSound(library, file);
    return entry ? { kind: 'sound', key: entry.key } : { kind: 'missing', key: `missing ${file}`, name: file };
  }
  const missing = missingSounds(library, file).map(({ name }) => name);
  if (missing[0] !== undefined) {
    return { kind: 'missing', key: `missing ${JSON.stringify(missing)}`, name: missing[0] };
  }
  const inside = { ...present, around: [...(present.around ?? []), { ...present, at: { path: [] } }] };
  const { file: named } = withIds({ file, steps: [], settings: {} }, library);
  const query = JSON.stringify({ file: named ?? file, stack: [], ...inherited(inside) });
  return { kind: 'made', key: `made ${query}`, query };
}

/** The sound that is open in the library, whatever recipe is: the source of the whole recipe, where that has no other. */
export function openSound({ library, selected }: Pick<AppState, 'library' | 'selected'>): SoundEntry | undefined {
  return library.find(({ key, sound }) => key === selected && sound);
}

/** A recipe with the sound that is open: its source, where it names no other. */
export interface Sounding {
  readonly recipe: RecipeDoc;
  /** Content id. */
  readonly source: string | undefined;
}

export function soundingOf(state: Pick<AppState, 'recipe' | 'library' | 'selected'>): Sounding {
  return { recipe: state.recipe.present, source: openSound(state)?.sound?.id };
}
