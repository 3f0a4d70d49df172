import type { RunResult } from '../engine/engine.ts';
import { isList, type Query, type Step } from '../query/query.ts';

/**
 * The factor by which a result is lower than its recipe would have it without clipping control, in its own steps and in
 * those of a recipe that is its source. What was turned down before a step that sets the level anew, or adds a sound at a
 * level of its own, or among several sounds one after the other, is part of what the recipe makes and does not count; every
 * other module gives half as much for half as much.
 */
export function turnedDownBy({
  query,
  steps,
  sourceGains,
}: {
  readonly query: Query;
  readonly steps: readonly Pick<RunResult['steps'][number], 'gain'>[];
  readonly sourceGains: readonly number[];
}): number {
  const gains = [...sourceGains, ...steps.map(({ gain }) => gain)].reverse();
  let product = 1;
  for (const [index, step] of wayOf(query).reverse().entries()) {
    product *= gains[index] ?? 1;
    if (setsLevel(step.module, step.params['rms'])) break;
  }
  return product;
}

/** The steps from the source on, those of a recipe that is the source first. */
function wayOf({ file, stack }: Query): Step[] {
  return isList(file) || typeof file === 'string' ? [...stack] : [...wayOf(file), ...stack];
}

function setsLevel(module: string, rms: unknown): boolean {
  return module === 'mixin' || module === 'gibberish' || (module === 'level' && rms !== null && rms !== undefined);
}
