import { type Axis, heightOf } from '../../layers/axis.ts';
import type { F0Track } from '../../services/engine-client.ts';
import type { PlotSize } from './canvas.tsx';
import type { Share } from './draw-waveform.ts';

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
  colours: { readonly line: string; readonly halo: string },
): void {
  // The last frame stands up to one frame period before the end of the sound.
  const frames = (duration * 1000) / track.framePeriodMs;
  const perFrame = size.width / Math.max(frames * (share.end - share.start), 1e-9);
  const first = Math.max(Math.floor(frames * share.start) - 1, 0);
  const last = Math.min(Math.ceil(frames * share.end) + 1, track.f0.length - 1);
  context.beginPath();
  let joined = false;
  for (let frame = first; frame <= last; frame++) {
    const f0 = track.f0[frame] ?? 0;
    if (f0 <= 0) {
      joined = false;
      continue;
    }
    const x = (frame - frames * share.start) * perFrame;
    const y = size.height * (1 - heightOf(axis, f0));
    if (joined) context.lineTo(x, y);
    else context.moveTo(x, y);
    // A run of one frame is still seen.
    if (!joined) context.lineTo(x + 0.01, y);
    joined = true;
  }
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.globalAlpha = 0.8;
  context.strokeStyle = colours.halo;
  context.lineWidth = 5;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = colours.line;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}
