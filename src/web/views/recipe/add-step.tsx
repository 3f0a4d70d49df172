import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Autocomplete, Button, Input, Menu, MenuItem, Popover, SearchField, useFilter } from 'react-aria-components';
import { MODULES } from '../../../core/modules/registry.ts';
import { Tip } from '../../components/tip.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { useKeyLabel } from '../use-keys.ts';
import { focusFirstField } from './focus-step.ts';

export interface AddStepProps {
  /** Where the step goes; undefined is the end. */
  readonly behind: string | undefined;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The button that adds a step, and the list of what can be added: found by typing. */
export function AddStep({ behind, open, onOpen }: AddStepProps) {
  const { recipe, settings } = useWorkbench();
  const { contains } = useFilter({ sensitivity: 'base' });
  const button = useRef<HTMLButtonElement>(null);
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
        <Button ref={button} className="button" onPress={() => onOpen(true)} data-add-step>
          <Plus aria-hidden />
          {strings.step.add}
        </Button>
      </Tip>
      <Popover
        triggerRef={button}
        className="popover picker"
        aria-label={strings.step.picker}
        isOpen={open}
        onOpenChange={onOpen}
        placement="bottom end"
        offset={4}
      >
        <Autocomplete filter={contains}>
          <SearchField className="picker-search" aria-label={strings.step.picker} autoFocus>
            <Input className="field" placeholder={strings.step.add} />
          </SearchField>
          <Menu className="menu" aria-label={strings.step.picker} onAction={(key) => add(String(key))}>
            {[...MODULES.values()].map(({ name, label, help }) => (
              <MenuItem key={name} id={name} className="menu-item step-item" textValue={`${name} ${label} ${help}`}>
                <span>{label}</span>
                <code>{name}</code>
                <small>{help}</small>
              </MenuItem>
            ))}
          </Menu>
        </Autocomplete>
      </Popover>
    </>
  );
}
