import { drawBandResponses, drawBands } from '../components/plot/draw-bands.ts';
import { isJsonObject } from '../forms/json.ts';
import { contactsOf } from '../panels/vocoder-presets.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import { strings } from '../strings.ts';
import { frequencyAxis, heightOf, partOf } from './axis.ts';
import { type BandCells, createBandCells, samplesPerCell } from './band-cells.ts';
import { ADD_VOCODER, shapeOf } from './filters.ts';
import { type Column, evenFrames, type Layer, type Scene, type Value, type View } from './layer.ts';
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
  const axis = partOf({ ...frequencyAxis('greenwood', Math.min(top, sampleRate / 2)), low }, scene.part);
  const cells = scene.keep('bands', createBandCells);
  const period = samplesPerCell(scene) / sampleRate;
  const edges = shape?.analysis.edges ?? [];
  const fits = edges.length > 1 && edges.every((edge) => edge > 0 && edge < sampleRate / 2);
  const empty = vocoder === undefined ? strings.layers.noVocoder : shape && !fits ? strings.layers.noRoom : undefined;
  return {
    axis,
    legend: strings.layers.bandsLegend,
    columns: [...COLUMNS, ...listed(fits && shape ? shape.analysis.centers.length : 0)],
    ...(empty === undefined ? {} : { empty }),
    ...(vocoder === undefined ? { remedy: { ...ADD_VOCODER, again: strings.layers.bandsHere } } : {}),
    read({ share, frequency }) {
      if (!vocoder || !shape) return [frequency, undefined, undefined];
      if (!fits) return [frequency, null, null];
      const all = shape.analysis.centers.map((_, band) => cells.value(scene, vocoder, share, band));
      return rowOf(frequency, bandAt(edges, frequency), all);
    },
    frames: evenFrames(Math.ceil(sound.duration / period - 1e-9), period, sound.duration),
    rows: (first, count, frequency) => envelopeRows(scene, cells, edges, { first, count }, frequency),
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

/** Of each band, for the table: under the cursor there is one. */
function listed(bands: number): readonly Column[] {
  return Array.from({ length: bands }, (_, band) =>
    column(strings.layers.bandNumber(String(band + 1)), 'dBFS', 1, { isListed: true }),
  );
}

/** The band that a frequency is in; undefined below the lowest and above the highest. */
function bandAt(edges: readonly number[], frequency: number): number | undefined {
  const band = edges.findLastIndex((edge) => edge <= frequency);
  return band < 0 || band >= edges.length - 1 ? undefined : band;
}

/** @param envelopes linear, of each band; undefined what is not known */
function rowOf(
  frequency: number,
  band: number | undefined,
  envelopes: readonly (number | undefined)[],
): readonly Value[] {
  const levels = envelopes.map((envelope) => (envelope === undefined ? undefined : 20 * Math.log10(envelope)));
  return [frequency, ...(band === undefined ? [null, null] : [band + 1, levels[band]]), ...levels];
}

/** All bands, and the one that the frequency is in, cell by cell. */
async function envelopeRows(
  scene: Scene,
  cells: BandCells,
  edges: readonly number[],
  { first, count }: { readonly first: number; readonly count: number },
  frequency: number,
): Promise<readonly (readonly Value[])[]> {
  const { vocoder } = scene;
  if (!vocoder || edges.length < 2) return Array.from({ length: count }, () => [frequency, null, null]);
  const valueAt = await cells.rows(scene, vocoder, { first, count });
  const bands = Array.from({ length: edges.length - 1 }, (_, band) => band);
  const band = bandAt(edges, frequency);
  return Array.from({ length: count }, (_, row) =>
    rowOf(
      frequency,
      band,
      bands.map((each) => valueAt(first + row, each)),
    ),
  );
}

function analysisOf(vocoder: GivenVocoder) {
  const bank = vocoder['analysis_filters'];
  return isJsonObject(bank) ? bank['f'] : undefined;
}
