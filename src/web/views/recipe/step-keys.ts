import type { KeyboardEvent } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { focusFirstField, focusStep } from './focus-step.ts';
import type { StepCardProps } from './step-card-props.ts';

/**
 * The arrows of a card, while its head has the focus; Alt with arrows from anywhere in it, and Escape back to its head.
 * Its other keys are commands (`commands/step-commands.ts`).
 */
export function useStepKeys({ step }: StepCardProps, folded: boolean): (event: KeyboardEvent) => void {
  const { recipe, store } = useWorkbench();
  const neighbour = (offset: number) => {
    const { steps } = store.getState().recipe.present;
    const next = steps[steps.findIndex(({ id }) => id === step.id) + offset];
    if (next) focusStep(next.id);
  };
  const move = (by: number) => {
    recipe.move(step.id, by);
    focusStep(step.id);
  };
  const onHead: Readonly<Record<string, () => void>> = {
    arrowup: () => neighbour(-1),
    arrowdown: () => neighbour(1),
    arrowleft: () => recipe.setFolded(step.id, true),
    arrowright: () => recipe.setFolded(step.id, false),
    enter: () => {
      recipe.setFolded(step.id, false);
      focusFirstField(step.id);
    },
  };
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const run = keyAction(event);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  function keyAction(event: KeyboardEvent): (() => void) | undefined {
    const target = event.target instanceof Element ? event.target : undefined;
    const inField = target?.matches('input, textarea, select') ?? false;
    if (event.altKey && (!inField || target?.matches('[type="range"]'))) {
      if (event.key === 'ArrowUp') return () => move(-1);
      return event.key === 'ArrowDown' ? () => move(1) : undefined;
    }
    if (event.altKey) return undefined;
    const isHead = target?.matches('[data-step-head]') ?? false;
    if (event.key === 'Escape' && !isHead && !folded) return () => focusStep(step.id);
    const key = event.key.toLowerCase();
    return isHead && Object.hasOwn(onHead, key) ? onHead[key] : undefined;
  }
}
