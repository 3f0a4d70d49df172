import { useCallback } from 'react';
import { useApp, useShell, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { StepCard } from './step-card.tsx';
import { useStepDrag } from './step-drag.ts';

/** The steps in their order, from the source to the result. */
export function StepList() {
  const { shell } = useWorkbench();
  const steps = useApp((state) => state.recipe.present.steps);
  const naming = useShell((state) => state.naming);
  const drag = useStepDrag();
  const onNaming = useCallback((step: string | undefined) => shell.set({ naming: step }), [shell]);
  const onAddBehind = useCallback((behind: string) => shell.set({ adding: { behind } }), [shell]);
  if (steps.length === 0) {
    return (
      <p className="card-note">
        {strings.step.empty}{' '}
        <button type="button" className="link" onClick={() => shell.set({ adding: { behind: undefined } })}>
          {strings.step.addFirst}
        </button>
      </p>
    );
  }
  return (
    <ol className="steps" aria-label={strings.step.list}>
      {steps.map((step, index) => (
        <StepCard
          key={step.id}
          step={step}
          index={index}
          count={steps.length}
          drag={drag}
          naming={naming === step.id}
          onNaming={onNaming}
          onAddBehind={onAddBehind}
        />
      ))}
    </ol>
  );
}

/** Says that not the whole recipe is heard, and the way back. */
export function ListeningBar() {
  const { recipe } = useWorkbench();
  const steps = useApp((state) => state.recipe.present.steps);
  const listening = useApp((state) => state.listening);
  if (listening.to === 'end') return null;
  const index = steps.findIndex(({ id }) => id === listening.step) + 1;
  const text = listening.to === 'only' ? strings.step.listeningOnly : strings.step.listeningAfter;
  return (
    <p className="listening" role="status">
      <span>{text(index, steps.length)}</span>
      <button type="button" className="link" onClick={() => recipe.listen({ to: 'end' })}>
        {strings.step.toEnd}
      </button>
    </p>
  );
}
