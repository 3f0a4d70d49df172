import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { MenuPart } from './menu-part.ts';
import { MenuPopup } from './popup.tsx';

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
  return (
    <MenuPopup label={name} placement={placement} parts={[choicePart(name, choices, value, onChange)]}>
      <Button className="button" aria-label={`${name}: ${current?.label ?? ''}`}>
        {current?.label}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
    </MenuPopup>
  );
}

/** One of several, as what a menu shows. */
export function choicePart<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  value: T,
  onChange: (value: T) => void,
): MenuPart {
  return {
    kind: 'choices',
    label,
    mode: 'one',
    lines: choices,
    chosen: [value],
    onChoose: ([id]) => {
      const chosen = choices.find((choice) => choice.id === id);
      if (chosen) onChange(chosen.id);
    },
  };
}
