import { MODULES } from '../../core/modules/registry.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { Field } from '../forms/field-spec.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { readFields } from '../forms/read-fields.ts';
import type { Unit } from './set-terms.ts';

/** A field of a recipe that a factor can vary. */
export interface RecipePath {
  /** `stack[0].f0` */
  readonly path: string;
  /** `world: f0` */
  readonly label: string;
  readonly isSound: boolean;
  /** How numbers are written there. */
  readonly unit: Unit;
}

/** Every field of a recipe by its path, those that the recipe leaves out among them; its sub-recipes go one by one. */
export function recipePaths(request: JsonObject, prefix = '', place = ''): readonly RecipePath[] {
  const { file, stack } = request;
  const own: RecipePath[] = [];
  if (isJsonObject(file)) own.push(...recipePaths(file, `${prefix}file.`, `${place}file, `));
  else own.push({ path: `${prefix}file`, label: `${place}file`, isSound: true, unit: 'number' });
  const steps = Array.isArray(stack) ? (stack as readonly JsonValue[]) : [];
  return [...own, ...steps.flatMap((step, index) => stepPaths(step, `${prefix}stack[${index}]`, place))];
}

function stepPaths(step: JsonValue, path: string, place: string): readonly RecipePath[] {
  if (!isJsonObject(step)) return [];
  const module = MODULES.get(String(step['module']));
  if (module === undefined) return [];
  return readFields(module).flatMap((field) => fieldPaths(field, step, path, `${place}${module.name}: `));
}

function fieldPaths(field: Field, inside: JsonObject, path: string, place: string): readonly RecipePath[] {
  const { key, spec } = field;
  const at = `${path}.${key}`;
  const given = inside[key];
  // A path leads into what is there only.
  if (spec.kind === 'source' && isJsonObject(given)) return recipePaths(given, `${at}.`, `${place}${key}, `);
  if (spec.kind === 'object' && isJsonObject(given)) {
    return spec.fields.flatMap((inner) => fieldPaths(inner, given, at, `${place}${key}.`));
  }
  const unit = spec.kind === 'quantity' ? (key === 'duration' ? '*' : 'st') : 'number';
  return [{ path: at, label: `${place}${key}`, isSound: spec.kind === 'source', unit }];
}
