import type { F0Track } from '../../services/engine-client.ts';
import type { PlotSize } from './canvas.tsx';
import type { Share } from './draw-waveform.ts';

/** Limits of the f0 axis, Hz; logarithmic between them. */
export interface F0Axis {
  readonly low: number;
  readonly high: number;
}

const REACH_OCTAVES = 1.75;

/** Centred on the source's mean and wide enough for usual changes; grows by octaves when a result leaves it. */
export function f0Axis(sourceMean: number | undefined, resultMean: number | undefined): F0Axis {
  const centre = sourceMean ?? 160;
  const shift = resultMean === undefined ? 0 : Math.log2(resultMean / centre);
  const below = REACH_OCTAVES + Math.max(0, Math.ceil(-shift - 1));
  const above = REACH_OCTAVES + Math.max(0, Math.ceil(shift - 1));
  return { low: centre / 2 ** below, high: centre * 2 ** above };
}

export function f0Height(axis: F0Axis, frequency: number, height: number): number {
  return height * (1 - Math.log2(frequency / axis.low) / Math.log2(axis.high / axis.low));
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
  axis: F0Axis,
  share: Share,
  colours: { readonly line: string; readonly halo: string },
): void {
  // The last frame stands up to one frame period before the end of the sound.
  const frames = (duration * 1000) / track.framePeriodMs;
  const perFrame = size.width / Math.max(frames * (share.end - share.start), 1e-9);
  const first = Math.max(Math.floor(frames * share.start) - 1, 0);
  const last = Math.min(Math.ceil(frames * share.end) + 1, track.f0.length - 1);
  const path = new Path2D();
  let joined = false;
  for (let frame = first; frame <= last; frame++) {
    const f0 = track.f0[frame] ?? 0;
    if (f0 <= 0) {
      joined = false;
      continue;
    }
    const x = (frame - frames * share.start) * perFrame;
    const y = f0Height(axis, f0, size.height);
    if (joined) path.lineTo(x, y);
    else path.moveTo(x, y);
    // A run of one frame is still seen.
    if (!joined) path.lineTo(x + 0.01, y);
    joined = true;
  }
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.globalAlpha = 0.8;
  context.strokeStyle = colours.halo;
  context.lineWidth = 5;
  context.stroke(path);
  context.globalAlpha = 1;
  context.strokeStyle = colours.line;
  context.lineWidth = 2;
  context.stroke(path);
  context.restore();
}
