import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { type FactorDraft, UNITS } from '../../state/set-draft.ts';
import { strings } from '../../strings.ts';
import { PlainField } from './plain-field.tsx';
import { SoundChoices } from './sound-choices.tsx';

export interface FactorValuesProps {
  readonly factor: FactorDraft;
  /** The field takes sounds. */
  readonly isSound: boolean;
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<Omit<FactorDraft, 'id'>>) => void;
}

/** The values of a factor, as its way has them. */
export function FactorValues({ factor, isSound, problem, onChange }: FactorValuesProps) {
  const t = strings.sets.factor;
  const { way } = factor;
  return (
    <div className="factor-values">
      {way === 'list' ? <ListValues factor={factor} isSound={isSound} onChange={onChange} /> : null}
      {way === 'random' || way === 'points' ? <NumberField factor={factor} field="n" onChange={onChange} /> : null}
      {way === 'list' ? null : (
        <>
          <NumberField factor={factor} field="from" onChange={onChange} />
          <NumberField factor={factor} field="to" onChange={onChange} />
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
              name={t.of(factor.name, t.scale)}
              value={factor.scale}
              onChange={(scale) => onChange({ scale })}
              choices={[
                { id: 'linear', label: t.scales.linear },
                { id: 'log', label: t.scales.log },
              ]}
            />
          )}
        </>
      )}
      {problem === undefined ? null : <p className="param-problem">{problem}</p>}
    </div>
  );
}

function ListValues({ factor, isSound, onChange }: Omit<FactorValuesProps, 'problem'>) {
  const t = strings.sets.factor;
  return (
    <>
      <PlainField
        label={t.list}
        name={t.of(factor.name, t.list)}
        className="wide"
        value={factor.list}
        onChange={(list) => onChange({ list })}
      />
      {isSound ? (
        <SoundChoices name={t.of(factor.name, t.sounds)} list={factor.list} onChange={(list) => onChange({ list })} />
      ) : null}
    </>
  );
}

interface NumberProps {
  readonly factor: FactorDraft;
  readonly field: 'from' | 'to' | 'step' | 'n' | 'decimals';
  readonly onChange: FactorValuesProps['onChange'];
}

function NumberField({ factor, field, onChange }: NumberProps) {
  const t = strings.sets.factor;
  return (
    <PlainField
      label={t[field]}
      name={t.of(factor.name, t[field])}
      className="short"
      numeric
      value={factor[field]}
      onChange={(text) => onChange({ [field]: text })}
    />
  );
}
