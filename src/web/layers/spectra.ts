import type { WorldAnalysisOptions, WorldRowKind } from '../../core/kernels/kernels.ts';
import type { Spectrogram } from '../../core/kernels/view-kernel.ts';
import { drawHatching } from '../components/plot/draw-hatching.ts';
import { drawSpectrogram } from '../components/plot/draw-spectrogram.ts';
import { topFrequency } from '../state/app-state.ts';
import { mapOf } from '../state/display.ts';
import type { MapSource } from '../state/map-tile.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import { strings } from '../strings.ts';
import { frequencyAxis, partOf } from './axis.ts';
import { type Column, evenFrames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { createSteadyMap } from './steady-map.ts';
import { column, FREQUENCY } from './values.ts';
import { CHANGE_RANGE, isVoiced } from './voiced.ts';

/** A sound whose envelope never gets louder than this is near silence, and looks like it. */
const LEAST_LOUDEST_DB = -60;
/** dB: D4C gives no less. */
const APERIODICITY_RANGE = 60;

/** What a map of WORLD's analysis is, besides its place in the stage. */
interface Kind {
  readonly kind: WorldRowKind;
  readonly columns: readonly Column[];
  readonly legend: (options: WorldAnalysisOptions) => string;
  /** In the order of `columns`, of a level that is known. */
  readonly values: (levelDb: number) => readonly Value[];
  readonly rangeDb: (scene: Scene) => number;
}

const ENVELOPE: Kind = {
  kind: 'envelope',
  columns: [FREQUENCY, column(strings.layers.envelopeLevel, 'dB', 1)],
  legend: strings.layers.envelopeLegend,
  values: (level) => [level],
  rangeDb: ({ options }) => options.display.rangeDb,
};

const APERIODICITY: Kind = {
  kind: 'aperiodicity',
  columns: [
    FREQUENCY,
    column(strings.layers.ratio, '', 3, { none: strings.views.unvoiced }),
    column(strings.layers.aperiodicity, 'dB', 1, { none: '' }),
  ],
  legend: strings.layers.aperiodicityLegend,
  values: (level) => (Number.isFinite(level) ? [10 ** (level / 20), level] : [null, null]),
  rangeDb: () => APERIODICITY_RANGE,
};

/** What WORLD takes for the vocal tract: CheapTrick's envelope. */
export const envelope: View = {
  id: 'envelope',
  name: strings.layers.spectralEnvelope,
  kind: 'map',
  height: 300,
  over: [],
  usual: [],
  look: (scene) => spectraLayer(scene, ENVELOPE),
};

/** What of a voice is noise: D4C's ratio. */
export const aperiodicity: View = {
  id: 'aperiodicity',
  name: strings.layers.aperiodicity,
  kind: 'map',
  height: 240,
  over: [],
  look: (scene) => spectraLayer(scene, APERIODICITY),
};

function spectraLayer(scene: Scene, kind: Kind): Layer {
  const { sound, analysis } = scene;
  const { display } = scene.options;
  const map = spectraSource(scene, sound, kind.kind);
  const whole = frequencyAxis(display.scale, map.maxFrequency);
  const axis = partOf(whole, scene.part);
  const period = periodOf(analysis);
  const frames = evenFrames(Math.floor(sound.duration / period + 1e-9) + 1, period, sound.duration);
  const { f0Floor = 71, f0Ceiling = 800 } = analysis;
  const isUnvoiced = kind.kind === 'aperiodicity' && sound.f0 !== undefined && !isVoiced(scene);
  return {
    axis,
    legend: kind.legend(analysis),
    shades: strings.layers.shades(kind.rangeDb(scene)),
    rangeDb: kind.rangeDb(scene),
    columns: kind.columns,
    ...(isUnvoiced
      ? {
          empty: strings.layers.noVoice(f0Floor, f0Ceiling),
          remedy: CHANGE_RANGE,
        }
      : {}),
    read({ share, frequency }) {
      const found = rowAt(scene, map, frames.frameAt(share));
      const at = Math.min(Math.max(frequency, 0), whole.high);
      return [at, ...(found ? valuesIn(found, 0, at, kind) : kind.columns.slice(1).map(() => undefined))];
    },
    frames,
    async rows(first, count, frequency) {
      const found = await map.columns(scene.engine, { start: first, hop: 1, columns: count });
      const at = Math.min(Math.max(frequency, 0), whole.high);
      return Array.from({ length: count }, (_, row) => [at, ...valuesIn(found, row, at, kind)]);
    },
    paint(context, size, colours) {
      const { pictures, share } = scene;
      const level = referenceLevel(scene, kind.kind);
      if (isUnvoiced || level === undefined) return;
      const steady = scene.keep(kind.kind, () => createSteadyMap(scene.name));
      const picture = steady(pictures, map, share, level, size.width * size.ratio);
      if (!picture) return;
      const hasGaps = kind.kind === 'aperiodicity';
      if (hasGaps) drawHatching(context, size, colours.ink3);
      const rangeDb = kind.rangeDb(scene);
      const look = { share, axis, rangeDb, map: mapOf(display.map, colours.map), hasGaps };
      drawSpectrogram(context, size, pictures, { ...picture, ...look });
    },
  };
}

function valuesIn({ levelDb, bins, binWidth }: Spectrogram, row: number, frequency: number, { values }: Kind) {
  return values(levelDb[row * bins + Math.min(Math.round(frequency / binWidth), bins - 1)] ?? Number.NaN);
}

/** s */
export function periodOf({ framePeriodMs = 5 }: WorldAnalysisOptions): number {
  return framePeriodMs / 1000;
}

function spectraSource({ channel, options, analysis }: Scene, sound: PlotSound, kind: WorldRowKind): MapSource {
  const { id, sampleRate } = sound;
  const shown = Math.min(channel, sound.channelCount - 1);
  const maxFrequency = topFrequency(options.range, sampleRate);
  return {
    ...{ id, sampleRate, maxFrequency },
    channel: shown,
    steps: sound.duration / periodOf(analysis),
    finest: 0,
    settings: `${kind} ${JSON.stringify(analysis)}`,
    columns: ({ spectra }, span) => spectra.columns(id, shown, kind, analysis, { ...span, maxFrequency }),
    async loudest({ spectra }, onFraction) {
      // A ratio refers to itself.
      if (kind === 'aperiodicity') return 0;
      return spectra.loudest(id, shown, analysis, maxFrequency, onFraction);
    },
  };
}

/** Rows of the envelope, as its map has them. */
export function envelopeSource(scene: Scene, sound: PlotSound): MapSource {
  return spectraSource(scene, sound, 'envelope');
}

/** Both sides share the source's, so that brightness compares. */
export function referenceLevel(scene: Scene, kind: WorldRowKind): number | undefined {
  const loudest = scene.pictures.reference(spectraSource(scene, scene.source, kind));
  return loudest === undefined || kind === 'aperiodicity' ? loudest : Math.max(loudest, LEAST_LOUDEST_DB);
}

/** One frame, and not from the picture. */
export function rowAt({ pictures, engine, name }: Scene, map: MapSource, frame: number) {
  const { id, channel, maxFrequency, settings } = map;
  return pictures.probe(id, `row ${name}`, `${channel} ${maxFrequency} ${settings} ${frame}`, () =>
    map.columns(engine, { start: frame, hop: 1, columns: 1 }),
  );
}
