import { ArrowDown, ArrowUp, CircleSlash2, Trash2 } from 'lucide-react';
import { Button, ToggleButton } from 'react-aria-components';
import { readF0Edit } from '../../../core/modules/f0-edits.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Tip } from '../../components/tip.tsx';
import { f0EditSentence, f0EditText, f0SpanText } from '../../state/f0-edit-texts.ts';
import type { F0Entry } from '../../state/f0-entries.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { f0Strings } from '../../strings-f0.ts';

const t = f0Strings;

interface F0EditRowsProps {
  readonly entries: readonly F0Entry[];
  readonly onChange: (entries: readonly F0Entry[]) => void;
}

export function F0EditRows({ entries, onChange }: F0EditRowsProps) {
  const change = (index: number, entry: F0Entry | undefined) =>
    onChange(entries.flatMap((each, i) => (i === index ? (entry ? [entry] : []) : [each])));
  const swap = (index: number, by: number) => {
    const [one, other] = [entries[index], entries[index + by]];
    if (one && other) onChange(entries.map((each) => (each === one ? other : each === other ? one : each)));
  };
  return (
    <ol>
      {entries.map((entry, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: equal edits are told apart by their place alone
          key={index}
          entry={entry}
          first={index === 0}
          last={index === entries.length - 1}
          onChange={(next) => change(index, next)}
          onMove={(by) => swap(index, by)}
        />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly entry: F0Entry;
  readonly first: boolean;
  readonly last: boolean;
  /** @param next undefined takes it out */
  readonly onChange: (next: F0Entry | undefined) => void;
  readonly onMove: (by: number) => void;
}

function Row({ entry, first, last, onChange, onMove }: RowProps) {
  const { view } = useWorkbench();
  const { edit: given, bypassed } = entry;
  const edit = readF0Edit(given);
  const sentence = f0EditSentence(given);
  const named = (verb: string) => `${verb}: ${sentence}`;
  return (
    <li className={bypassed ? 'f0-edit bypassed' : 'f0-edit'}>
      <Tip label={t.show}>
        <Button
          className="f0-edit-text"
          aria-label={named(t.show)}
          isDisabled={edit === undefined}
          onPress={() => edit && view.select({ start: edit.from, end: edit.to })}
        >
          <span>{f0EditText(given)}</span>
          <small>{edit ? `${f0SpanText(edit)} \u00b7 ${t.families[edit.family]}` : ''}</small>
        </Button>
      </Tip>
      <IconButton icon={ArrowUp} label={named(t.up)} bare disabled={first} onPress={() => onMove(-1)} />
      <IconButton icon={ArrowDown} label={named(t.down)} bare disabled={last} onPress={() => onMove(1)} />
      <Tip label={t.bypass}>
        <ToggleButton
          className="button icon bare"
          aria-label={named(t.bypass)}
          isSelected={bypassed}
          onChange={(on) => onChange({ ...entry, bypassed: on })}
        >
          <CircleSlash2 aria-hidden />
        </ToggleButton>
      </Tip>
      <IconButton icon={Trash2} label={named(t.remove)} bare onPress={() => onChange(undefined)} />
    </li>
  );
}
