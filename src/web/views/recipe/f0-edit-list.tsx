import { ArrowDown, ArrowUp, CircleSlash2, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { readF0Edit } from '../../../core/modules/f0-edits.ts';
import { openF0Pane } from '../../commands/f0-commands.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Tip } from '../../components/tip.tsx';
import { f0EditSentence, f0EditText, f0SpanText } from '../../state/f0-edit-texts.ts';
import { type F0Entry, f0Entries } from '../../state/f0-entries.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { f0Strings } from '../../strings-f0.ts';

const t = f0Strings;

/** The edits of f0 of a `world` step, each with its place and what can be done to it. */
export const F0EditList = memo(EditList, (before, now) => sameEdits(before.step, now.step));

function sameEdits(a: RecipeStep, b: RecipeStep): boolean {
  return a.id === b.id && a.params['edits'] === b.params['edits'] && a.idleEdits === b.idleEdits;
}

function EditList({ step }: { readonly step: RecipeStep }) {
  const bench = useWorkbench();
  const entries = f0Entries(step);
  const set = (next: readonly F0Entry[]) => bench.recipe.setF0Entries(step.id, next);
  const change = (index: number, entry: F0Entry | undefined) =>
    set(entries.flatMap((each, i) => (i === index ? (entry ? [entry] : []) : [each])));
  const swap = (index: number, by: number) => {
    const [one, other] = [entries[index], entries[index + by]];
    if (one && other) set(entries.map((each) => (each === one ? other : each === other ? one : each)));
  };
  return (
    <div className="f0-edits">
      <div className="f0-edits-head">
        <h4>{t.list}</h4>
        {entries.length === 0 ? <span className="card-note">{t.none}</span> : null}
        <span className="spring" />
        <Tip label={t.openHelp}>
          <Button className="button" onPress={() => openF0Pane(bench)}>
            {t.open}
          </Button>
        </Tip>
      </div>
      {entries.length === 0 ? null : (
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
      )}
    </div>
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
