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
  { axis, frames, valueAt, share }: LinePlot,
  style: { readonly line: string; readonly halo: string },
): void {
  const first = Math.max(frames.frameAt(share.start) - 1, 0);
  const last = Math.min(frames.frameAt(share.end) + 1, frames.count - 1);
  // More frames than device pixels: of each pixel's frames the highest stands, so that no peak is lost.
  const stride = Math.max(1, Math.floor((last - first + 1) / Math.max(size.width * size.ratio, 1)));
  context.beginPath();
  let joined = false;
  for (let frame = first; frame <= last; frame += stride) {
    const value = highest(valueAt, frame, Math.min(frame + stride, last + 1));
    if (value === null) {
      joined = false;
      continue;
    }
    const x = ((frames.shareOf(frame) - share.start) / (share.end - share.start)) * size.width;
    const y = size.height * (1 - heightOf(axis, value));
    if (joined) context.lineTo(x, y);
    else context.moveTo(x, y);
    joined = true;
  }
  context.lineJoin = 'round';
  context.globalAlpha = 0.8;
  context.strokeStyle = style.halo;
  context.lineWidth = 4;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = style.line;
  context.lineWidth = 1.75;
  context.stroke();
}

function highest(valueAt: LinePlot['valueAt'], from: number, to: number): number | null {
  let best: number | null = null;
  for (let frame = from; frame < to; frame++) {
    const value = valueAt(frame);
    if (value !== null && (best === null || value > best)) best = value;
  }
  return best;
}
