import { memo } from 'react';
import { decimal, signed } from '../../components/format.ts';
import { planeStrings } from '../../strings-plane.ts';
import { type PlaneFrame, placeOf } from './plane-frame.ts';

export interface PlaneScalesProps {
  readonly frame: PlaneFrame;
  readonly meanF0: number | undefined;
  /** Of the talker, where it was chosen. */
  readonly cm: number | undefined;
}

/** Both scales of both axes: st below and on the left; Hz above, and on the right what becomes of formants or tract. */
export const PlaneScales = memo(function PlaneScales({ frame, meanF0, cm }: PlaneScalesProps) {
  const { lines } = frame;
  const left = (f0: number) => ({ left: `${placeOf({ f0, vtl: 0 }, frame).left}%` });
  const top = (vtl: number) => ({ top: `${placeOf({ f0: 0, vtl }, frame).top}%` });
  return (
    <div className="plane-scales" aria-hidden>
      {lines.f0.map((st) => (
        <span key={st} className="below" style={left(st)}>
          {semitones(st)}
        </span>
      ))}
      {meanF0 === undefined
        ? null
        : lines.f0.map((st) => (
            <span key={st} className="above" style={left(st)}>
              {hertz(meanF0 * 2 ** (st / 12), st === 0)}
            </span>
          ))}
      {lines.vtl.map((st) => (
        <span key={st} className="before" style={top(st)}>
          {semitones(st)}
        </span>
      ))}
      {lines.vtl.map((st) => (
        <span key={st} className="behind" style={top(st)}>
          {cm === undefined ? `\u00d7${decimal(2 ** (-st / 12), 2)}` : decimal(cm * 2 ** (st / 12), 1)}
        </span>
      ))}
    </div>
  );
});

/** Which way longer and higher lie, and what stands on the right. */
export function PlaneAxes({ frame, cm }: Pick<PlaneScalesProps, 'frame' | 'cm'>) {
  const t = planeStrings;
  return (
    <>
      <span className="plane-axis up">{frame.up > 0 ? t.longer : t.longerDown}</span>
      <span className="plane-axis across">{t.higher}</span>
      <span className="plane-axis right">{cm === undefined ? t.scaleFormants : t.scaleCm}</span>
    </>
  );
}

/** The middle names the unit. */
function semitones(st: number): string {
  return st === 0 ? '0\u00a0st' : signed(st, Number.isInteger(st) ? 0 : 1);
}

function hertz(value: number, named: boolean): string {
  const text = decimal(value, value < 100 ? 1 : 0);
  return named ? `${text}\u00a0Hz` : text;
}
