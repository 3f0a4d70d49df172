import '../../styles/nested.css';
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, CornerDownRight, X } from 'lucide-react';
import { useRef } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { strings } from '../../strings.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { IconButton } from '../icon-button.tsx';
import { type FieldMistake, ProblemText } from '../problem-text.tsx';

/** A sound that can be chosen. */
export interface SoundChoice {
  readonly id: string;
  readonly name: string;
  /** What a query may call it. */
  readonly fileName?: string;
  /** It is named where it stands, and not offered. */
  readonly isBinned?: boolean;
}

/** What stands where a sound does. */
export type SoundValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'sound'; readonly name: string }
  /** @param summary what it begins with and what is done to that; `canOpen`: whether it has cards */
  | { readonly kind: 'recipe'; readonly summary: string; readonly canOpen: boolean };

/** What can be done to one place besides choosing a sound; what is missing is not offered there. */
export interface SoundActions {
  /** Where it stands, so that the focus comes back to it. */
  readonly place: string;
  readonly open: () => void;
  readonly nest: () => void;
  readonly unnest: () => void;
  /** Why no recipe can be nested here; undefined where one can. */
  readonly refused: string | undefined;
}

interface Extra {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
  /** Why it cannot be done. */
  readonly refused?: string | undefined;
}

interface PickProps {
  readonly name: string;
  readonly label: string;
  readonly sounds: readonly SoundChoice[];
  readonly extras?: readonly Extra[];
  readonly onPick: (id: string) => void;
}

function Pick({ name, label, sounds, extras = [], onPick }: PickProps) {
  const act = (key: string) => {
    const extra = extras.find(({ id }) => id === key);
    if (extra) extra.run();
    else onPick(key);
  };
  return (
    <MenuTrigger>
      <Button className="button pick" aria-label={`${name}: ${label}`}>
        <span>{label}</span>
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label={name}
          disabledKeys={extras.filter(({ refused }) => refused !== undefined).map(({ id }) => id)}
          onAction={(key) => act(String(key))}
        >
          {sounds.flatMap((sound) =>
            sound.isBinned ? (
              []
            ) : (
              <MenuItem key={sound.id} id={sound.id} className="menu-item plain" textValue={sound.name}>
                {sound.name}
              </MenuItem>
            ),
          )}
          {extras.length === 0 ? null : <Separator className="menu-line" />}
          {extras.map(({ id, label, refused }) => (
            <MenuItem key={id} id={id} className="menu-item plain" textValue={label}>
              <span>{label}</span>
              {refused === undefined ? null : <small>{refused}</small>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

export interface SourcePickerProps {
  readonly name: string;
  readonly value: SoundValue;
  readonly actions: SoundActions;
  readonly sounds: readonly SoundChoice[];
  readonly problem: FieldMistake | undefined;
  readonly onChoose: (id: string) => void;
  /** What else can be done here. */
  readonly extras?: readonly Extra[];
}

/** One sound of the library, or a recipe in its place. */
export function SourcePicker({ name, value, actions, sounds, problem, onChoose, extras = [] }: SourcePickerProps) {
  const isRecipe = value.kind === 'recipe';
  const all: Extra[] = [
    ...(value.kind === 'sound'
      ? [{ id: ' nest', label: nestedStrings.change, run: actions.nest, refused: actions.refused }]
      : []),
    ...(isRecipe ? [{ id: ' unnest', label: nestedStrings.plain, run: actions.unnest }] : []),
    ...extras,
  ];
  const label = value.kind === 'sound' ? value.name : isRecipe ? nestedStrings.replace : strings.form.choose;
  return (
    <div className={isRecipe ? 'source-picker nested-field' : 'source-picker'}>
      {isRecipe ? <NestedCard name={name} {...value} actions={actions} /> : null}
      <Pick name={name} label={label} sounds={sounds} extras={all} onPick={onChoose} />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}

interface NestedCardProps {
  readonly name: string;
  readonly summary: string;
  readonly canOpen: boolean;
  readonly actions: SoundActions;
}

/** A recipe that stands where a sound does: Enter or a click opens it. */
function NestedCard({ name, summary, canOpen, actions }: NestedCardProps) {
  return (
    <Button
      className="nested-card"
      aria-label={nestedStrings.open(name, summary)}
      isDisabled={!canOpen}
      onPress={actions.open}
      data-nested={actions.place}
    >
      <CornerDownRight aria-hidden />
      <span>
        <b>{nestedStrings.title}</b>
        <small>{canOpen ? summary : nestedStrings.asText}</small>
      </span>
      <ChevronRight aria-hidden className="chevron" />
    </Button>
  );
}

export interface SourceListProps {
  readonly name: string;
  readonly values: readonly SoundValue[];
  /** Of the sound at a place of the list. */
  readonly actionsAt: (index: number) => SoundActions;
  readonly sounds: readonly SoundChoice[];
  readonly problem: FieldMistake | undefined;
  readonly onAdd: (id: string) => void;
  readonly onRemove: (index: number) => void;
  /** @param by -1 is one earlier */
  readonly onMove: (index: number, by: number) => void;
}

/** Several sounds, in their order. */
export function SourceList(props: SourceListProps) {
  const { name, values, sounds, problem, onAdd } = props;
  const whole = useRef<HTMLDivElement>(null);
  const onRemove = (index: number) => {
    props.onRemove(index);
    // The last row takes the focus with it; of any other the next one has moved there.
    if (index < values.length - 1) return;
    requestAnimationFrame(() => whole.current?.querySelector<HTMLElement>('.pick')?.focus());
  };
  return (
    <div className="source-picker" ref={whole}>
      <ol className="source-list" aria-label={name}>
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sound may stand twice; its place is all it has
          <SourceRow key={index} {...props} onRemove={onRemove} value={value} index={index} />
        ))}
      </ol>
      <Pick name={name} label={strings.form.addSound} sounds={sounds} onPick={onAdd} />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}

interface SourceRowProps extends SourceListProps {
  readonly value: SoundValue;
  readonly index: number;
}

function SourceRow({ value, index, values, actionsAt, onMove, onRemove }: SourceRowProps) {
  const actions = actionsAt(index);
  const label = value.kind === 'sound' ? value.name : nestedStrings.title;
  const place = `${label} (${index + 1})`;
  return (
    <li>
      {value.kind === 'recipe' ? (
        <NestedCard name={String(index + 1)} {...value} actions={actions} />
      ) : (
        <span className="source-name">{label}</span>
      )}
      {value.kind === 'sound' && actions.refused === undefined ? (
        <IconButton icon={CornerDownRight} label={nestedStrings.changeNamed(place)} bare onPress={actions.nest} />
      ) : null}
      <IconButton
        icon={ArrowUp}
        label={nestedStrings.earlier(place)}
        bare
        disabled={index === 0}
        onPress={() => onMove(index, -1)}
      />
      <IconButton
        icon={ArrowDown}
        label={nestedStrings.later(place)}
        bare
        disabled={index === values.length - 1}
        onPress={() => onMove(index, 1)}
      />
      <IconButton icon={X} label={strings.form.removeSound(label)} bare onPress={() => onRemove(index)} />
    </li>
  );
}
