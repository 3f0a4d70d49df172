import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { ChoiceMenu } from '../components/choice-menu.tsx';
import { MAP_NAMES } from '../components/plot/colour-map.ts';
import { SCALES } from '../layers/axis.ts';
import { windowLength } from '../state/app-state.ts';
import type { Display } from '../state/display.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { displayStrings } from '../strings-views.ts';

const CEILINGS = [5000, 5500, 8000];

/** How views show what they show: colours, scale of frequency, ranges and windows. */
export function DisplayFields() {
  const { view } = useWorkbench();
  const display = useApp((state) => state.view.display);
  const windowMs = useApp((state) => windowLength(state.view) * 1000);
  const t = displayStrings;
  const ceilings = CEILINGS.map((ceiling, index) => ({
    id: String(ceiling),
    label: t.hertz(ceiling),
    detail: t.talkers[index] ?? '',
  }));
  return (
    <div className="display-fields">
      <span>{t.map}</span>
      <ChoiceMenu
        name={t.map}
        value={display.map}
        choices={(['theme', ...MAP_NAMES] as const).map((id) => ({ id, label: t.maps[id] }))}
        onChange={(map: Display['map']) => view.setDisplay({ map })}
      />
      <span>{t.scale}</span>
      <ChoiceMenu
        name={t.scale}
        value={display.scale}
        choices={SCALES.map((id) => ({ id, label: t.scales[id] }))}
        onChange={(scale: Display['scale']) => view.setDisplay({ scale })}
      />
      <NumberField
        label={t.range}
        unit="dB"
        value={display.rangeDb}
        onValue={(rangeDb) => view.setDisplay({ rangeDb })}
      />
      <NumberField
        label={t.emphasis}
        unit={t.perOctave}
        value={display.preEmphasis}
        onValue={(preEmphasis) => view.setDisplay({ preEmphasis })}
      />
      <NumberField label={t.window} unit="ms" value={windowMs} onValue={(ms) => view.setDisplay({ windowMs: ms })} />
      <span>{t.ceiling}</span>
      <ChoiceMenu
        name={t.ceiling}
        value={String(display.ceiling)}
        choices={ceilings}
        onChange={(ceiling) => view.setDisplay({ ceiling: Number(ceiling) })}
      />
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** Takes what is typed when it is left; what is out of range goes back to what it was. */
function NumberField({ label, unit, value, onValue }: NumberFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const shown = String(Math.round(value * 100) / 100);
  useEffect(() => {
    if (field.current) field.current.value = shown;
  }, [shown]);
  const take = (event: FormEvent<HTMLInputElement> | KeyboardEvent<HTMLInputElement>) => {
    const typed = Number(event.currentTarget.value.replace(',', '.'));
    if (Number.isFinite(typed) && typed !== value) onValue(typed);
    event.currentTarget.value = shown;
  };
  return (
    <label className="display-number">
      <span>{label}</span>
      <span>
        <input
          ref={field}
          className="field"
          inputMode="decimal"
          defaultValue={shown}
          onBlur={take}
          onKeyDown={(event) => event.key === 'Enter' && take(event)}
        />
        {unit}
      </span>
    </label>
  );
}
