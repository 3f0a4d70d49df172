import type { AppState } from './app-state.ts';
import { heardPart, meaningOf } from './recipe-doc.ts';

type Shown = Pick<AppState, 'render' | 'recipe' | 'listening'>;

/** Whether the result is that of the recipe as it stands, as far as it is listened to. */
export function isCurrent({ render, recipe, listening }: Shown): boolean {
  if (render.result === undefined) return true;
  return meaningOf(render.result.recipe) === meaningOf(heardPart(recipe.present, listening));
}

/**
 * Whether there is a result of the recipe, or will be in a moment: while a hand moves, one follows the other, and what can
 * be done with it must not come and go with each.
 */
export function hasResult(state: Shown): boolean {
  const { result, working, late } = state.render;
  return result !== undefined && (isCurrent(state) || (working && !late));
}
