import { drawBandResponses, drawBands } from '../components/plot/draw-bands.ts';
import { isJsonObject } from '../forms/json.ts';
import { contactsOf } from '../panels/vocoder-presets.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import { strings } from '../strings.ts';
import { frequencyAxis, heightOf } from './axis.ts';
import { createBandCells, samplesPerCell } from './band-cells.ts';
import { ADD_VOCODER, shapeOf } from './filters.ts';
import { evenFrames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { column, count, FREQUENCY } from './values.ts';

const COLUMNS = [
  FREQUENCY,
  count(strings.layers.band, strings.layers.bandNumber),
  column(strings.layers.envelope, 'dBFS', 1),
];

/** Room below the lowest band and above the highest. */
const ROOM = { below: 0.8, above: 1.1 };

/** What a vocoder's bands find in the sound: each envelope in its lane on the cochlea, and the filters beside them. */
export const bands: View = {
  id: 'bands',
  name: strings.layers.bands,
  kind: 'map',
  needs: 'vocoder',
  height: 320,
  over: [],
  look: bandsLayer,
};

function bandsLayer(scene: Scene): Layer {
  const { vocoder, sound } = scene;
  const { sampleRate } = sound;
  const shape = vocoder && shapeOf(scene, vocoder, sampleRate);
  const top = (shape?.analysis.edges.at(-1) ?? sampleRate) * ROOM.above;
  const low = Math.max((shape?.analysis.edges[0] ?? 0) * ROOM.below, 0);
  const axis = { ...frequencyAxis('greenwood', Math.min(top, sampleRate / 2)), low };
  const cells = scene.keep('bands', createBandCells);
  const period = samplesPerCell(scene) / sampleRate;
  const edges = shape?.analysis.edges ?? [];
  const fits = edges.length > 1 && edges.every((edge) => edge > 0 && edge < sampleRate / 2);
  const empty = vocoder === undefined ? strings.layers.noVocoder : shape && !fits ? strings.layers.noRoom : undefined;
  return {
    axis,
    legend: strings.layers.bandsLegend,
    columns: COLUMNS,
    ...(empty === undefined ? {} : { empty }),
    ...(vocoder === undefined ? { remedy: { ...ADD_VOCODER, again: strings.layers.bandsHere } } : {}),
    read({ share, frequency }) {
      if (!vocoder || !shape) return [frequency, undefined, undefined];
      const band = edges.findLastIndex((edge) => edge <= frequency);
      if (!fits || band < 0 || band >= edges.length - 1) return [frequency, null, null];
      return rowOf(frequency, band, cells.value(scene, vocoder, share, band));
    },
    frames: evenFrames(Math.ceil(sound.duration / period - 1e-9), period, sound.duration),
    rows: (first, count, frequency) => envelopeRows(scene, edges, { first, count }, frequency),
    paint(context, size, colours) {
      if (!vocoder || !shape || !fits) return;
      const place = (frequency: number) => size.height * (1 - heightOf(axis, frequency));
      const numbers = contactsOf(analysisOf(vocoder))?.numbers;
      const lanes = shape.analysis.centers.map((_, band) => {
        const [low = 0, high = 0] = [edges[band], edges[band + 1]];
        return { top: place(high), bottom: place(low), name: String(numbers?.[band] ?? band + 1) };
      });
      // The source's, on both sides, so that heights compare; its size does not change while it is panned.
      const reference = 10 ** (Math.max(scene.source.levels.peakDbfs, -60) / 20) / 4;
      const view = { share: scene.share, frames: sound.frames, reference };
      const fill = colours[scene.side];
      const { line, ink3: ink, plot: back } = colours;
      drawBands(context, size, lanes, cells.visible(scene, vocoder), view, { fill, line, ink });
      drawBandResponses(context, size, shape, shape.analysis, place, { line: colours.ink, back });
    },
  };
}

function rowOf(frequency: number, band: number, envelope: number | undefined): readonly Value[] {
  return [frequency, band + 1, envelope === undefined ? undefined : 20 * Math.log10(envelope)];
}

/** The band that the frequency is in, cell by cell. */
async function envelopeRows(
  scene: Scene,
  edges: readonly number[],
  { first, count }: { readonly first: number; readonly count: number },
  frequency: number,
): Promise<readonly (readonly Value[])[]> {
  const { sound, engine, vocoder } = scene;
  const band = edges.findLastIndex((edge) => edge <= frequency);
  if (!vocoder || band < 0 || band >= edges.length - 1) {
    return Array.from({ length: count }, () => [frequency, null, null]);
  }
  const samples = samplesPerCell(scene);
  const channel = Math.min(scene.channel, sound.channelCount - 1);
  const stretch = {
    first: first * samples,
    count: Math.min(count * samples, sound.frames - first * samples),
    samplesPerCell: samples,
  };
  const { cells, values } = await engine.vocoder.envelopes(sound.id, channel, vocoder, stretch);
  return Array.from({ length: count }, (_, row) => rowOf(frequency, band, values[band * cells + row]));
}

function analysisOf(vocoder: GivenVocoder) {
  const bank = vocoder['analysis_filters'];
  return isJsonObject(bank) ? bank['f'] : undefined;
}
