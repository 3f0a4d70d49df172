import '../../styles/step-picker.css';
import { type RefObject, useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, Popover, SearchField, useFilter } from 'react-aria-components';
import { citeInText } from '../../../core/modules/bibliography.ts';
import { MODULES } from '../../../core/modules/registry.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { type StepChoice, stepChoices } from '../../state/step-choices.ts';
import { strings } from '../../strings.ts';
import { pickerStrings } from '../../strings-picker.ts';

export interface StepPickerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  /** The step that the new one comes after; undefined is the end. */
  readonly behind: string | undefined;
  readonly onAdd: (module: string) => void;
  readonly onClose: () => void;
}

/** The list of what can be added: found by typing. */
export function StepPicker({ anchor, behind, onAdd, onClose }: StepPickerProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const { store } = useWorkbench();
  // As it stands when the list opens: nothing moves under the hand.
  const [choices] = useState(() => stepChoices(store.getState(), MODULES, behind));
  return (
    <Popover
      triggerRef={anchor}
      className="popover picker"
      aria-label={strings.step.picker}
      isOpen
      onOpenChange={(open) => (open ? undefined : onClose())}
      placement="bottom end"
      offset={4}
    >
      <Autocomplete filter={contains}>
        <SearchField className="picker-search" aria-label={strings.step.picker} autoFocus>
          <Input className="field" placeholder={strings.step.add} />
        </SearchField>
        <Menu className="menu" aria-label={strings.step.picker} onAction={(key) => onAdd(String(key))}>
          {choices.map((choice) => (
            <Choice key={choice.module} choice={choice} />
          ))}
        </Menu>
      </Autocomplete>
    </Popover>
  );
}

function Choice({ choice: { module, isRecent, tooMany } }: { readonly choice: StepChoice }) {
  const descriptor = MODULES.get(module);
  if (!descriptor) return null;
  const { name, label, help, references } = descriptor;
  const needs = pickerStrings.needs[name];
  const facts = [
    ...(needs === undefined ? [] : [pickerStrings.needsText(needs)]),
    ...references.slice(0, 1).map((key) => `${citeInText(key)}.`),
  ];
  return (
    <MenuItem id={name} className="menu-item step-item" textValue={`${name} ${label} ${help}`}>
      <span>
        {label}
        {isRecent ? <em className="quiet"> {pickerStrings.recent}</em> : null}
      </span>
      <code>{name}</code>
      <small>{help}</small>
      {facts.length === 0 || tooMany !== undefined ? null : <small className="step-needs">{facts.join(' ')}</small>}
      {tooMany === undefined ? null : <small className="step-unfit">{pickerStrings.notMono(tooMany)}</small>}
    </MenuItem>
  );
}
