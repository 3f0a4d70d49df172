import { type ClipboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { short } from '../../components/format.ts';
import { type FactorDraft, onScale } from '../../state/set-draft.ts';
import { SCALES, UNITS } from '../../state/set-terms.ts';
import { runSliced } from '../../state/slices.ts';
import { isTable, tableSlices } from '../../state/value-table.ts';
import { printValue, readList, spliceList } from '../../state/value-texts.ts';
import { setFactorStrings as laws } from '../../strings-set-factors.ts';
import { setStrings } from '../../strings-sets.ts';
import { PlainField } from './plain-field.tsx';
import { SoundChoices } from './sound-choices.tsx';
import { TableDialog } from './table-dialog.tsx';

export interface FactorValuesProps {
  readonly factor: FactorDraft;
  /** The field takes sounds. */
  readonly isSound: boolean;
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<Omit<FactorDraft, 'id'>>) => void;
}

/** The values of a factor, as its way has them. */
export function FactorValues({ factor, isSound, problem, onChange }: FactorValuesProps) {
  const t = setStrings.factor;
  const { way } = factor;
  const isNormal = way === 'random' && factor.scale === 'normal';
  return (
    <div className="factor-values">
      {way === 'list' ? <ListValues factor={factor} isSound={isSound} onChange={onChange} /> : null}
      {way === 'random' || way === 'points' ? <NumberField factor={factor} field="n" onChange={onChange} /> : null}
      {way === 'list' ? null : (
        <>
          <NumberField factor={factor} field="from" label={isNormal ? laws.mean : t.from} onChange={onChange} />
          <NumberField factor={factor} field="to" label={isNormal ? laws.sd : t.to} onChange={onChange} />
          {way === 'range' ? <NumberField factor={factor} field="step" onChange={onChange} /> : null}
          {way === 'range' ? null : <NumberField factor={factor} field="decimals" onChange={onChange} />}
          <ChoiceMenu
            name={t.of(factor.name, t.unit)}
            value={factor.as}
            onChange={(as) => onChange({ as })}
            choices={UNITS.map((id) => ({ id, label: t.units[id], detail: t.unitDetails[id] }))}
          />
          {way === 'range' ? null : (
            <ChoiceMenu
              name={t.of(factor.name, way === 'random' ? laws.law : t.scale)}
              value={way === 'points' && factor.scale === 'normal' ? 'linear' : factor.scale}
              onChange={(scale) => onChange(onScale(factor, scale))}
              choices={way === 'random' ? LAWS : LINES}
            />
          )}
        </>
      )}
      {problem === undefined ? null : <p className="param-problem">{problem}</p>}
    </div>
  );
}

const LAWS = SCALES.map((id) => ({ id, label: laws.laws[id] }));
const LINES = (['linear', 'log'] as const).map((id) => ({ id, label: setStrings.factor.scales[id] }));

function ListValues({ factor, isSound, onChange }: Omit<FactorValuesProps, 'problem'>) {
  const t = setStrings.factor;
  const [pasted, setPasted] = useState<string>();
  const [isReplacing, setReplacing] = useState(false);
  const putIn = (input: HTMLInputElement, values: string) => {
    const length = factor.list.length;
    const { selectionStart, selectionEnd } = input;
    const { text, caret } = spliceList(factor.list, selectionStart ?? length, selectionEnd ?? length, values);
    onChange({ list: text });
    // A text that is set from outside takes the caret to its end.
    requestAnimationFrame(() => input.setSelectionRange(caret, caret));
  };
  const takeTable = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isTable(text)) return;
    // A line of text would run all of it together.
    event.preventDefault();
    const { currentTarget } = event;
    runSliced(tableSlices(text), (table) => {
      const [only, ...others] = table.ok ? table.columns : [];
      if (only && others.length === 0) putIn(currentTarget, only.list);
      else setPasted(text);
    });
  };
  return (
    <>
      {factor.list.length > LONG ? (
        <LongList factor={factor} onReplace={() => setReplacing(true)} />
      ) : (
        <PlainField
          label={t.list}
          name={t.of(factor.name, t.list)}
          className="wide"
          value={factor.list}
          onChange={(list) => onChange({ list })}
          onPaste={takeTable}
        />
      )}
      <TableDialog open={pasted !== undefined} text={pasted ?? ''} onClose={() => setPasted(undefined)} />
      <TableDialog open={isReplacing} text="" replaces={factor} onClose={() => setReplacing(false)} />
      {isSound ? (
        <SoundChoices name={t.of(factor.name, t.sounds)} list={factor.list} onChange={(list) => onChange({ list })} />
      ) : null}
    </>
  );
}

/** A list with more characters takes a browser longer than a frame to show. */
const LONG = 20_000;

/** What a list of thousands comes to; another takes its place. */
function LongList({ factor, onReplace }: { readonly factor: FactorDraft; readonly onReplace: () => void }) {
  // Not in the task that draws what is typed.
  const list = useDeferredValue(factor.list, '');
  const values = useMemo(() => readList(list), [list]);
  const text = (value: (typeof values)[number] | undefined) => printValue(value ?? null);
  return (
    <>
      <p className="wide quiet">
        {list === '' ? '\u00a0' : laws.longList(short(values.length, 0), text(values[0]), text(values.at(-1)))}
      </p>
      <Button className="button" onPress={onReplace}>
        {laws.replace}
      </Button>
    </>
  );
}

interface NumberProps {
  readonly factor: FactorDraft;
  readonly field: 'from' | 'to' | 'step' | 'n' | 'decimals';
  readonly label?: string;
  readonly onChange: FactorValuesProps['onChange'];
}

function NumberField({ factor, field, label = setStrings.factor[field], onChange }: NumberProps) {
  const t = setStrings.factor;
  return (
    <PlainField
      label={label}
      name={t.of(factor.name, label)}
      className="short"
      numeric
      value={factor[field]}
      onChange={(text) => onChange({ [field]: text })}
    />
  );
}
