import { ByteReader, ByteWriter } from '../base/bytes.ts';
import type { CodecWarning, SoundRecipe } from './codec.ts';
import { decodeRecipe } from './recipe.ts';

/** Before the recipe, in a comment. */
const RECIPE_FIELD = 'SONDE_RECIPE=';

/**
 * The recipe among the comments of a FLAC, Vorbis or Opus file, as far as they are whole: comments never hide a sound.
 * @param where in the file they stand, for the warning
 */
export function findRecipeComment(
  body: Uint8Array,
  where: string,
): { readonly recipe: SoundRecipe | undefined; readonly warnings: readonly CodecWarning[] } {
  for (const comment of walkComments(body)) {
    const name = String.fromCharCode(...comment.subarray(0, RECIPE_FIELD.length));
    if (name.toUpperCase() !== RECIPE_FIELD) continue;
    const recipe = decodeRecipe(comment.subarray(RECIPE_FIELD.length));
    if (recipe !== undefined) return { recipe, warnings: [] };
    const message = `The recipe inside the file (${RECIPE_FIELD} in the comments ${where}) cannot be read.`;
    return { recipe, warnings: [{ code: 'recipe-unreadable', message }] };
  }
  return { recipe: undefined, warnings: [] };
}

/** The text of the program that wrote comments, which our own keep. Latin-1. */
export function readVendor(body: Uint8Array): string {
  const reader = new ByteReader(body);
  return reader.text(4, reader.u32(0));
}

/**
 * Comments with a recipe or with none.
 * @param vendor Latin-1
 */
export function layOutComments(vendor: string, recipe: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const length = RECIPE_FIELD.length + (recipe?.length ?? 0);
  const writer = new ByteWriter(8 + vendor.length + (recipe === undefined ? 0 : 4 + length));
  writer
    .u32(vendor.length)
    .text(vendor)
    .u32(recipe === undefined ? 0 : 1);
  if (recipe !== undefined) writer.u32(length).text(RECIPE_FIELD).raw(recipe);
  return writer.finish();
}

function* walkComments(body: Uint8Array): Generator<Uint8Array, void, void> {
  const reader = new ByteReader(body);
  const lengthAt = (offset: number): number => (offset + 4 <= body.length ? reader.u32(offset) : body.length);
  // The vendor's name, then the number of comments, then the comments.
  for (let offset = 4 + lengthAt(0) + 4; offset + 4 <= body.length; ) {
    const start = offset + 4;
    const end = start + lengthAt(offset);
    if (end > body.length) return;
    yield body.subarray(start, end);
    offset = end;
  }
}
