import { isFull } from '../../core/audio/full-scale.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { clippedCells, mergedCells } from './clip-marks.ts';

/** Samples under the finest cell of a pyramid; below, samples themselves are read. */
export const CELL = 64;
/** Samples under the finest mean square. */
export const POWER_CELL = 1024;
/** Cells of one level under a cell of the next. */
const FACTOR = 4;
/** A level this short needs none above it. */
const FEW = 64;

/** What is kept of a channel beside its sound: from it the coarser levels are made again in an instant. */
export interface PyramidBase {
  /** Samples of the channel. */
  readonly frames: number;
  /** Min and max of each `CELL` samples, interleaved. */
  readonly cells: Float32Array;
  /** Mean square of each `POWER_CELL` samples. */
  readonly power: Float32Array;
  /** 1 for each of `cells` that has samples of a run at full scale; empty where none has. */
  readonly clipped: Uint8Array;
}

/** The base of a channel that is never whole in memory. */
export class PyramidBuilder {
  readonly #kernels: Pick<Kernels, 'view' | 'level'>;
  readonly #frames: number;
  readonly #cells: Float32Array;
  readonly #power: Float32Array;
  #clipped = new Uint8Array(0);
  /** The sample before those that come. */
  #last = 0;
  #done = 0;

  constructor(frames: number, kernels: Pick<Kernels, 'view' | 'level'>) {
    this.#kernels = kernels;
    this.#frames = frames;
    this.#cells = new Float32Array(2 * Math.ceil(frames / CELL));
    this.#power = new Float32Array(Math.ceil(frames / POWER_CELL));
  }

  /** @param block samples that follow those before; all but the last a multiple of `POWER_CELL` */
  add(block: Float64Array): void {
    const cells = this.#kernels.view.minMax(block, CELL);
    this.#cells.set(cells, (2 * this.#done) / CELL);
    this.#mark(block, cells);
    this.#power.set(meanSquares(block, POWER_CELL, this.#kernels), this.#done / POWER_CELL);
    this.#done += block.length;
  }

  #mark(block: Float64Array, cells: Float32Array): void {
    const found = clippedCells(block, CELL, cells, { before: this.#last });
    // A run may have begun with the last sample of the block before.
    const begun = isFull(this.#last) && isFull(block[0] ?? 0);
    this.#last = block.at(-1) ?? 0;
    if (!found && !begun) return;
    if (this.#clipped.length === 0) this.#clipped = new Uint8Array(this.#cells.length / 2);
    if (found) this.#clipped.set(found, this.#done / CELL);
    if (begun) this.#clipped[this.#done / CELL - 1] = 1;
  }

  finish(): PyramidBase {
    return { frames: this.#frames, cells: this.#cells, power: this.#power, clipped: this.#clipped };
  }
}

/** Mean square per cell. */
export function meanSquares(x: Float64Array, samplesPerCell: number, { level }: Pick<Kernels, 'level'>): Float32Array {
  return Float32Array.from({ length: Math.ceil(x.length / samplesPerCell) }, (_, cell) => {
    const rms = level.rms([x.subarray(cell * samplesPerCell, (cell + 1) * samplesPerCell)]);
    return rms * rms;
  });
}

/** Extremes and mean squares of a channel at any zoom, without a look at its samples. */
export class WavePyramid {
  /** Coarser and coarser, each `FACTOR` times the one before. */
  readonly #cells: Float32Array[];
  readonly #power: Float32Array[];
  readonly #clipped: Uint8Array;
  readonly #frames: number;

  constructor({ frames, cells, power, clipped }: PyramidBase) {
    this.#frames = frames;
    this.#clipped = clipped;
    this.#cells = levelsOver(cells, 2, (level) => mergeExtremes(level, FACTOR));
    let size = POWER_CELL;
    this.#power = levelsOver(power, 1, (level) => {
      const merged = mergePower(level, FACTOR, size, frames);
      size *= FACTOR;
      return merged;
    });
  }

  /**
   * Min and max of cells `first` to `first + count - 1`, interleaved; fewer where the sound ends before.
   * @param samplesPerCell a power of two, at least `CELL`
   */
  peaks(samplesPerCell: number, first: number, count: number): Float32Array {
    const { level, ratio } = finest(this.#cells, samplesPerCell, CELL);
    return mergeExtremes(level.subarray(2 * first * ratio, 2 * (first + count) * ratio), ratio);
  }

  /** Which of these cells have samples of a run at full scale; undefined where none has. */
  clipped(samplesPerCell: number, first: number, count: number): Uint8Array<ArrayBuffer> | undefined {
    const ratio = samplesPerCell / CELL;
    return mergedCells(this.#clipped.subarray(first * ratio, (first + count) * ratio), ratio);
  }

  /** The same for mean squares. @param samplesPerCell a power of two, at least `POWER_CELL` */
  power(samplesPerCell: number, first: number, count: number): Float32Array {
    const { level, ratio } = finest(this.#power, samplesPerCell, POWER_CELL);
    const cells = level.subarray(first * ratio, (first + count) * ratio);
    return mergePower(cells, ratio, samplesPerCell / ratio, this.#frames - first * samplesPerCell);
  }
}

function levelsOver(base: Float32Array, width: number, above: (level: Float32Array) => Float32Array): Float32Array[] {
  const levels = [base];
  for (let level = base; level.length / width > FEW; ) {
    level = above(level);
    levels.push(level);
  }
  return levels;
}

/** The coarsest level that is fine enough, and how many of its cells make one. */
function finest(levels: readonly Float32Array[], samplesPerCell: number, base: number) {
  let size = base;
  let index = 0;
  while (index + 1 < levels.length && size * FACTOR <= samplesPerCell) {
    size *= FACTOR;
    index++;
  }
  return { level: levels[index] ?? new Float32Array(0), ratio: samplesPerCell / size };
}

function mergeExtremes(cells: Float32Array, ratio: number): Float32Array {
  if (ratio === 1) return cells.slice();
  const count = cells.length / 2;
  const merged = new Float32Array(2 * Math.ceil(count / ratio));
  for (let to = 0; 2 * to < merged.length; to++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let from = to * ratio; from < Math.min((to + 1) * ratio, count); from++) {
      low = Math.min(low, cells[2 * from] ?? 0);
      high = Math.max(high, cells[2 * from + 1] ?? 0);
    }
    merged[2 * to] = low;
    merged[2 * to + 1] = high;
  }
  return merged;
}

/** @param size samples under a cell; the last one may have fewer of the `frames` from here on */
function mergePower(power: Float32Array, ratio: number, size: number, frames: number): Float32Array {
  if (ratio === 1) return power.slice();
  const merged = new Float32Array(Math.ceil(power.length / ratio));
  for (let to = 0; to < merged.length; to++) {
    let sum = 0;
    let samples = 0;
    for (let from = to * ratio; from < Math.min((to + 1) * ratio, power.length); from++) {
      const weight = Math.min(size, frames - from * size);
      sum += weight * (power[from] ?? 0);
      samples += weight;
    }
    merged[to] = sum / samples;
  }
  return merged;
}
