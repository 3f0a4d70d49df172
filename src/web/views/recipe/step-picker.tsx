import type { RefObject } from 'react';
import { Autocomplete, Input, Menu, MenuItem, Popover, SearchField, useFilter } from 'react-aria-components';
import { MODULES } from '../../../core/modules/registry.ts';
import { strings } from '../../strings.ts';

export interface StepPickerProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onAdd: (module: string) => void;
  readonly onClose: () => void;
}

/** The list of what can be added: found by typing. */
export function StepPicker({ anchor, onAdd, onClose }: StepPickerProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
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
  );
}
