import { AppError } from '../../core/base/errors.ts';
import type { EngineClient } from '../services/engine-client.ts';

import {
  encodeLevels,
  fixedOptions,
  loudest,
  type SpectrogramSource,
  sourceKey,
  TILE_COLUMNS,
  type Tile,
  type TileWish,
  tileKey,
} from './spectrogram-tile.ts';

export interface Pictures {
  tile(source: SpectrogramSource, level: number, index: number): Tile | undefined;
  /** What a pane is waiting for, most urgent first; replaces what it wished before. */
  want(pane: string, wishes: readonly TileWish[]): void;
  /** Loudest level of the whole sound, dB; asked for when not known yet. */
  reference(source: SpectrogramSource): number | undefined;
  /** Min and max per cell, interleaved; asked for when not known yet. */
  peaks(id: string, channel: number, samplesPerCell: number): Float32Array | undefined;
  /** Anything else about a sound, by a key of its own; asked for when not known yet. */
  data<T>(id: string, key: string, ask: () => Promise<T>): T | undefined;
  /** The same for what follows a moving cursor: one question at a time, and only the last answer is kept. */
  probe<T>(id: string, slot: string, key: string, ask: () => Promise<T>): T | undefined;
  /** True when the engine no longer has the sound. */
  isGone(id: string): boolean;
  /** Why the pictures of a sound cannot be computed. */
  problem(id: string): AppError | undefined;
  retry(id: string): void;
  /** Forgets the pictures of a sound. */
  release(id: string): void;
  /** Tells of which sound something has arrived. */
  subscribe(listener: (id: string) => void): () => void;
}

const TILE_BYTES = 64 * 2 ** 20;
const REFERENCE_COLUMNS = 512;
const AT_ONCE = 2;

export function createPictures(engine: EngineClient): Pictures {
  const tiles = new Map<string, Tile>();
  const references = new Map<string, number>();
  const peaks = new Map<string, Float32Array>();
  const problems = new Map<string, AppError>();
  const found = new Map<string, unknown>();
  const probes = new Map<string, { readonly key: string; readonly value: unknown }>();
  const wishes = new Map<string, readonly TileWish[]>();
  const pending = new Set<string>();
  const gone = new Set<string>();
  const listeners = new Set<(id: string) => void>();
  let bytes = 0;
  let tilesPending = 0;

  const changed = (id: string) => {
    for (const listener of listeners) listener(id);
  };

  /** Asks once; the answer, or the problem, is kept and announced, unless the sound was released meanwhile. */
  async function ask<T>(id: string, key: string, compute: () => Promise<T>, keep: (value: T) => void): Promise<void> {
    if (pending.has(key) || problems.has(id) || gone.has(id)) return;
    pending.add(key);
    try {
      const value = await compute();
      if (pending.has(key)) keep(value);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'source-not-found') gone.add(id);
      else if (error.kind !== 'cancelled') problems.set(id, error);
    }
    pending.delete(key);
    changed(id);
  }

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
    const total = Math.ceil(source.frames / hop) + 1;
    const columns = Math.min(TILE_COLUMNS, total - index * TILE_COLUMNS);
    const options = { windowLength: source.windowLength, hop, start: index * TILE_COLUMNS * hop, columns };
    await ask(
      source.id,
      key,
      () => engine.spectrogram(source.id, source.channel, { ...options, ...fixedOptions(source) }),
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
        const key = tileKey(wish.source, wish.level, wish.index);
        if (!tiles.has(key) && !pending.has(key) && !problems.has(wish.source.id) && !gone.has(wish.source.id))
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

  return {
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
      const key = `reference ${sourceKey(source)}`;
      const known = references.get(key);
      if (known === undefined) {
        const hop = Math.max(64, Math.ceil(source.frames / REFERENCE_COLUMNS));
        const columns = Math.ceil(source.frames / hop);
        const options = { windowLength: source.windowLength, hop, start: 0, columns, ...fixedOptions(source) };
        void ask(
          source.id,
          key,
          () => engine.spectrogram(source.id, source.channel, options),
          (picture) => references.set(key, loudest(picture.levelDb)),
        );
      }
      return known;
    },
    peaks(id, channel, samplesPerCell) {
      const key = `peaks ${id} ${channel} ${samplesPerCell}`;
      const known = peaks.get(key);
      if (known === undefined) {
        void ask(
          id,
          key,
          () => engine.minMax(id, channel, samplesPerCell),
          (cells) => peaks.set(key, cells),
        );
      }
      return known;
    },
    data<T>(id: string, key: string, compute: () => Promise<T>): T | undefined {
      const name = `data ${id} ${key}`;
      if (!found.has(name)) void ask(id, name, compute, (value) => found.set(name, value));
      return found.get(name) as T | undefined;
    },
    probe<T>(id: string, slot: string, key: string, compute: () => Promise<T>): T | undefined {
      const name = `probe ${id} ${slot}`;
      const last = probes.get(name);
      if (last?.key === key) return last.value as T;
      void ask(id, name, compute, (value) => probes.set(name, { key, value }));
      return undefined;
    },
    isGone: (id) => gone.has(id),
    problem: (id) => problems.get(id),
    retry(id) {
      problems.delete(id);
      changed(id);
      pump();
    },
    release(id) {
      for (const [key, tile] of tiles) {
        if (!key.includes(id)) continue;
        tiles.delete(key);
        bytes -= tile.codes.byteLength;
      }
      for (const kept of [references, peaks, found, probes, pending])
        for (const key of kept.keys()) if (key.includes(id)) kept.delete(key);
      problems.delete(id);
      gone.delete(id);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
