import { ChevronRight, CircleSlash2, Ear, GripVertical } from 'lucide-react';
import { memo } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { Tip } from '../../components/tip.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { missingName } from '../../state/missing-sound.ts';
import type { RecipeStep, StepHead } from '../../state/recipe-doc.ts';
import { findSound } from '../../state/sound-names.ts';
import { stepGiven, stepNotes, stepState } from '../../state/step-state.ts';
import { stepSummary } from '../../state/step-summary.ts';
import { strings } from '../../strings.ts';
import { useKeyLabel } from '../use-keys.ts';
import { givenText } from './output-text.ts';
import { StepBody } from './step-body.tsx';
import type { StepCardProps } from './step-card-props.ts';
import { StepHelp } from './step-help.tsx';
import { useStepKeys } from './step-keys.ts';
import { StepMenu } from './step-menu.tsx';
import { StepName } from './step-name.tsx';
import { StepProblems } from './step-problems.tsx';
import { StepStateMark } from './step-state-mark.tsx';

/** One step: its head with what it is, its state and what can be done to it; unfolded, its values. */
export const StepCard = memo(function StepCard(props: StepCardProps) {
  const { step, index, drag } = props;
  const { recipe } = useWorkbench();
  const folded = useApp((state) => state.folded[step.id] ?? false);
  const title = step.name ?? step.module;
  const onKeyDown = useStepKeys(props, folded);
  const isPlaced = drag.step === step.id;
  return (
    <li className={isPlaced ? 'step dragging' : 'step'} data-step={step.id}>
      <section
        className={step.bypassed ? 'card step-card bypassed' : 'card step-card'}
        aria-label={strings.step.card(index + 1, title)}
        onKeyDown={onKeyDown}
      >
        <header className="card-head step-head" data-scope="step">
          <StepHandle {...props} title={title} />
          <h3>
            {props.naming ? (
              <StepName step={step} onDone={() => props.onNaming(undefined)} />
            ) : (
              <button
                type="button"
                className="step-fold"
                aria-expanded={!folded}
                onClick={() => recipe.setFolded(step.id, !folded)}
                data-step-head={step.id}
              >
                <ChevronRight aria-hidden className={folded ? 'fold' : 'fold open'} />
                <span className="step-title">{title}</span>
                {step.name === undefined ? null : <span className="second">{step.module}</span>}
              </button>
            )}
          </h3>
          <StepActions
            id={step.id}
            module={step.module}
            name={step.name}
            bypassed={step.bypassed}
            first={index === 0}
            last={index === props.count - 1}
            onNaming={props.onNaming}
            onAddBehind={props.onAddBehind}
          />
        </header>
        <StepLine step={step} />
        <StepProblems step={step.id} />
        {folded ? null : <StepBody step={step} />}
      </section>
    </li>
  );
});

function StepHandle({ step, index, count, drag, title }: StepCardProps & { readonly title: string }) {
  return (
    <button
      type="button"
      className="grip step-handle"
      aria-label={strings.step.handle(title, index + 1, count)}
      title={strings.step.handleHelp}
      aria-pressed={drag.step === step.id}
      {...drag.handle(step.id, index)}
    >
      <GripVertical aria-hidden />
    </button>
  );
}

interface StepActionsProps extends Pick<StepCardProps, 'onNaming' | 'onAddBehind'>, Omit<StepHead, 'name'> {
  readonly name: string | undefined;
  readonly first: boolean;
  readonly last: boolean;
}

/** Of the head alone, so that a value under a hand leaves them as they are. */
const StepActions = memo(function StepActions(props: StepActionsProps) {
  const { id, module, name, bypassed, first, last, onNaming, onAddBehind } = props;
  const { recipe } = useWorkbench();
  const listening = useApp((state) => state.listening);
  const isHeard = listening.to === 'after' && listening.step === id;
  return (
    <>
      <StepHelp module={module} />
      <Tip label={strings.step.listen} keys={useKeyLabel('step.listen')}>
        <ToggleButton
          className="button icon bare"
          aria-label={strings.step.listen}
          isSelected={isHeard}
          isDisabled={bypassed}
          onChange={(on) => recipe.listen(on ? { to: 'after', step: id } : { to: 'end' })}
        >
          <Ear aria-hidden />
        </ToggleButton>
      </Tip>
      <Tip label={strings.step.bypass} keys={useKeyLabel('step.bypass')}>
        <ToggleButton
          className="button icon bare"
          aria-label={strings.step.bypass}
          isSelected={bypassed}
          onChange={(on) => recipe.setBypassed(id, on)}
        >
          <CircleSlash2 aria-hidden />
        </ToggleButton>
      </Tip>
      <StepMenu
        step={{ id, module, bypassed, ...(name === undefined ? {} : { name }) }}
        first={first}
        last={last}
        onNaming={() => onNaming(id)}
        onAddBehind={() => onAddBehind(id)}
      />
    </>
  );
});

/** What the step does in a line, what it told, and its state. */
function StepLine({ step }: { readonly step: RecipeStep }) {
  const state = useApp(useShallow((app) => stepState(app, step)));
  const notes = useApp((app) => stepNotes(app, step.id));
  const library = useApp((app) => app.library);
  const nameOf = (sound: string) => findSound(library, sound)?.name ?? missingName(sound);
  const text = step.bypassed ? strings.step.bypassedNote : stepSummary(step, nameOf);
  return (
    <div className="step-line">
      <span className="step-summary">{text || strings.step.unchanged}</span>
      <StepStateMark state={state} />
      {step.bypassed ? null : <StepGives id={step.id} />}
      {notes.length > 0 && !step.bypassed ? <span className="step-notes">{notes.join(' \u00b7 ')}</span> : null}
    </div>
  );
}

/** The sound that the step gave last; it stays, as what it gave, while the next one is on its way, so that no card jumps. */
function StepGives({ id }: { readonly id: string }) {
  const text = useApp((app) => {
    const given = stepGiven(app, id);
    return given && strings.step[given.isOld ? 'gave' : 'gives'](givenText(given));
  });
  return text === undefined ? null : <span className="step-gives">{text}</span>;
}
