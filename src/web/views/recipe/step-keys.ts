import type { KeyboardEvent } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { focusFirstField, focusStep } from './focus-step.ts';
import { useRemoveStep } from './remove-step.ts';
import type { StepCardProps } from './step-card-props.ts';

/**
 * The keys of a card, while its head has the focus; Alt with arrows from anywhere in it, and Escape back to its head.
 * What a key means here it does not mean to the page.
 */
export function useStepKeys(props: StepCardProps, folded: boolean): (event: KeyboardEvent) => void {
  const { step } = props;
  const { recipe, store } = useWorkbench();
  const remove = useRemoveStep();
  const neighbour = (offset: number) => {
    const { steps } = store.getState().recipe.present;
    const next = steps[steps.findIndex(({ id }) => id === step.id) + offset];
    if (next) focusStep(next.id);
  };
  const move = (by: number) => {
    recipe.move(step.id, by);
    focusStep(step.id);
  };
  const toggle = (to: 'after' | 'only') => {
    const { listening } = store.getState();
    const isOn = listening.to === to && listening.step === step.id;
    if (!step.bypassed) recipe.listen(isOn ? { to: 'end' } : { to, step: step.id });
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
    delete: () => remove(step),
    f2: () => props.onNaming(step.id),
  };
  const letters: Readonly<Record<string, () => void>> = {
    b: () => recipe.setBypassed(step.id, !step.bypassed),
    h: () => toggle('after'),
    o: () => toggle('only'),
    n: () => props.onAddBehind(step.id),
    'shift+d': () => focusStep(recipe.duplicate(step.id)),
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
    if (isHead && Object.hasOwn(onHead, event.key.toLowerCase())) return onHead[event.key.toLowerCase()];
    if (inField || !store.getState().settings.singleKeys) return undefined;
    const letter = event.key.toLowerCase();
    const name = event.shiftKey ? `shift+${letter}` : letter;
    return target?.closest('.step-head') ? letters[name] : undefined;
  }
}
