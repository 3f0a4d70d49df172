import type { StepReport } from '../engine/engine.ts';
import type { Query } from '../query/query.ts';

/**
 * The factor by which a result is lower than its recipe would have it without clipping control. What was turned down
 * before a step that sets the level anew, or adds a sound at a level of its own, is part of what the recipe makes and does
 * not count; every other module gives half as much for half as much.
 */
export function turnedDownBy({ stack }: Query, steps: readonly StepReport[]): number {
  let gain = 1;
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    gain *= steps[at]?.gain ?? 1;
    const step = stack[at];
    if (step === undefined || setsLevel(step.module, step.params['rms'])) return gain;
  }
  return gain;
}

function setsLevel(module: string, rms: unknown): boolean {
  return module === 'mixin' || module === 'gibberish' || (module === 'level' && rms !== null && rms !== undefined);
}
