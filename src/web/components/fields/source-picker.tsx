import { ChevronDown, X } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { strings } from '../../strings.ts';
import { IconButton } from '../icon-button.tsx';
import { type FieldMistake, ProblemText } from '../problem-text.tsx';

/** A sound that can be chosen. */
export interface SoundChoice {
  readonly id: string;
  readonly name: string;
}

interface PickProps {
  readonly name: string;
  readonly label: string;
  readonly sounds: readonly SoundChoice[];
  readonly onPick: (id: string) => void;
}

function Pick({ name, label, sounds, onPick }: PickProps) {
  return (
    <MenuTrigger>
      <Button className="button pick" aria-label={`${name}: ${label}`}>
        <span>{label}</span>
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu className="menu" aria-label={name} onAction={(key) => onPick(String(key))}>
          {sounds.map((sound) => (
            <MenuItem key={sound.id} id={sound.id} className="menu-item plain" textValue={sound.name}>
              {sound.name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

export interface SourcePickerProps {
  readonly name: string;
  /** What is chosen, for people; undefined for nothing. */
  readonly chosen: string | undefined;
  readonly sounds: readonly SoundChoice[];
  readonly problem: FieldMistake | undefined;
  readonly onChoose: (id: string) => void;
}

/** One sound of the library. */
export function SourcePicker({ name, chosen, sounds, problem, onChoose }: SourcePickerProps) {
  return (
    <div className="source-picker">
      <Pick name={name} label={chosen ?? strings.form.choose} sounds={sounds} onPick={onChoose} />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}

export interface SourceListProps {
  readonly name: string;
  /** What each is called, for people. */
  readonly chosen: readonly string[];
  readonly sounds: readonly SoundChoice[];
  readonly problem: FieldMistake | undefined;
  readonly onAdd: (id: string) => void;
  readonly onRemove: (index: number) => void;
}

/** Several sounds, in their order. */
export function SourceList({ name, chosen, sounds, problem, onAdd, onRemove }: SourceListProps) {
  return (
    <div className="source-picker">
      <ul className="source-list" aria-label={name}>
        {chosen.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sound may stand twice; its place is all it has
          <li key={index}>
            <span>{label}</span>
            <IconButton icon={X} label={strings.form.removeSound(label)} bare onPress={() => onRemove(index)} />
          </li>
        ))}
      </ul>
      <Pick name={name} label={strings.form.addSound} sounds={sounds} onPick={onAdd} />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}
