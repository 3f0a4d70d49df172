import { Layers, Play, Square } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { decimal } from '../../components/format.ts';
import { Segments } from '../../components/segments.tsx';
import type { PlaneLine } from '../../state/plane-doc.ts';
import { limited, type PlanePoint } from '../../state/plane-geometry.ts';
import { linePoints, lineStep, MOST_POINTS } from '../../state/plane-line.ts';
import { continuumStrings } from '../../strings-continuum.ts';
import type { LineModel } from './line-model.ts';
import { LinePoints } from './line-points.tsx';

const t = continuumStrings;

/** The continuum in numbers: its ends, how many points, what they are to a listener; heard in order, made a set. */
export function LinePanel({ model }: { readonly model: LineModel }) {
  const { line, onChange } = model;
  return (
    <section className="line-panel" aria-label={t.title}>
      <LineEnd name={t.from} at={line.from} onChange={(from) => onChange({ ...line, from })} />
      <LineEnd name={t.to} at={line.to} onChange={(to) => onChange({ ...line, to })} />
      <Spacing line={line} onChange={onChange} />
      <LinePoints model={model} />
      <p className="line-steps">{stepsText(line)}</p>
      <div className="line-actions">
        <Button className="button" onPress={model.onPlay}>
          {model.playing ? <Square aria-hidden /> : <Play aria-hidden />}
          {model.playing ? t.stop : t.play}
        </Button>
        <Button className="button" onPress={model.onMakeSet}>
          <Layers aria-hidden />
          {t.makeSet}
        </Button>
      </div>
    </section>
  );
}

function stepsText(line: PlaneLine): string {
  const step = lineStep(line);
  return step ? t.steps(linePoints(line).length, decimal(step.st, 2), decimal(step.jnd, 2)) : t.one;
}

interface LineEndProps {
  readonly name: string;
  readonly at: PlanePoint;
  readonly onChange: (at: PlanePoint) => void;
}

function LineEnd({ name, at, onChange }: LineEndProps) {
  return (
    <div className="line-end">
      <span className="line-name" aria-hidden>
        {name}
      </span>
      {(['f0', 'vtl'] as const).map((axis) => (
        <span key={axis} className="line-number">
          <span aria-hidden>{t[axis]}</span>
          <NumberBox
            name={t.end(name, t[axis])}
            value={at[axis]}
            isRight={(st) => limited({ ...at, [axis]: st })[axis] === st}
            onValue={(st) => onChange({ ...at, [axis]: st })}
          />
          <span aria-hidden>st</span>
        </span>
      ))}
    </div>
  );
}

function Spacing({ line, onChange }: { readonly line: PlaneLine; readonly onChange: (line: PlaneLine) => void }) {
  const { jnd, n } = line;
  return (
    <div className="line-spacing">
      <Segments
        name={t.spacing}
        value={jnd === null ? 'counted' : 'apart'}
        segments={[
          { id: 'counted', label: t.counted, name: t.countedHelp },
          { id: 'apart', label: t.apart, name: t.apartHelp },
        ]}
        onChange={(way) => onChange({ ...line, jnd: way === 'apart' ? 1 : null })}
      />
      {jnd === null ? (
        <NumberBox
          name={`${t.count}, ${t.countRange}`}
          value={n}
          isRight={(count) => Number.isInteger(count) && count >= 2 && count <= MOST_POINTS}
          onValue={(count) => onChange({ ...line, n: count })}
        />
      ) : (
        <NumberBox
          name={t.distance}
          value={jnd}
          isRight={(distance) => distance >= 0.05 && distance <= 20}
          onValue={(distance) => onChange({ ...line, jnd: distance })}
        />
      )}
    </div>
  );
}

interface NumberBoxProps {
  readonly name: string;
  readonly value: number;
  readonly isRight: (value: number) => boolean;
  readonly onValue: (value: number) => void;
}

/** A number that is typed: a wrong one stays as typed and changes nothing, until it is right or Escape. */
function NumberBox({ name, value, isRight, onValue }: NumberBoxProps) {
  const [draft, setDraft] = useState<string>();
  const typed = Number(
    (draft ?? '')
      .trim()
      .replace('\u2212', '-')
      .replace(',', '.')
      .replace(/\s*st$/, ''),
  );
  const wrong = draft !== undefined && (draft.trim() === '' || !isRight(typed));
  const take = () => {
    if (draft === undefined || wrong) return;
    setDraft(undefined);
    if (typed !== value) onValue(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    if (event.key !== 'Escape' || draft === undefined) return;
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    setDraft(undefined);
  };
  return (
    <TextField value={draft ?? String(value)} isInvalid={wrong} onChange={setDraft} onBlur={take}>
      <Label className="unseen">{name}</Label>
      <Input className="field" inputMode="decimal" onKeyDown={onKeyDown} />
    </TextField>
  );
}
