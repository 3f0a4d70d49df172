import { MODULES } from '../../core/modules/registry.ts';
import type { Field } from '../forms/field-spec.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { readFields } from '../forms/read-fields.ts';
import type { RecipeStep } from './recipe-doc.ts';

/** How a seed of its own is called. */
export function isSeed({ key }: Pick<Field, 'key'>): boolean {
  return key === 'seed' || key === 'random_seed';
}

/** Six digits, so that people can read it to each other. */
export function newSeed(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn % 1_000_000;
}

/** Seeds that are given and not locked. */
export function openSeeds({ module, params, locked = [] }: RecipeStep): readonly (readonly string[])[] {
  const descriptor = MODULES.get(module);
  return descriptor
    ? seedsIn(readFields(descriptor), params, []).filter((path) => !locked.includes(path.join('.')))
    : [];
}

function seedsIn(fields: readonly Field[], inside: JsonObject, path: readonly string[]): (readonly string[])[] {
  return fields.flatMap((field) => {
    const given = inside[field.key];
    const at = [...path, field.key];
    if (isSeed(field)) return given === undefined || given === null || Array.isArray(given) ? [] : [at];
    return field.spec.kind === 'object' && isJsonObject(given) ? seedsIn(field.spec.fields, given, at) : [];
  });
}
