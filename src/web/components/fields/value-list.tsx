import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { strings } from '../../strings.ts';
import { type FieldMistake, ProblemText } from '../problem-text.tsx';

export interface ValueListProps {
  readonly name: string;
  readonly texts: readonly string[];
  readonly placeholder: string;
  readonly problem: FieldMistake | undefined;
  /** Texts of a pasted column, row or list. */
  readonly split: (pasted: string) => readonly string[];
  readonly onCommit: (texts: readonly string[]) => void;
}

/** A row of values, each editable where it stands; a pasted column becomes as many. */
export function ValueList(props: ValueListProps) {
  const { name, texts, problem, split, onCommit } = props;
  const row = useRef<HTMLDivElement>(null);
  const replace = (index: number, ...items: readonly string[]) =>
    onCommit([...texts.slice(0, index), ...items, ...texts.slice(index + 1)]);
  const focus = (index: number) => row.current?.querySelectorAll('input')[index]?.focus();
  const paste = (event: ClipboardEvent, index: number) => {
    const items = split(event.clipboardData.getData('text'));
    if (items.length < 2) return;
    event.preventDefault();
    replace(index, ...items);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of chips
    <div ref={row} className="value-list" role="group" aria-label={name}>
      {texts.map((text, index) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: a value's place is all it has
          key={index}
          label={strings.form.item(name, index + 1, texts.length)}
          text={text}
          invalid={problem !== undefined}
          onPaste={(event) => paste(event, index)}
          onCommit={(typed) => replace(index, ...split(typed))}
          onRemove={() => {
            replace(index);
            focus(Math.max(0, index - 1));
          }}
        />
      ))}
      <Chip
        key={`new-${texts.length}`}
        label={strings.form.addItem(name)}
        text=""
        hint={texts.length === 0 ? props.placeholder || strings.form.addHint : '+'}
        invalid={false}
        onPaste={(event) => paste(event, texts.length)}
        onCommit={(typed) => {
          replace(texts.length, ...split(typed));
          requestAnimationFrame(() => focus(texts.length + 1));
        }}
        onRemove={() => focus(texts.length - 1)}
      />
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}

interface ChipProps {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
  readonly invalid: boolean;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onCommit: (typed: string) => void;
  readonly onRemove: () => void;
}

const LEAST_WIDTH = 3;

function Chip({ label, text, hint, invalid, onPaste, onCommit, onRemove }: ChipProps) {
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? text;
  const commit = () => {
    setDraft(undefined);
    if (draft !== undefined && draft.trim() !== text) onCommit(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      event.preventDefault();
      commit();
    } else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    } else if (event.key === 'Backspace' && shown === '') {
      event.preventDefault();
      onRemove();
    }
  };
  return (
    <input
      className={hint === undefined ? 'chip' : 'chip adding'}
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={shown}
      placeholder={hint}
      size={Math.max(LEAST_WIDTH, (shown || (hint ?? '')).length)}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={commit}
    />
  );
}
