import { useCallback } from 'react';
import { Canvas, type Paint } from '../components/plot/canvas.tsx';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import { vocoderStrings } from '../strings-vocoder.ts';

/** dB below which a cell is empty. */
const FLOOR = -60;

/** How much of each band's envelope reaches each tone, as a square of cells. @param weights `[bands x bands]`, linear */
export function VocoderSpread({ weights, bands }: { readonly weights: Float64Array; readonly bands: number }) {
  const colours = usePlotColours();
  const paint = useCallback<Paint>(
    (context, { width, height }) => {
      context.fillStyle = colours.result;
      for (const [index, weight] of weights.entries()) {
        const [row, column] = [Math.floor(index / bands), index % bands];
        context.globalAlpha = Math.min(Math.max(1 - (20 * Math.log10(weight)) / FLOOR, 0), 1);
        const [x, y] = [(column * width) / bands, (row * height) / bands];
        context.fillRect(x, y, width / bands, height / bands);
      }
    },
    [weights, bands, colours],
  );
  return (
    <figure className="bank-spread">
      <div>
        <Canvas paint={paint} />
      </div>
      <figcaption>{vocoderStrings.spread}</figcaption>
    </figure>
  );
}
