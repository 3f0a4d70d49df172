import type { JsonValue } from '../../core/query/query.ts';
import { DURATION_FORMS, F0_FORMS, VTL_FORMS } from '../../core/units/change-forms.ts';
import { printQuantity, type QuantityForms, readQuantityObject } from '../../core/units/quantity.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { activeSteps, type RecipeDoc } from './recipe-doc.ts';

/** The three changes of the `world` step, as the strict texts that stand in the query; empty is unchanged. */
export interface WorldTexts {
  readonly f0: string;
  readonly vtl: string;
  readonly duration: string;
}

export type WorldParam = keyof WorldTexts;

/** What each of them takes. */
export const FORMS: Readonly<Record<WorldParam, QuantityForms>> = {
  f0: F0_FORMS,
  vtl: VTL_FORMS,
  duration: DURATION_FORMS,
};

export const WORLD_PARAMS: readonly WorldParam[] = ['f0', 'vtl', 'duration'];

export function isNeutral(texts: WorldTexts): boolean {
  return WORLD_PARAMS.every((param) => texts[param] === '');
}

export function sameTexts(a: WorldTexts, b: WorldTexts): boolean {
  return WORLD_PARAMS.every((param) => a[param] === b[param]);
}

/** The changes of a step, however a request wrote them. */
export function worldTexts(params: JsonObject): WorldTexts {
  return {
    f0: quantityText('f0', params['f0']),
    vtl: quantityText('vtl', params['vtl']),
    duration: quantityText('duration', params['duration']),
  };
}

/** The changes of all the `world` steps that are heard. */
export function worldChanges(doc: RecipeDoc): readonly WorldTexts[] {
  return activeSteps(doc)
    .filter(({ module }) => module === 'world')
    .map(({ params }) => worldTexts(params));
}

function quantityText(param: WorldParam, value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return '';
  const read = readQuantityObject(value, FORMS[param]);
  return read.ok ? printQuantity(read.value) : '';
}
