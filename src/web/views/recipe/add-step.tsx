import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { HeldKeys, NotOpened } from '../../components/held-keys.tsx';
import { later } from '../../components/later.tsx';
import { Tip } from '../../components/tip.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { useKeyLabel } from '../use-keys.ts';
import { focusFirstField } from './focus-step.ts';

const StepPicker = later(async () => (await import('./step-picker.tsx')).StepPicker, HeldKeys, NotOpened);

export interface AddStepProps {
  /** Where the step goes; undefined is the end. */
  readonly behind: string | undefined;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The button that adds a step, and the list of what can be added: found by typing. */
export function AddStep({ behind, open, onOpen }: AddStepProps) {
  const { recipe, settings } = useWorkbench();
  const button = useRef<HTMLButtonElement>(null);
  // Where it could not be fetched, it is when the button is pressed again.
  const [tries, setTries] = useState(0);
  const press = () => {
    setTries(tries + 1);
    onOpen(true);
  };
  const add = (module: string) => {
    onOpen(false);
    const id = recipe.add(module, behind);
    settings.say(strings.step.added(module));
    // After the list has given the focus back.
    setTimeout(() => focusFirstField(id));
  };
  return (
    <>
      <Tip label={strings.step.add} keys={useKeyLabel('recipe.add')}>
        <Button ref={button} className="button" onPress={press} data-add-step>
          <Plus aria-hidden />
          {strings.step.add}
        </Button>
      </Tip>
      {open ? <StepPicker key={tries} anchor={button} onAdd={add} onClose={() => onOpen(false)} /> : null}
    </>
  );
}
