import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { HeldKeys, NotOpened } from '../../components/held-keys.tsx';
import { later } from '../../components/later.tsx';
import { Tip } from '../../components/tip.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import type { Adding } from '../../state/shell.ts';
import { strings } from '../../strings.ts';
import { useKeyLabel } from '../use-keys.ts';
import { focusFirstField } from './focus-step.ts';

const StepPicker = later(async () => (await import('./step-picker.tsx')).StepPicker, HeldKeys, NotOpened);

export interface AddStepProps {
  /** Where the step goes, while one is being added: another object each time that this is asked for. */
  readonly adding: Adding | undefined;
  readonly onOpen: (open: boolean) => void;
}

/** The button that adds a step, and the list of what can be added: found by typing. */
export function AddStep({ adding, onOpen }: AddStepProps) {
  const { recipe, settings } = useWorkbench();
  const button = useRef<HTMLButtonElement>(null);
  // Where it could not be fetched, it is when it is asked for again: by the button, a key or a card.
  const [asked, setAsked] = useState({ adding, times: 0 });
  if (adding !== asked.adding) setAsked({ adding, times: asked.times + 1 });
  const add = (module: string) => {
    onOpen(false);
    const id = recipe.add(module, adding?.behind);
    settings.say(strings.step.added(module));
    // After the list has given the focus back.
    setTimeout(() => focusFirstField(id));
  };
  return (
    <>
      <Tip label={strings.step.add} keys={useKeyLabel('recipe.add')}>
        <Button ref={button} className="button" onPress={() => onOpen(true)} data-add-step>
          <Plus aria-hidden />
          {strings.step.add}
        </Button>
      </Tip>
      {adding ? (
        <StepPicker
          key={asked.times}
          anchor={button}
          behind={adding.behind}
          onAdd={add}
          onClose={() => onOpen(false)}
        />
      ) : null}
    </>
  );
}
