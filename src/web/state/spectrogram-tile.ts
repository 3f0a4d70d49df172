/** What one spectrogram shows, whatever part of it is in view. */
export interface SpectrogramSource {
  readonly id: string;
  readonly channel: number;
  readonly sampleRate: number;
  readonly frames: number;
  /** Effective Gaussian window, s. */
  readonly windowLength: number;
  /** Hz */
  readonly maxFrequency: number;
  /** dB per octave above 50 Hz. */
  readonly preEmphasis: number;
}

export const TILE_COLUMNS = 256;
const STEP_DB = 0.5;
/** Stored levels span 127.5 dB, up to 12 dB above the reference. */
const TOP_DB = 12;
export const TOP_CODE = 255 - TOP_DB / STEP_DB;

/** 256 columns of one spectrogram at a hop of 2^level samples; `codes` are 0.5 dB steps, `TOP_CODE` is the reference. */
export interface Tile {
  readonly columns: number;
  readonly bins: number;
  readonly binWidth: number;
  readonly codes: Uint8Array;
}

/** A tile that a pane would like to have. */
export interface TileWish {
  readonly source: SpectrogramSource;
  readonly level: number;
  readonly index: number;
  /** dB that `TOP_CODE` stands for: one per source sound, so that panning and A/B never change a shade. */
  readonly reference: number;
}

export function tileCount(source: SpectrogramSource, level: number): number {
  return Math.ceil((Math.ceil(source.frames / 2 ** level) + 1) / TILE_COLUMNS);
}

/** The options that are the same for every part of it. */
export function fixedOptions(source: SpectrogramSource): { maxFrequency: number; preEmphasis: number } {
  return { maxFrequency: Math.min(source.maxFrequency, source.sampleRate / 2), preEmphasis: source.preEmphasis };
}

export function sourceKey(source: SpectrogramSource): string {
  return `${source.id} ${source.channel} ${source.windowLength} ${source.maxFrequency} ${source.preEmphasis}`;
}

export function tileKey(source: SpectrogramSource, level: number, index: number): string {
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
