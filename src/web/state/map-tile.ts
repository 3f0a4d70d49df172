import type { Spectrogram } from '../../core/kernels/view-kernel.ts';
import type { EngineClient } from '../services/engine-client.ts';

/** Some columns: the first one's place and the distance between them, in the map's own steps. */
export interface ColumnSpan {
  readonly start: number;
  readonly hop: number;
  readonly columns: number;
}

/** What one map of levels over time and frequency shows, whatever part of it is in view. */
export interface MapSource {
  /** Of the sound. */
  readonly id: string;
  readonly channel: number;
  readonly sampleRate: number;
  /** Steps that the sound has: samples of a spectrogram, frames of an analysis, of which the last may be a part. */
  readonly steps: number;
  /** The least hop, as a power of two of steps. */
  readonly finest: number;
  /** Hz */
  readonly maxFrequency: number;
  /** What else tells this map from others of the sound: which view, and how it is computed. */
  readonly settings: string;
  columns(engine: EngineClient, span: ColumnSpan): Promise<Spectrogram>;
  /** The level that shades refer to, dB. */
  loudest(engine: EngineClient, onFraction: (fraction: number) => void): Promise<number>;
}

export const TILE_COLUMNS = 256;
const STEP_DB = 0.5;
/** Stored levels span 127.5 dB, up to 12 dB above the reference. */
const TOP_DB = 12;
export const TOP_CODE = 255 - TOP_DB / STEP_DB;

/** 256 columns of one map at a hop of 2^level steps; `codes` are 0.5 dB steps, `TOP_CODE` is the reference. */
export interface Tile {
  readonly columns: number;
  readonly bins: number;
  readonly binWidth: number;
  readonly codes: Uint8Array;
}

/** A tile that a pane would like to have. */
export interface TileWish {
  readonly source: MapSource;
  readonly level: number;
  readonly index: number;
  /** dB that `TOP_CODE` stands for: one per source sound, so that panning and A/B never change a shade. */
  readonly reference: number;
}

export function tileCount(source: MapSource, level: number): number {
  return Math.ceil((Math.ceil(source.steps / 2 ** level) + 1) / TILE_COLUMNS);
}

export function sourceKey({ id, channel, maxFrequency, settings }: MapSource): string {
  return `${id} ${channel} ${maxFrequency} ${settings}`;
}

export function tileKey(source: MapSource, level: number, index: number): string {
  return `tile ${sourceKey(source)} ${level} ${index}`;
}

export function encodeLevels(levelDb: Float32Array, reference: number): Uint8Array {
  const codes = new Uint8Array(levelDb.length);
  const offset = TOP_CODE - reference / STEP_DB;
  for (let index = 0; index < codes.length; index++) {
    const code = Math.round((levelDb[index] ?? Number.NEGATIVE_INFINITY) / STEP_DB + offset);
    codes[index] = Math.min(Math.max(code, 0), 255);
  }
  return codes;
}
