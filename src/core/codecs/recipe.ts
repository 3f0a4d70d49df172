import { canonicalJson } from '../base/canonical-json.ts';
import type { SoundRecipe } from './codec.ts';

/** Name of the chunk that holds a recipe; its layout is in `README.md`. */
export const RECIPE_CHUNK = 'sonD';

/** Longer ones are not read: no recipe comes near it. */
const MAX_RECIPE_BYTES = 1 << 22;

/** The chunk's body: canonical JSON in UTF-8. */
export function encodeRecipe(recipe: SoundRecipe): Uint8Array<ArrayBuffer> {
  const { query, signature, engine } = recipe;
  return new TextEncoder().encode(canonicalJson({ query, signature, engine }));
}

/** @returns the recipe, or undefined for a body that is none: a foreign chunk never hides a sound */
export function decodeRecipe(body: Uint8Array): SoundRecipe | undefined {
  if (body.length > MAX_RECIPE_BYTES) return undefined;
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) return undefined;
  const { query, signature, engine } = value as Readonly<Record<string, unknown>>;
  if (query === undefined || typeof signature !== 'string' || typeof engine !== 'string') return undefined;
  return { query, signature, engine };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
