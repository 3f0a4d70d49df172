import { Check, ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, type Selection } from 'react-aria-components';

export interface Choice<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly detail?: string;
}

export interface ChoiceMenuProps<T extends string> {
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly placement?: 'bottom start' | 'bottom end';
}

/** A button that shows the choice and opens the others. */
export function ChoiceMenu<T extends string>({
  name,
  choices,
  value,
  onChange,
  placement = 'bottom end',
}: ChoiceMenuProps<T>) {
  const current = choices.find((choice) => choice.id === value);
  const choose = (selection: Selection) => {
    const chosen = choices.find((choice) => selection !== 'all' && selection.has(choice.id));
    if (chosen) onChange(chosen.id);
  };
  return (
    <MenuTrigger>
      <Button className="button" aria-label={`${name}: ${current?.label ?? ''}`}>
        {current?.label}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement={placement}>
        <ChoiceList name={name} choices={choices} value={value} onSelectionChange={choose} />
      </Popover>
    </MenuTrigger>
  );
}

interface ChoiceListProps<T extends string> {
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onSelectionChange: (selection: Selection) => void;
}

export function ChoiceList<T extends string>({ name, choices, value, onSelectionChange }: ChoiceListProps<T>) {
  return (
    <Menu
      className="menu"
      aria-label={name}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={onSelectionChange}
    >
      {choices.map((choice) => (
        <MenuItem key={choice.id} id={choice.id} className="menu-item" textValue={choice.label}>
          {({ isSelected }) => (
            <>
              {isSelected ? <Check aria-hidden /> : <span />}
              <span>{choice.label}</span>
              {choice.detail === undefined ? null : <small>{choice.detail}</small>}
            </>
          )}
        </MenuItem>
      ))}
    </Menu>
  );
}
