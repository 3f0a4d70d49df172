import { drawLine } from '../components/plot/draw-line.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { Intensity } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import { type Axis, partOf } from './axis.ts';
import { evenFrames, type Frames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { framesIn } from './rows.ts';
import { column, levelOf } from './values.ts';

const COLUMNS = [column(strings.layers.intensity, 'dB', 1, { said: `${strings.layers.intensitySaid}\u00a0` })];
const OVER = [
  column(strings.layers.mean, 'dB', 1, {
    said: `${strings.layers.meanSaid}\u00a0${strings.layers.intensitySaid}\u00a0`,
  }),
  column(strings.layers.most, 'dB', 1, { said: `${strings.layers.mostSaid}\u00a0` }),
  column('Leq', 'dB', 1, { said: 'Leq\u00a0' }),
];
const LEVELS: Axis = { scale: 'linear', low: -70, high: 0, unit: 'dB' };
/** Hz; with it the step is 8 ms. */
const FLOOR = 100;
/** Level over time, for the eye: the recipe does not use it. */
export const intensity: View = {
  id: 'intensity',
  name: strings.layers.intensity,
  kind: 'line',
  height: 150,
  over: ['waveform', 'spectrogram'],
  look: intensityLayer,
};

/** Of the channel that is looked at; undefined until it is known. */
export function intensityOf({ sound, channel, pictures, engine }: Scene): Intensity | undefined {
  const shown = Math.min(channel, sound.channelCount - 1);
  return pictures.data(sound.id, `intensity ${shown}`, () => engine.intensity(sound.id, shown, FLOOR));
}

/** Mean and maximum of the contour; the level of the stretch as a whole comes from its samples. */
function intensityOver(
  { sound, channel, pictures, engine, name }: Scene,
  found: Intensity | undefined,
  frames: Frames,
  { start, end }: Share,
): readonly Value[] {
  if (!found) return OVER.map(() => undefined);
  const { first, count } = framesIn(frames, start, end);
  const levels = found.levelDb.subarray(first, first + count);
  const lane = Math.min(channel, sound.channelCount - 1);
  const from = Math.round(start * sound.frames);
  const samples = Math.max(Math.round(end * sound.frames) - from, 1);
  const whole = pictures.probe(sound.id, `Leq ${name}`, `${lane} ${from} ${samples}`, () =>
    engine.stretchLevels(sound.id, lane, from, samples),
  );
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const most = levels.reduce((highest, level) => Math.max(highest, level));
  return [levelOf(mean), levelOf(most), whole?.rmsDbfs];
}

function intensityLayer(scene: Scene): Layer {
  const { sound, side, share } = scene;
  const axis = partOf(LEVELS, scene.part);
  const found = intensityOf(scene);
  const step = found?.step ?? 0.8 / FLOOR;
  const frames = evenFrames(found?.levelDb.length ?? 0, step, sound.duration);
  return {
    axis,
    legend: strings.layers.intensityLegend(FLOOR),
    columns: COLUMNS,
    read: ({ share: at }) => [levelOf(found?.levelDb[frames.frameAt(at)])],
    over: { columns: OVER, read: (span) => intensityOver(scene, found, frames, span) },
    frames,
    paint(context, size, colours) {
      if (!found) return;
      const style = { line: colours[side], halo: colours.plot };
      drawLine(context, size, { axis, frames, valueAt: (frame) => found.levelDb[frame] ?? null, share }, style);
    },
  };
}
