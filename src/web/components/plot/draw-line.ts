import { type Axis, heightOf } from '../../layers/axis.ts';
import type { PlotSize } from './canvas.tsx';
import type { Share } from './draw-waveform.ts';

export interface LinePlot {
  readonly axis: Axis;
  readonly frames: { readonly count: number; shareOf(frame: number): number; frameAt(share: number): number };
  /** null where there is none: the line ends and begins anew. */
  readonly valueAt: (frame: number) => number | null;
  readonly share: Share;
}

/** Values joined over time, with a halo in the plot's colour so that the line shows on any map. */
export function drawLine(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  plot: LinePlot,
  style: { readonly line: string; readonly halo: string },
): void {
  traceLine(context, size, plot);
  strokeHaloed(context, { ...style, width: 1.75, haloWidth: 4 });
}

interface HaloedStroke {
  readonly line: string;
  readonly halo: string;
  /** CSS px */
  readonly width: number;
  readonly haloWidth: number;
}

/** Strokes the context's path, first wide in the plot's colour, so that it shows on any map. */
export function strokeHaloed(context: CanvasRenderingContext2D, { line, halo, width, haloWidth }: HaloedStroke): void {
  context.lineJoin = 'round';
  context.globalAlpha = 0.8;
  context.strokeStyle = halo;
  context.lineWidth = haloWidth;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = line;
  context.lineWidth = width;
  context.stroke();
}

/** Makes the line the context's path. */
export function traceLine(
  context: Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo'>,
  size: PlotSize,
  { axis, frames, valueAt, share }: LinePlot,
): void {
  const first = Math.max(frames.frameAt(share.start) - 1, 0);
  const last = Math.min(frames.frameAt(share.end) + 1, frames.count - 1);
  // More frames than device pixels: of each pixel's frames the lowest and the highest stand, so that nothing is lost.
  const stride = Math.max(1, Math.floor((last - first + 1) / Math.max(size.width * size.ratio, 1)));
  const place = (value: number) => size.height * (1 - heightOf(axis, value));
  context.beginPath();
  let joined = false;
  for (let frame = first; frame <= last; frame += stride) {
    const ends = endsOf(valueAt, frame, Math.min(frame + stride, last + 1));
    if (ends === null) {
      joined = false;
      continue;
    }
    const x = ((frames.shareOf(frame) - share.start) / (share.end - share.start)) * size.width;
    const [low, high] = [place(ends.low), place(ends.high)];
    if (joined) context.lineTo(x, low);
    else context.moveTo(x, low);
    // A run of one frame is still seen.
    if (!joined || ends.low !== ends.high) context.lineTo(joined ? x : x + 0.01, high);
    joined = true;
  }
}

function endsOf(valueAt: LinePlot['valueAt'], from: number, to: number): { low: number; high: number } | null {
  let ends: { low: number; high: number } | null = null;
  for (let frame = from; frame < to; frame++) {
    const value = valueAt(frame);
    if (value === null) continue;
    if (ends === null) ends = { low: value, high: value };
    else if (value > ends.high) ends.high = value;
    else if (value < ends.low) ends.low = value;
  }
  return ends;
}
