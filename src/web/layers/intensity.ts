import { drawLine } from '../components/plot/draw-line.ts';
import type { Intensity } from '../services/engine-client.ts';
import { strings } from '../strings.ts';
import type { Axis } from './axis.ts';
import { evenFrames, type Layer, type Scene, type View } from './layer.ts';
import { column } from './values.ts';

const COLUMNS = [column(strings.layers.intensity, 'dB', 1, { said: `${strings.layers.intensitySaid}\u00a0` })];
const AXIS: Axis = { scale: 'linear', low: -70, high: 0, unit: 'dB' };
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

function intensityLayer(scene: Scene): Layer {
  const { sound, side, share } = scene;
  const found = intensityOf(scene);
  const step = found?.step ?? 0.8 / FLOOR;
  const frames = evenFrames(found?.levelDb.length ?? 0, step, sound.duration);
  return {
    axis: AXIS,
    legend: strings.layers.intensityLegend(FLOOR),
    columns: COLUMNS,
    read: ({ share: at }) => [found?.levelDb[frames.frameAt(at)]],
    frames,
    paint(context, size, colours) {
      if (!found) return;
      const style = { line: colours[side], halo: colours.plot };
      drawLine(context, size, { axis: AXIS, frames, valueAt: (frame) => found.levelDb[frame] ?? null, share }, style);
    },
  };
}
