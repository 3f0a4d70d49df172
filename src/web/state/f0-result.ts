import type { EditedF0 } from '../services/f0-client.ts';
import type { AppState } from './app-state.ts';
import { givenHz } from './f0-contour.ts';
import { f0StepOf } from './f0-entries.ts';
import { readStrict } from './read-quantity.ts';
import { activeSteps, heardPart } from './recipe-doc.ts';
import { keepsTime } from './time-map.ts';

/** How a line that is drawn on the result becomes a melody of the source, which is what the recipe has. */
export interface ResultLine {
  /** Before the change of f0. */
  readonly before: (hz: number) => number;
  /** Hz: the mean that the change of f0 restores, wherever the line goes. */
  readonly mean: number | undefined;
}

/** Undefined where an f0 of the result cannot be led back: other steps move it, or instants, or its change has a problem. */
export function resultLineOf(
  { recipe, listening }: Pick<AppState, 'recipe' | 'listening'>,
  edited: EditedF0,
): ResultLine | undefined {
  const doc = heardPart(recipe.present, listening);
  const step = f0StepOf(doc);
  const steps = activeSteps(doc);
  const worlds = steps.filter(({ module }) => module === 'world');
  // What is mixed in may make the sound longer, and is no change of its duration.
  const isMixed = steps.some(({ module }) => module === 'mixin');
  if (!step || worlds.length > 1 || isMixed || !keepsTime(doc)) return undefined;
  const text = step.params['f0'] ?? '';
  const change = typeof text === 'string' ? readStrict('f0', text) : undefined;
  if (change === undefined) return text === '' ? { before: givenHz, mean: undefined } : undefined;
  const { kind, value } = change;
  if (kind === 'offset' && change.unit === 'Hz') return { before: (hz) => givenHz(hz - value), mean: undefined };
  if (kind === 'offset') return { before: (hz) => givenHz(hz / 2 ** (value / 12)), mean: undefined };
  if (kind === 'ratio') return { before: (hz) => givenHz(hz / value), mean: undefined };
  const { mean } = edited;
  return mean === undefined ? undefined : { before: (hz) => givenHz((hz * mean) / value), mean: value };
}
