import { drawF0, drawF0Anchors } from '../components/plot/draw-f0.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { F0Track } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import { f0Strings } from '../strings-f0.ts';
import { type Axis, partOf } from './axis.ts';
import { f0Axis } from './f0-axis.ts';
import { evenFrames, type Frames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { framesIn } from './rows.ts';
import { column } from './values.ts';
import { CHANGE_RANGE } from './voiced.ts';

const F0 = column('f0', 'Hz', 1, { none: strings.views.unvoiced, said: 'f0\u00a0', minus: 'st' });
const SHIFT = column(strings.layers.reMean, 'st', 1, { none: strings.views.unvoiced });
const FOUND = column(f0Strings.columns.tracked, 'Hz', 1, {
  none: strings.views.unvoiced,
  said: `${f0Strings.columns.tracked}\u00a0`,
});

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
  height: 260,
  over: ['spectrogram'],
  look: f0Layer,
};

const NONE: F0Track = { framePeriodMs: 5, f0: new Float64Array(0), mean: undefined };

function f0Layer(scene: Scene, base?: Axis): Layer {
  const { sound, share, channel, f0Growth, analysis } = scene;
  const found = sound.f0 ?? NONE;
  const lines = scene.edits;
  const track = lines ? { ...lines, f0: lines.shaped } : found;
  const edits = lines?.isEdited ? lines : undefined;
  const mean = f0Growth.centre;
  // What no step found was found in the usual way, as what is shown of the result is.
  const { f0Floor = 71, f0Ceiling = 800 } = lines ? analysis : {};
  const axis = partOf(f0Axis(f0Growth), scene.part);
  const period = track.framePeriodMs / 1000;
  const frames = evenFrames(track.f0.length, period, sound.duration);
  // It is that of the first channel.
  const hidden = base !== undefined && channel > 0;
  const columns = [F0, ...(base || mean === undefined ? [] : [SHIFT]), ...(edits ? [FOUND] : [])];
  return {
    axis,
    legend: strings.layers.f0Legend,
    columns: hidden ? [] : columns,
    read(point) {
      if (hidden) return [];
      if (!sound.f0) return [undefined];
      const frame = frames.frameAt(point.share);
      const value = track.f0[frame] || null;
      const shift = value && 12 * Math.log2(value / (mean ?? value));
      const given = [value, ...(columns.includes(SHIFT) || !edits ? [shift] : [])];
      return edits ? [...given, edits.tracked[frame] || null] : given;
    },
    ...(hidden ? {} : { over: { columns: OVER, read: (span) => voiceOver(sound.f0 && track, frames, span) } }),
    frames,
    ...(sound.f0 && !hidden ? { series: track.f0 } : {}),
    ...(sound.f0 && track.mean === undefined && !edits
      ? {
          empty: strings.layers.noVoice(f0Floor, f0Ceiling),
          ...(scene.side === 'source' && scene.followsStep ? { remedy: CHANGE_RANGE } : {}),
        }
      : {}),
    paint(context, size, colours) {
      if (hidden) return;
      const draw = (f0: Float64Array, line: string, style: 'solid' | 'thin') => {
        const lines = { line, halo: colours.plot, style } as const;
        drawF0(context, size, { ...track, f0 }, sound.duration, axis, share, lines);
      };
      if (!edits) {
        draw(track.f0, colours.f0, 'solid');
        return;
      }
      const isShaped = edits.shaped.some((hz, i) => hz !== edits.corrected[i]);
      draw(edits.tracked, colours.ink3, 'thin');
      draw(edits.corrected, colours.f0, isShaped ? 'thin' : 'solid');
      if (!isShaped) return;
      draw(edits.shaped, colours.f0, 'solid');
      drawF0Anchors(context, size, edits.anchors, sound.duration, axis, share, {
        line: colours.f0,
        halo: colours.plot,
      });
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
