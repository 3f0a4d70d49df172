import type { PlotSize } from './canvas.tsx';

interface Stretch {
  readonly at: number;
  readonly frames: number;
}

/** Marks where something is missing: a band as long as it is, and never less than a line. @param all frames of the axis */
export function drawGaps(
  context: CanvasRenderingContext2D,
  { width, height }: PlotSize,
  gaps: readonly Stretch[],
  all: number,
  colour: string,
): void {
  context.save();
  context.fillStyle = colour;
  for (const { at, frames } of gaps) {
    const x = (at / all) * width;
    const wide = Math.max(2, (frames / all) * width);
    context.globalAlpha = 0.25;
    context.fillRect(x, 0, wide, height);
    context.globalAlpha = 1;
    context.fillRect(x, 0, wide, 4);
  }
  context.restore();
}

/** Columns of min and max, interleaved. */
interface Columns {
  readonly data: Float32Array;
  readonly framesPerColumn: number;
}

/** A take as far as it is: one bar per device pixel, never thinner than a line. @param all frames of the axis */
export function drawTake(
  context: CanvasRenderingContext2D,
  { width, height, ratio }: PlotSize,
  { data, framesPerColumn }: Columns,
  all: number,
  colour: string,
): void {
  const step = 1 / ratio;
  const columnsPerPixel = all / framesPerColumn / width;
  const [middle, scale] = [height / 2, (height / 2) * 0.94];
  context.save();
  context.fillStyle = colour;
  for (let x = 0; x < width; x += step) {
    const from = Math.floor(x * columnsPerPixel);
    if (2 * from >= data.length) break;
    const part = data.subarray(2 * from, 2 * Math.max(from + 1, Math.floor((x + step) * columnsPerPixel)));
    let [low, high] = [0, 0];
    for (const sample of part) {
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    context.fillRect(x, middle - high * scale, step, Math.max((high - low) * scale, step));
  }
  context.restore();
}
