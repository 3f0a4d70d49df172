import type { BandEnvelopes, BandStretch, GivenVocoder } from '../services/vocoder-client.ts';
import type { Scene } from './layer.ts';

/** Envelopes of a stretch of a sound. */
export interface BandTile extends BandEnvelopes {
  readonly first: number;
  readonly samplesPerCell: number;
}

export interface BandCells {
  /** What of the visible part is there; the first stretch that is not is asked for. */
  visible(scene: Scene, vocoder: GivenVocoder): readonly BandTile[];
  /** A band's envelope at a place of the sound, linear; undefined while it is not known. */
  value(scene: Scene, vocoder: GivenVocoder, share: number, band: number): number | undefined;
  /**
   * The same for a table, of stretches that are known or asked for: filters forget what was before a stretch but for their
   * last bits, so a value must not depend on who asks for it.
   * @param first of `count` cells
   * @returns of a cell and a band, linear
   */
  rows(
    scene: Scene,
    vocoder: GivenVocoder,
    cells: { readonly first: number; readonly count: number },
  ): Promise<(cell: number, band: number) => number | undefined>;
}

/** Cells of a millisecond in a stretch: 8 s, so that one is soon there, and an hour's are forgotten one by one. */
const TILE_CELLS = 8192;
/** Cells for the visible part, at most. */
const MOST_CELLS = 3000;
const MOST_BYTES = 24 * 2 ** 20;

/** Samples of a cell: a millisecond, doubled while more would be visible than there are pixels. */
export function samplesPerCell({ sound, share }: Pick<Scene, 'sound' | 'share'>): number {
  const least = leastCell(sound.sampleRate);
  let cell = least;
  while (((share.end - share.start) * sound.frames) / cell > MOST_CELLS && cell < least * TILE_CELLS) cell *= 2;
  return cell;
}

function leastCell(sampleRate: number): number {
  return Math.max(Math.round(sampleRate / 1000), 1);
}

/** Stretches of one pane's side; an older recipe's stand in until those of the present one are there. */
export function createBandCells(): BandCells {
  const tiles = new Map<string, BandTile>();
  const latest = new Map<string, string>();
  let bytes = 0;

  function keep(key: string, tile: BandTile): void {
    tiles.set(key, tile);
    bytes += tile.values.byteLength;
    for (const [oldest, { values }] of tiles) {
      if (bytes <= MOST_BYTES) break;
      tiles.delete(oldest);
      bytes -= values.byteLength;
    }
  }

  function keyOf(scene: Scene, vocoder: GivenVocoder, index: number): string {
    const channel = Math.min(scene.channel, scene.sound.channelCount - 1);
    return `${scene.sound.id} ${channel} ${samplesPerCell(scene)} ${index} ${JSON.stringify(vocoder)}`;
  }

  async function fetch(scene: Scene, vocoder: GivenVocoder, index: number): Promise<BandTile> {
    const { sound, engine } = scene;
    const key = keyOf(scene, vocoder, index);
    const known = tiles.get(key);
    if (known) return known;
    const stretch = stretchAt(scene, index);
    const channel = Math.min(scene.channel, sound.channelCount - 1);
    const tile = { ...(await engine.vocoder.envelopes(sound.id, channel, vocoder, stretch)), ...stretch };
    if (!tiles.has(key)) keep(key, tile);
    return tile;
  }

  function find(scene: Scene, vocoder: GivenVocoder, index: number, mayAsk: boolean): BandTile | undefined {
    const { sound, pictures, engine, name } = scene;
    const cell = samplesPerCell(scene);
    const channel = Math.min(scene.channel, sound.channelCount - 1);
    const place = `${channel} ${cell} ${index}`;
    const key = keyOf(scene, vocoder, index);
    const known = tiles.get(key);
    if (known) return known;
    const stretch = stretchAt(scene, index);
    const answer = mayAsk
      ? pictures.probe(sound.id, `bands ${name}`, key, () =>
          // Nothing to see is no reason to give up the sound's other pictures.
          engine.vocoder.envelopes(sound.id, channel, vocoder, stretch).catch(() => undefined),
        )
      : undefined;
    if (answer) {
      const tile = { ...answer, ...stretch };
      keep(key, tile);
      latest.set(place, key);
      return tile;
    }
    return undefined;
  }

  function older(scene: Scene, index: number): BandTile | undefined {
    const channel = Math.min(scene.channel, scene.sound.channelCount - 1);
    return tiles.get(latest.get(`${channel} ${samplesPerCell(scene)} ${index}`) ?? '');
  }

  return {
    visible(scene, vocoder) {
      const { sound, share } = scene;
      const count = leastCell(sound.sampleRate) * TILE_CELLS;
      const last = Math.ceil((share.end * sound.frames) / count);
      const found: BandTile[] = [];
      let mayAsk = true;
      for (let index = Math.floor((share.start * sound.frames) / count); index < last; index++) {
        const tile = find(scene, vocoder, index, mayAsk);
        mayAsk &&= tile !== undefined;
        const shown = tile ?? older(scene, index);
        if (shown) found.push(shown);
      }
      return found;
    },
    value(scene, vocoder, share, band) {
      const { sound } = scene;
      const sample = Math.min(Math.max(Math.round(share * sound.frames), 0), sound.frames - 1);
      const index = Math.floor(sample / (leastCell(sound.sampleRate) * TILE_CELLS));
      const tile = find(scene, vocoder, index, false);
      if (!tile || band >= tile.bands) return undefined;
      return tile.values[band * tile.cells + Math.floor((sample - tile.first) / tile.samplesPerCell)];
    },
    async rows(scene, vocoder, { first, count }) {
      const perTile = (leastCell(scene.sound.sampleRate) * TILE_CELLS) / samplesPerCell(scene);
      const found = new Map<number, BandTile>();
      for (let index = Math.floor(first / perTile); index * perTile < first + count; index++) {
        found.set(index, await fetch(scene, vocoder, index));
      }
      return (cell, band) => {
        const tile = found.get(Math.floor(cell / perTile));
        return tile && band < tile.bands ? tile.values[band * tile.cells + (cell % perTile)] : undefined;
      };
    },
  };
}

function stretchAt(scene: Scene, index: number): BandStretch {
  const count = leastCell(scene.sound.sampleRate) * TILE_CELLS;
  return {
    first: index * count,
    count: Math.min(count, scene.sound.frames - index * count),
    samplesPerCell: samplesPerCell(scene),
  };
}
