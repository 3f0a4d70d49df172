import { placesOf } from '../../state/nested.ts';
import type { Workbench } from '../../state/workbench.ts';
import { focusNested } from './focus-step.ts';
import { placeName } from './use-nested.ts';

/** Opens a recipe around the open one; the card of the one that was left has the focus. @param levels how far up */
export function goUp({ recipe, store }: Workbench, levels: number): void {
  const places = placesOf(store.getState().recipe.present);
  const left = places[places.length - Math.min(levels, places.length)];
  recipe.up(levels);
  if (left === undefined) return;
  if (left.step !== undefined) recipe.setFolded(left.step, false);
  focusNested(placeName(left));
}
