import type { PlotSize } from './canvas.tsx';

/** Min and max per cell, interleaved. */
export interface Peaks {
  readonly cells: Float32Array;
  readonly samplesPerCell: number;
  /** Samples of the whole sound. */
  readonly frames: number;
}

/** Which part of the sound is shown, as fractions of its length. */
export interface Share {
  readonly start: number;
  readonly end: number;
}

export interface WaveformBox {
  readonly top: number;
  readonly height: number;
}

/** Cells in memory at most; a long sound is then drawn from coarser cells when zoomed in deeply. */
const MOST_CELLS = 4_000_000;

/** The power of two that gives at least one cell per device pixel. */
export function samplesPerCell(frames: number, share: Share, deviceWidth: number): number {
  const perPixel = (frames * (share.end - share.start)) / Math.max(deviceWidth, 1);
  const wanted = Math.max(1, perPixel);
  const least = Math.max(1, frames / MOST_CELLS);
  return 2 ** Math.max(Math.floor(Math.log2(wanted)), Math.ceil(Math.log2(least)));
}

/** One lane of a waveform, -1..1 over the box's height. */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  peaks: Peaks,
  share: Share,
  box: WaveformBox,
  colour: string,
): void {
  const first = (peaks.frames * share.start) / peaks.samplesPerCell;
  const cellsPerPixel = (peaks.frames * (share.end - share.start)) / peaks.samplesPerCell / size.width;
  const middle = box.top + box.height / 2;
  const scale = (box.height / 2) * 0.94;
  context.save();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (cellsPerPixel * peaks.samplesPerCell < 1) drawLine(context, size, peaks, first, cellsPerPixel, middle, scale);
  else drawBars(context, size, peaks, first, cellsPerPixel, middle, scale);
  context.restore();
}

/** One bar per device pixel from the lowest to the highest sample under it, never thinner than a line. */
function drawBars(
  context: CanvasRenderingContext2D,
  { width, ratio }: PlotSize,
  { cells }: Peaks,
  first: number,
  cellsPerPixel: number,
  middle: number,
  scale: number,
): void {
  const step = 1 / ratio;
  const count = cells.length / 2;
  const least = 1 / ratio;
  for (let x = 0; x < width; x += step) {
    const from = Math.floor(first + x * cellsPerPixel);
    const to = Math.max(from + 1, Math.floor(first + (x + step) * cellsPerPixel));
    if (from >= count) break;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let cell = Math.max(from, 0); cell < to && cell < count; cell++) {
      low = Math.min(low, cells[2 * cell] ?? 0);
      high = Math.max(high, cells[2 * cell + 1] ?? 0);
    }
    if (low > high) continue;
    const top = middle - high * scale;
    context.fillRect(x, top, step, Math.max((high - low) * scale, least));
  }
}

/** Below one sample per pixel: the samples joined, with dots when there is room for them. */
function drawLine(
  context: CanvasRenderingContext2D,
  { width }: PlotSize,
  { cells }: Peaks,
  first: number,
  cellsPerPixel: number,
  middle: number,
  scale: number,
): void {
  const count = cells.length / 2;
  const from = Math.max(Math.floor(first) - 1, 0);
  const to = Math.min(Math.ceil(first + width * cellsPerPixel) + 1, count);
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.beginPath();
  for (let cell = from; cell < to; cell++) {
    context.lineTo((cell - first) / cellsPerPixel, middle - (cells[2 * cell] ?? 0) * scale);
  }
  context.stroke();
  if (cellsPerPixel > 0.25) return;
  for (let cell = from; cell < to; cell++) {
    context.beginPath();
    context.arc((cell - first) / cellsPerPixel, middle - (cells[2 * cell] ?? 0) * scale, 2, 0, 2 * Math.PI);
    context.fill();
  }
}
