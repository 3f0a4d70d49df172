import type { AppError } from '../../core/base/errors.ts';
import type { EngineClient } from '../services/engine-client.ts';
import { createAsking } from './asking.ts';
import {
  encodeLevels,
  type MapSource,
  sourceKey,
  TILE_COLUMNS,
  type Tile,
  type TileWish,
  tileKey,
} from './map-tile.ts';
import { createWaveTiles, type WaveTiles } from './wave-tiles.ts';

export interface Pictures extends WaveTiles {
  tile(source: MapSource, level: number, index: number): Tile | undefined;
  /** What a pane is waiting for, most urgent first; replaces what it wished before. */
  want(pane: string, wishes: readonly TileWish[]): void;
  /** Loudest level of the whole sound, dB; asked for when not known yet. */
  reference(source: MapSource): number | undefined;
  /** Anything else about a sound, by a key of its own; asked for when not known yet. */
  data<T>(id: string, key: string, ask: () => Promise<T>): T | undefined;
  /** The same for what follows a moving cursor: one question at a time, and only the last answer is kept. */
  probe<T>(id: string, slot: string, key: string, ask: () => Promise<T>): T | undefined;
  /** How far a sound is looked through for its loudest level, 0..1, while it takes a while. */
  progress(id: string): number | undefined;
  /** True when the engine no longer has the sound. */
  isGone(id: string): boolean;
  /** Why the pictures of a sound cannot be computed. */
  problem(id: string): AppError | undefined;
  retry(id: string): void;
  /** Forgets the pictures of a sound. */
  release(id: string): void;
  /** Whether anything that was asked for is on its way. */
  isBusy(): boolean;
  /** How often it told of something: what came between a look and the subscription would be missed. */
  arrivals(): number;
  /** Tells of which sound something has arrived. */
  subscribe(listener: (id: string) => void): () => void;
}

const TILE_BYTES = 64 * 2 ** 20;
const AT_ONCE = 2;

export function createPictures(engine: EngineClient): Pictures {
  const tiles = new Map<string, Tile>();
  const references = new Map<string, number>();
  const found = new Map<string, unknown>();
  const probes = new Map<string, { readonly key: string; readonly value: unknown }>();
  const looking = new Map<string, number>();
  const wishes = new Map<string, readonly TileWish[]>();
  const asking = createAsking();
  const waves = createWaveTiles(engine, asking);
  let bytes = 0;
  let tilesPending = 0;

  function keepTile(key: string, tile: Tile): void {
    tiles.set(key, tile);
    bytes += tile.codes.byteLength;
    for (const [oldest, old] of tiles) {
      if (bytes <= TILE_BYTES) break;
      tiles.delete(oldest);
      bytes -= old.codes.byteLength;
    }
  }

  async function fetchTile({ source, level, index, reference }: TileWish, key: string): Promise<void> {
    tilesPending++;
    const hop = 2 ** level;
    const total = Math.ceil(source.steps / hop) + 1;
    const columns = Math.min(TILE_COLUMNS, total - index * TILE_COLUMNS);
    await asking.ask(
      source.id,
      key,
      () => source.columns(engine, { hop, start: index * TILE_COLUMNS * hop, columns }),
      (picture) => {
        const { bins, binWidth } = picture;
        keepTile(key, { columns, bins, binWidth, codes: encodeLevels(picture.levelDb, reference) });
      },
    );
    tilesPending--;
    pump();
  }

  function nextWish(): { wish: TileWish; key: string } | undefined {
    for (const list of wishes.values()) {
      for (const wish of list) {
        const { id } = wish.source;
        const key = tileKey(wish.source, wish.level, wish.index);
        if (!tiles.has(key) && !asking.isPending(key) && !asking.problem(id) && !asking.isGone(id))
          return { wish, key };
      }
    }
    return undefined;
  }

  function pump(): void {
    while (tilesPending < AT_ONCE) {
      const found = nextWish();
      if (found === undefined) return;
      void fetchTile(found.wish, found.key);
    }
  }

  function findReference(source: MapSource, key: string): void {
    const { id } = source;
    const onFraction = (fraction: number) => {
      looking.set(key, fraction);
      asking.announce(id);
    };
    const compute = () => source.loudest(engine, onFraction);
    void asking.ask(id, key, compute, (loudest) => references.set(key, Math.max(loudest, LEAST_REFERENCE_DB)));
  }

  return {
    ...waves,
    tile(source, level, index) {
      const key = tileKey(source, level, index);
      const tile = tiles.get(key);
      if (tile) {
        tiles.delete(key);
        tiles.set(key, tile);
      }
      return tile;
    },
    want(pane, list) {
      wishes.delete(pane);
      if (list.length > 0) wishes.set(pane, list);
      pump();
    },
    reference(source) {
      const key = referenceKey(source);
      const known = references.get(key);
      if (known === undefined) findReference(source, key);
      return known;
    },
    progress(id) {
      const [, fraction] = [...looking].find(([key]) => key.includes(id) && !references.has(key)) ?? [];
      return fraction;
    },
    data<T>(id: string, key: string, compute: () => Promise<T>): T | undefined {
      const name = `data ${id} ${key}`;
      if (!found.has(name)) void asking.ask(id, name, compute, (value) => found.set(name, value));
      return found.get(name) as T | undefined;
    },
    probe<T>(id: string, slot: string, key: string, compute: () => Promise<T>): T | undefined {
      const name = `probe ${id} ${slot}`;
      const last = probes.get(name);
      if (last?.key === key) return last.value as T;
      void asking.ask(id, name, compute, (value) => probes.set(name, { key, value }));
      return undefined;
    },
    isGone: asking.isGone,
    problem: asking.problem,
    retry(id) {
      asking.retry(id);
      pump();
    },
    release(id) {
      for (const [key, tile] of tiles) {
        if (!key.includes(id)) continue;
        tiles.delete(key);
        bytes -= tile.codes.byteLength;
      }
      for (const kept of [references, looking, found, probes])
        for (const key of kept.keys()) if (key.includes(id)) kept.delete(key);
      waves.release(id);
      asking.release(id);
    },
    isBusy: asking.isBusy,
    arrivals: asking.arrivals,
    subscribe: asking.subscribe,
  };
}

/** dB: of digital silence. */
const LEAST_REFERENCE_DB = -200;

function referenceKey(source: MapSource): string {
  return `reference ${sourceKey(source)}`;
}
