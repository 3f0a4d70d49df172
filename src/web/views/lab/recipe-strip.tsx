import { PanelRightOpen } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { IconButton } from '../../components/icon-button.tsx';
import { Tip } from '../../components/tip.tsx';
import { useApp } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { stepState } from '../../state/step-state.ts';
import { strings } from '../../strings.ts';
import { panelStrings } from '../../strings-panels.ts';
import { focusStep } from '../recipe/focus-step.ts';
import { StepStateMark } from '../recipe/step-state-mark.tsx';
import { useKeyLabel } from '../use-keys.ts';

/** The folded recipe: what its steps are and how they stand; each opens the recipe at its card. */
export function RecipeStrip({ onOpen }: { readonly onOpen: () => void }) {
  const steps = useApp((state) => state.recipe.present.steps);
  return (
    <aside className="strip" id="recipe" tabIndex={-1} aria-label={strings.regions.recipe}>
      <IconButton
        icon={PanelRightOpen}
        label={panelStrings.recipe}
        keys={useKeyLabel('panel.recipe')}
        bare
        expanded={false}
        onPress={onOpen}
      />
      <ol className="strip-steps" aria-label={panelStrings.steps}>
        {steps.map((step, index) => (
          <li key={step.id}>
            <StripStep
              step={step}
              place={index + 1}
              onPress={() => {
                onOpen();
                focusStep(step.id);
              }}
            />
          </li>
        ))}
      </ol>
    </aside>
  );
}

interface StripStepProps {
  readonly step: RecipeStep;
  readonly place: number;
  readonly onPress: () => void;
}

function StripStep({ step, place, onPress }: StripStepProps) {
  const state = useApp(useShallow((app) => stepState(app, step)));
  const words = strings.step.states;
  const word = state.word === 'working' ? words.working(state.percent) : words[state.word];
  const name = step.name ?? step.module;
  const label = panelStrings.step(place, name, word);
  return (
    <Tip label={label}>
      <Button className={step.bypassed ? 'strip-step bypassed' : 'strip-step'} aria-label={label} onPress={onPress}>
        <StepStateMark state={state} />
        <span className="strip-name">{name}</span>
      </Button>
    </Tip>
  );
}
