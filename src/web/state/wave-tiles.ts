import type { EngineClient, WaveCells } from '../services/engine-client.ts';
import type { Asking } from './asking.ts';

/** Cells of a tile: more than a screen has pixels across. */
export const WAVE_CELLS = 2048;

const TILES = 512;

/** Waveforms in tiles: `level` k has cells of 2^k samples. */
export interface WaveTiles {
  /** What is known of `WAVE_CELLS` cells. */
  wave(id: string, channel: number, level: number, index: number): WaveCells | undefined;
  /** Asks for tiles that are not known yet. */
  wantWaves(id: string, channel: number, level: number, indices: readonly number[]): void;
}

export function createWaveTiles(engine: EngineClient, asking: Asking): WaveTiles & { release(id: string): void } {
  const tiles = new Map<string, WaveCells>();
  const keyOf = (id: string, channel: number, level: number, index: number) =>
    `wave ${id} ${channel} ${level} ${index}`;

  function keep(key: string, cells: WaveCells): void {
    tiles.set(key, cells);
    for (const oldest of tiles.keys()) {
      if (tiles.size <= TILES) break;
      tiles.delete(oldest);
    }
  }

  return {
    wave: (id, channel, level, index) => tiles.get(keyOf(id, channel, level, index)),
    wantWaves(id, channel, level, indices) {
      for (const index of indices) {
        const key = keyOf(id, channel, level, index);
        const known = tiles.get(key);
        if (known) {
          tiles.delete(key);
          tiles.set(key, known);
          continue;
        }
        const compute = () => engine.peaks(id, channel, 2 ** level, index * WAVE_CELLS, WAVE_CELLS);
        void asking.ask(id, key, compute, (cells) => keep(key, cells));
      }
    },
    release(id) {
      for (const key of tiles.keys()) if (key.includes(id)) tiles.delete(key);
    },
  };
}
