import type { StepHead } from '../../state/recipe-doc.ts';
import type { Workbench } from '../../state/workbench.ts';
import { strings } from '../../strings.ts';
import { focusStep } from './focus-step.ts';

/** Takes a step away at once; the way back is in a notice. The next card gets the focus. */
export function removeStep({ recipe, store, settings }: Workbench, step: StepHead): void {
  const { steps } = store.getState().recipe.present;
  const index = steps.findIndex(({ id }) => id === step.id);
  const next = steps[index + 1] ?? steps[index - 1];
  recipe.remove(step.id);
  const text = strings.step.removed(step.name ?? step.module);
  settings.notify({ text, tone: 'info', action: { label: strings.undo, run: recipe.undo } });
  if (next) focusStep(next.id);
  else requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-add-step]')?.focus());
}
