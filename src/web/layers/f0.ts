import { drawF0 } from '../components/plot/draw-f0.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { F0Track } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import type { Axis } from './axis.ts';
import { evenFrames, type Frames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { framesIn } from './rows.ts';
import { column } from './values.ts';

const F0 = column('f0', 'Hz', 1, { none: strings.views.unvoiced, said: 'f0\u00a0' });
const SHIFT = column(strings.layers.reMean, 'st', 1, { none: strings.views.unvoiced });

const OVER = [
  column(strings.layers.mean, 'Hz', 1, {
    none: strings.views.unvoiced,
    said: `${strings.layers.meanSaid}\u00a0f0\u00a0`,
  }),
  column(strings.layers.range, 'st', 1, { none: strings.views.unvoiced, said: `${strings.layers.rangeSaid}\u00a0` }),
];

export const f0: View = {
  id: 'f0',
  name: 'f0',
  kind: 'line',
  height: 150,
  over: ['spectrogram'],
  look: f0Layer,
};

const NONE: F0Track = { framePeriodMs: 5, f0: new Float64Array(0), mean: undefined };

function f0Layer(scene: Scene, base?: Axis): Layer {
  const { sound, source, share, channel } = scene;
  const track = sound.f0 ?? NONE;
  const mean = source.f0?.mean;
  const axis = f0Axis(mean, scene.other?.f0?.mean ?? sound.f0?.mean);
  const period = track.framePeriodMs / 1000;
  const frames = evenFrames(track.f0.length, period, sound.duration);
  // It is that of the first channel.
  const hidden = base !== undefined && channel > 0;
  return {
    axis,
    legend: strings.layers.f0Legend,
    columns: hidden ? [] : base || mean === undefined ? [F0] : [F0, SHIFT],
    read(point) {
      if (hidden) return [];
      if (!sound.f0) return [undefined];
      const value = track.f0[frames.frameAt(point.share)] ?? 0;
      return value > 0 ? [value, 12 * Math.log2(value / (mean ?? value))] : [null, null];
    },
    ...(hidden ? {} : { over: { columns: OVER, read: (span) => voiceOver(sound.f0, frames, span) } }),
    frames,
    ...(sound.f0 && sound.f0.mean === undefined ? { empty: strings.layers.noVoice(71, 800) } : {}),
    paint(context, size, colours) {
      if (hidden) return;
      const line = { line: colours.f0, halo: colours.plot };
      drawF0(context, size, track, sound.duration, axis, share, line);
    },
  };
}

/** Geometric mean and range of the voiced frames. For reading only: neither enters a sound. */
function voiceOver(track: F0Track | undefined, frames: Frames, { start, end }: Share): readonly Value[] {
  if (!track) return [undefined, undefined];
  const { first, count } = framesIn(frames, start, end);
  const octaves = Array.from(
    track.f0.subarray(first, first + count).filter((value) => value > 0),
    Math.log2,
  );
  if (octaves.length === 0) return [null, null];
  const [low, high, sum] = octaves.reduce(
    ([least, most, all], value) => [Math.min(least, value), Math.max(most, value), all + value],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0],
  );
  return [2 ** (sum / octaves.length), 12 * (high - low)];
}

const REACH_OCTAVES = 1.75;

/** Centred on the source's mean and wide enough for usual changes; grows by octaves when a result leaves it. */
export function f0Axis(sourceMean: number | undefined, resultMean: number | undefined): Axis {
  const centre = sourceMean ?? 160;
  const shift = resultMean === undefined ? 0 : Math.log2(resultMean / centre);
  const below = REACH_OCTAVES + Math.max(0, Math.ceil(-shift - 1));
  const above = REACH_OCTAVES + Math.max(0, Math.ceil(shift - 1));
  return { scale: 'log', low: centre / 2 ** below, high: centre * 2 ** above, unit: 'Hz' };
}
