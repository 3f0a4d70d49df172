import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { activeSteps, type RecipeDoc, type RecipeStep } from './recipe-doc.ts';

/** An edit of f0 as the card lists it. */
export interface F0Entry {
  /** As the query has it. */
  readonly edit: JsonObject;
  /** Left out of the query, its values kept. */
  readonly bypassed: boolean;
}

/** All edits of a step, bypassed ones in their places. */
export function f0Entries({ params, idleEdits = [] }: RecipeStep): readonly F0Entry[] {
  const entries = editsIn(params['edits']).map((edit): F0Entry => ({ edit, bypassed: false }));
  for (const { place, edit } of idleEdits) entries.splice(place, 0, { edit, bypassed: true });
  return entries;
}

/** The step with these edits instead. */
export function withF0Entries(step: RecipeStep, entries: readonly F0Entry[]): RecipeStep {
  const { idleEdits: _, params, ...rest } = step;
  const { edits: __, ...others } = params;
  const edits = entries.filter(({ bypassed }) => !bypassed).map(({ edit }) => edit);
  const idleEdits = entries.flatMap(({ edit, bypassed }, place) => (bypassed ? [{ place, edit }] : []));
  return {
    ...rest,
    params: edits.length === 0 ? others : { ...others, edits },
    ...(idleEdits.length === 0 ? {} : { idleEdits }),
  };
}

/** The step whose f0 is that of the source: the first one that is not bypassed, where it is a `world`. */
export function f0StepOf(doc: RecipeDoc): RecipeStep | undefined {
  const [first] = activeSteps(doc);
  return first?.module === 'world' ? first : undefined;
}

/** The edits that a step's parameter holds. */
export function editsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Two shifts of one place as one; null where they undo each other; undefined where they are not such. */
export function mergeShifts(last: JsonObject, edit: JsonObject): JsonObject | null | undefined {
  const same = (['operation', 'family', 'from', 'to'] as const).every((key) => last[key] === edit[key]);
  const [a, b] = [last['value'], edit['value']];
  if (!same || edit['operation'] !== 'shift' || typeof a !== 'number' || typeof b !== 'number') return undefined;
  const sum = Math.min(Math.max(Math.round((a + b) * 100) / 100, -48), 48);
  return sum === 0 ? null : { ...edit, value: sum };
}
