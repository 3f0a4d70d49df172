import { useCallback } from 'react';
import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { EnvelopeShape } from '../../core/modules/vocoder-shape.ts';
import { decibels, short } from '../components/format.ts';
import { Canvas, type Paint } from '../components/plot/canvas.tsx';
import { drawResponses, responseHeight } from '../components/plot/draw-responses.ts';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import { heightOf } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import { RESPONSE_LEVELS, RESPONSE_RANGE, ResponseLevels } from './response-levels.tsx';

const t = vocoderStrings.envelope;

const TICKS = [1, 10, 100, 1000];

interface VocoderEnvelopeProps {
  readonly given: VocoderParams;
  readonly shape: EnvelopeShape | undefined;
}

/** What the envelopes' low-pass lets through, one line for each cut-off, with a dot at it. */
export function VocoderEnvelope({ given, shape }: VocoderEnvelopeProps) {
  const { envelope } = given;
  const colours = usePlotColours();
  const share = (frequency: number) => (shape ? heightOf(axisOf(shape), frequency) : 0);
  const paint = useCallback<Paint>(
    (context, size) => {
      if (!shape) return;
      const axis = axisOf(shape);
      const xOf = (frequency: number) => heightOf(axis, frequency) * size.width;
      context.fillStyle = colours.line;
      for (const level of RESPONSE_LEVELS)
        context.fillRect(0, responseHeight(level, size.height, RESPONSE_RANGE), size.width, 1);
      for (const tick of TICKS) context.fillRect(xOf(tick), 0, 1, size.height);
      const { frequencies, gains, cutoffs, marks } = shape;
      const across = { kind: 'log', share: (f: number) => heightOf(axis, f), frequency: Number, ticks: TICKS } as const;
      const style = { colour: colours.source, dashed: false, uses: 1, band: undefined, range: RESPONSE_RANGE };
      drawResponses(context, size, across, { frequencies, gains, bands: cutoffs.length }, style);
      context.fillStyle = colours.source;
      for (const [index, fc] of cutoffs.entries()) {
        context.beginPath();
        const y = responseHeight(20 * Math.log10(marks[index] ?? 0), size.height, RESPONSE_RANGE);
        context.arc(xOf(fc), y, 2.5, 0, 2 * Math.PI);
        context.fill();
      }
    },
    [shape, colours],
  );
  if (envelope.method !== 'low-pass') return <p className="bank-envelope-note">{t.hilbert}</p>;
  if (!shape) return <p className="bank-envelope-note">{t.beyond}</p>;
  const { cutoffs, marks } = shape;
  const [lowest = 0, highest = 0] = [cutoffs[0], cutoffs.at(-1)];
  const range = lowest === highest ? short(lowest, 1) : `${short(lowest, 1)}\u2013${short(highest, 1)}`;
  return (
    <>
      <p className="bank-envelope-note">
        {t.lowPass(range, envelope.order, decibels(20 * Math.log10(marks[0] ?? Number.NaN)))}
      </p>
      <div className="bank-plot bank-envelope" aria-hidden>
        <Canvas paint={paint} />
        <ResponseLevels />
      </div>
      <div className="bank-ticks bank-envelope-ticks" aria-hidden>
        {TICKS.map((tick) => (
          <span key={tick} className={tick === TICKS[0] ? 'first' : ''} style={{ left: `${share(tick) * 100}%` }}>
            {tick < 1000 ? tick : `${tick / 1000}k`}
          </span>
        ))}
        <b className="end">Hz</b>
      </div>
    </>
  );
}

function axisOf({ frequencies }: EnvelopeShape) {
  return { scale: 'log', low: frequencies[0] ?? 1, high: frequencies.at(-1) ?? 5000, unit: 'Hz' } as const;
}
