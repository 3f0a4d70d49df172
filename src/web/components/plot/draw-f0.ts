import { type Axis, heightOf } from '../../layers/axis.ts';
import { evenFrames } from '../../layers/layer.ts';
import type { F0Track } from '../../services/engine-client.ts';
import type { PlotSize } from './canvas.tsx';
import { strokeHaloed, traceLine } from './draw-line.ts';
import type { Share } from './draw-waveform.ts';

interface LineColours {
  readonly line: string;
  readonly halo: string;
  /** `thin` is for what is not used any more. */
  readonly style?: 'solid' | 'thin';
}

/** CSS px, of an anchor's square. */
const ANCHOR = 6;

/** The places that a drawn melody goes through. */
export function drawF0Anchors(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  anchors: readonly (readonly [number, number])[],
  duration: number,
  axis: Axis,
  share: Share,
  colours: LineColours,
): void {
  context.save();
  for (const [time, hz] of anchors) {
    const x = ((time / duration - share.start) / (share.end - share.start)) * size.width;
    const y = size.height * (1 - heightOf(axis, hz));
    // Two squares, which are what a figure's pen knows.
    for (const [colour, width] of [
      [colours.line, ANCHOR + 3],
      [colours.halo, ANCHOR],
    ] as const) {
      context.fillStyle = colour;
      context.fillRect(x - width / 2, y - width / 2, width, width);
    }
  }
  context.restore();
}

/**
 * Voiced frames joined into runs, with a halo in the plot's colour so that the line shows on any map.
 * @param duration of the sound, s
 */
export function drawF0(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  track: F0Track,
  duration: number,
  axis: Axis,
  share: Share,
  colours: LineColours,
): void {
  // The last frame stands up to one frame period before the end of the sound.
  const { f0, framePeriodMs } = track;
  const frames = evenFrames(f0.length, framePeriodMs / 1000, duration);
  traceLine(context, size, { axis, frames, valueAt: (frame) => f0[frame] || null, share });
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (colours.style === 'thin') {
    context.strokeStyle = colours.line;
    context.setLineDash([3, 4]);
    context.lineWidth = 1.25;
    context.stroke();
    context.restore();
    return;
  }
  strokeHaloed(context, { line: colours.line, halo: colours.halo, width: 2, haloWidth: 5 });
  context.restore();
}
