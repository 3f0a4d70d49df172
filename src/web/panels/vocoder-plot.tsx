import { type MouseEvent, useCallback } from 'react';
import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { short } from '../components/format.ts';
import type { BandAxis } from '../components/plot/band-axis.ts';
import { Canvas, type Paint } from '../components/plot/canvas.tsx';
import { drawResponses, responseHeight } from '../components/plot/draw-responses.ts';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import { LENGTH_MM } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import { RESPONSE_LEVELS, RESPONSE_RANGE, ResponseLevels } from './response-levels.tsx';
import { type BankKey, bankShape, synthesisUses } from './vocoder-bank.ts';

export interface VocoderPlotProps {
  readonly given: VocoderParams;
  readonly shape: VocoderShape;
  readonly bank: BankKey;
  readonly axis: BandAxis;
  readonly band: number | undefined;
  readonly onBand: (band: number) => void;
}

/**
 * The filters' responses: analysis in the source's colour, what the carrier passes in the result's, dashed where it is a
 * bank of its own.
 */
export function VocoderPlot({ given, shape, bank, axis, band, onBand }: VocoderPlotProps) {
  const colours = usePlotColours();
  const paint = useCallback<Paint>(
    (context, size) => {
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      for (const level of RESPONSE_LEVELS)
        line(context, 0, responseHeight(level, size.height, RESPONSE_RANGE), size.width, 0);
      for (const tick of axis.ticks) line(context, axis.share(tick) * size.width, 0, 0, size.height);
      const { frequencies, analysis, synthesis } = shape;
      const isOwn = synthesis !== undefined;
      const curves = (key: BankKey) => {
        const { gains, centers } = bankShape(shape, key);
        return { frequencies, gains, bands: centers.length };
      };
      const uses = synthesisUses(given);
      const focus = (key: BankKey) => (key === bank ? band : undefined);
      drawResponses(
        context,
        size,
        axis,
        { frequencies, gains: analysis.gains, bands: analysis.centers.length },
        {
          colour: colours.source,
          dashed: false,
          uses: 1,
          band: focus('analysis_filters'),
          range: RESPONSE_RANGE,
        },
      );
      if (uses > 0 && (isOwn || uses === 2)) {
        drawResponses(context, size, axis, curves('synthesis_filters'), {
          colour: colours.result,
          dashed: true,
          uses,
          band: focus('synthesis_filters'),
          range: RESPONSE_RANGE,
        });
      }
      if (given.synthesis.carrier === 'sin') {
        context.strokeStyle = colours.result;
        context.lineWidth = 1.5;
        const tones = given.synthesis.f ?? bankShape(shape, 'synthesis_filters').centers;
        for (const tone of tones) line(context, axis.share(tone) * size.width, 0, 0, 7);
      }
    },
    [colours, axis, shape, given, bank, band],
  );
  const end = axis.share(shape.sampleRate / 2);
  const choose = (event: MouseEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const frequency = axis.frequency((event.clientX - left) / width);
    const { edges } = bankShape(shape, bank);
    const found = edges.findLastIndex((edge) => edge <= frequency);
    if (found >= 0 && found < edges.length - 1) onBand(found);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the table below chooses a band by keys
    <div className="bank-plot" onClick={choose}>
      <Canvas paint={paint} />
      {end < 1 ? <span className="bank-beyond" style={{ left: `${end * 100}%` }} /> : null}
      <ResponseLevels />
    </div>
  );
}

/** Frequencies, and places where the axis is one of places. */
export function VocoderTicks({ axis }: { readonly axis: BandAxis }) {
  const places = axis.kind === 'place' ? [5, 10, 15, 20, 25] : [];
  return (
    <div className="bank-ticks" aria-hidden>
      {axis.ticks.map((tick) => (
        <span key={tick} style={{ left: `${axis.share(tick) * 100}%` }}>
          {tick < 1000 ? tick : `${short(tick / 1000, 1)}k`}
        </span>
      ))}
      {places.map((place) => (
        <i key={place} style={{ left: `${(place / LENGTH_MM) * 100}%` }}>
          {place}
        </i>
      ))}
      <b className="start">{axis.kind === 'place' ? vocoderStrings.apex : ''}</b>
      <b className="end">{axis.kind === 'place' ? `${vocoderStrings.base}, mm` : 'Hz'}</b>
    </div>
  );
}

function line(context: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
  context.stroke();
}
