import { drawSpectrogram } from '../components/plot/draw-spectrogram.ts';
import { topFrequency, windowLength } from '../state/app-state.ts';
import { mapOf } from '../state/display.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import { strings } from '../strings.ts';
import { frequencyAxis, partOf } from './axis.ts';
import { evenFrames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { type SpectrogramSource, spectrogramSource } from './spectrogram-source.ts';
import { createSteadyMap } from './steady-map.ts';
import { column, FREQUENCY, levelOf } from './values.ts';

/** A sound that never gets louder than this is near silence, and looks like it. */
const LEAST_PEAK_DBFS = -60;
/** s between rows of its table; the value at the cursor is that of the nearest sample. */
const STEP = 0.005;

const COLUMNS = [FREQUENCY, column(strings.layers.density, 'dB', 1)];

export const spectrogram: View = {
  id: 'spectrogram',
  name: strings.views.spectrogram,
  kind: 'map',
  height: 420,
  over: [],
  usual: ['f0'],
  look: spectrogramLayer,
};

function spectrogramLayer(scene: Scene): Layer {
  const { sound, pictures, share } = scene;
  const { display } = scene.options;
  const map = mapSource(scene, sound);
  const whole = frequencyAxis(display.scale, Math.min(map.maxFrequency, map.sampleRate / 2));
  const axis = partOf(whole, scene.part);
  const period = Math.max(Math.round(STEP * map.sampleRate), 1) / map.sampleRate;
  return {
    axis,
    legend: strings.layers.spectrogramLegend(map.windowLength * 1000),
    shades: strings.layers.spectrogramShades(display.rangeDb, display.preEmphasis),
    rangeDb: display.rangeDb,
    columns: COLUMNS,
    read({ share: at, frequency }) {
      const sample = Math.min(Math.max(Math.round(at * sound.frames), 0), sound.frames - 1);
      const found = exactColumn(scene, map, sample);
      const bin = found && Math.min(Math.round(frequency / found.binWidth), found.levelDb.length - 1);
      return [
        Math.min(Math.max(frequency, 0), whole.high),
        bin === undefined ? undefined : levelOf(found?.levelDb[bin]),
      ];
    },
    frames: evenFrames(Math.floor(sound.duration / period) + 1, period, sound.duration),
    rows: (first, count, frequency) =>
      exactRows(scene, map, { first, count, hop: Math.round(period * map.sampleRate) }, frequency),
    paint(context, size, colours) {
      const level = referenceLevel(scene);
      if (level === undefined) return;
      const steady = scene.keep('map', () => createSteadyMap(scene.name));
      const picture = steady(pictures, map, share, level, size.width * size.ratio);
      if (!picture) return;
      const look = { share, axis, rangeDb: display.rangeDb, map: mapOf(display.map, colours.map) };
      drawSpectrogram(context, size, pictures, { ...picture, ...look });
    },
  };
}

function mapSource({ channel, options }: Scene, sound: PlotSound): SpectrogramSource {
  return spectrogramSource(sound, Math.min(channel, sound.channelCount - 1), {
    windowLength: windowLength(options),
    maxFrequency: topFrequency(options.range, sound.sampleRate),
    preEmphasis: options.display.preEmphasis,
  });
}

/** Both sides share the source's, so that brightness compares. */
function referenceLevel(scene: Scene): number | undefined {
  const { source, pictures } = scene;
  const loudest = pictures.reference(mapSource(scene, source));
  const { peakDbfs } = source.levels;
  return loudest === undefined ? undefined : loudest + Math.max(LEAST_PEAK_DBFS - Math.max(peakDbfs, -200), 0);
}

/** Levels at one instant, by one transform there and not from the picture, without pre-emphasis. */
function exactColumn({ pictures, engine, name }: Scene, map: SpectrogramSource, sample: number) {
  const { windowLength, maxFrequency, sampleRate, channel } = map;
  const key = `${channel} ${windowLength} ${maxFrequency} ${sample}`;
  const options = { windowLength, hop: 1, start: sample, columns: 1, preEmphasis: 0 };
  return pictures.probe(map.id, `column ${name}`, key, () =>
    engine.spectrogram(map.id, channel, { ...options, maxFrequency: Math.min(maxFrequency, sampleRate / 2) }),
  );
}

interface RowSpan {
  readonly first: number;
  readonly count: number;
  /** samples */
  readonly hop: number;
}

/** The same for instants one after the other. */
async function exactRows({ engine }: Scene, map: SpectrogramSource, span: RowSpan, frequency: number) {
  const { windowLength, maxFrequency, sampleRate, channel, id } = map;
  const { first, count, hop } = span;
  const options = { windowLength, hop, start: first * hop, columns: count, preEmphasis: 0 };
  const found = await engine.spectrogram(id, channel, {
    ...options,
    maxFrequency: Math.min(maxFrequency, sampleRate / 2),
  });
  const bin = Math.min(Math.round(frequency / found.binWidth), found.bins - 1);
  const shown = Math.min(Math.max(frequency, 0), Math.min(maxFrequency, sampleRate / 2));
  return Array.from({ length: count }, (_, row): Value[] => [shown, levelOf(found.levelDb[row * found.bins + bin])]);
}
