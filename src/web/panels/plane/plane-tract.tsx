import { Check, ChevronDown } from 'lucide-react';
import { memo, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { decimal } from '../../components/format.ts';
import { BoxPopup } from '../../components/popup.tsx';
import type { Tract } from '../../state/plane-doc.ts';
import { nearestVoice, REFERENCE_VOICES, tractCm } from '../../state/reference-voices.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { PlaneModel } from './plane-model.ts';

const t = planeStrings.tract;
/** cm: shorter and longer ones are slips of the finger. */
const [LEAST, MOST] = [4, 30];

type TractProps = Pick<PlaneModel, 'tract' | 'meanF0' | 'estimating' | 'onTract' | 'onEstimate'>;

/** A sound does not tell its talker's tract: what it is taken for, and other choices. */
export const PlaneTract = memo(function PlaneTract(props: TractProps) {
  const { tract, meanF0, estimating, onTract, onEstimate } = props;
  const button = (
    <Button className="plane-tract" aria-label={t.chip(textOf(props))}>
      <span>{t.chip(textOf(props))}</span>
      <ChevronDown aria-hidden className="chevron" />
    </Button>
  );
  return (
    <BoxPopup label={t.title} className="plane-tracts" button={button}>
      {(close) => {
        const take = (chosen: Tract | undefined) => {
          onTract(chosen);
          close();
        };
        return (
          <>
            <Row
              label={meanF0 === undefined ? t.auto : t.nearest(planeStrings[nearestVoice(meanF0).id])}
              on={tract === undefined}
              onPress={() => take(undefined)}
            />
            {REFERENCE_VOICES.map(({ id }) => (
              <Row
                key={id}
                label={t.known(planeStrings[id], decimal(tractCm(id), 1))}
                on={tract === id}
                onPress={() => take(id)}
              />
            ))}
            <Row
              label={estimating ? t.estimating : t.estimate}
              detail={t.estimateHelp}
              on={typeof tract === 'object' && tract.estimated}
              onPress={() => {
                onEstimate();
                close();
              }}
            />
            <Typed tract={tract} onTake={(cm) => take({ cm, estimated: false })} />
          </>
        );
      }}
    </BoxPopup>
  );
});

function textOf({ tract, meanF0, estimating }: TractProps): string {
  if (estimating) return t.estimating;
  if (tract === undefined) return meanF0 === undefined ? t.none : t.nearest(planeStrings[nearestVoice(meanF0).id]);
  const cm = decimal(tractCm(tract), 1);
  if (typeof tract === 'string') return t.known(planeStrings[tract], cm);
  return tract.estimated ? t.estimated(cm) : t.typed(cm);
}

interface RowProps {
  readonly label: string;
  readonly detail?: string;
  readonly on: boolean;
  readonly onPress: () => void;
}

function Row({ label, detail, on, onPress }: RowProps) {
  return (
    <Button className="menu-item" aria-pressed={on} onPress={onPress}>
      {on ? <Check aria-hidden /> : <span />}
      <span>{label}</span>
      {detail === undefined ? null : <small>{detail}</small>}
    </Button>
  );
}

/** A length that somebody knows, from an image or a formant study. */
function Typed({ tract, onTake }: { readonly tract: Tract | undefined; readonly onTake: (cm: number) => void }) {
  const known = typeof tract === 'object' && !tract.estimated ? String(tract.cm) : '';
  const [typed, setTyped] = useState(known);
  const cm = Number(typed.replace(',', '.').replace(/\s*cm$/, ''));
  const wrong = typed.trim() !== '' && !(cm >= LEAST && cm <= MOST);
  return (
    <TextField className="plane-typed" value={typed} isInvalid={wrong} onChange={setTyped}>
      <Label>{t.typeLabel}</Label>
      <Input
        className="field"
        inputMode="decimal"
        onKeyDown={(event) => event.key === 'Enter' && typed.trim() !== '' && !wrong && onTake(cm)}
      />
      {wrong ? <small>{t.range(LEAST, MOST)}</small> : null}
    </TextField>
  );
}
