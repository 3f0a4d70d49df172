import type { Kernels } from '../../core/kernels/kernels.ts';

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
}

/** The base of a channel that is never whole in memory. */
export class PyramidBuilder {
  readonly #kernels: Pick<Kernels, 'view' | 'level'>;
  readonly #frames: number;
  readonly #cells: Float32Array;
  readonly #power: Float32Array;
  #done = 0;

  constructor(frames: number, kernels: Pick<Kernels, 'view' | 'level'>) {
    this.#kernels = kernels;
    this.#frames = frames;
    this.#cells = new Float32Array(2 * Math.ceil(frames / CELL));
    this.#power = new Float32Array(Math.ceil(frames / POWER_CELL));
  }

  /** @param block samples that follow those before; all but the last a multiple of `POWER_CELL` */
  add(block: Float64Array): void {
    this.#cells.set(this.#kernels.view.minMax(block, CELL), (2 * this.#done) / CELL);
    this.#power.set(meanSquares(block, POWER_CELL, this.#kernels), this.#done / POWER_CELL);
    this.#done += block.length;
  }

  finish(): PyramidBase {
    return { frames: this.#frames, cells: this.#cells, power: this.#power };
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
  readonly #frames: number;

  constructor({ frames, cells, power }: PyramidBase) {
    this.#frames = frames;
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
