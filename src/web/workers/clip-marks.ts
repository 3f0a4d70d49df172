import { isClipped, isFull } from '../../core/audio/full-scale.ts';

/**
 * Cells in which samples stand in runs at full scale: 1 where one does, 0 elsewhere; undefined where there are none. Samples
 * are only looked at in cells whose extremes reach so far.
 * @param extremes min and max of each cell, interleaved
 * @param around the samples before and after `x`
 */
export function clippedCells(
  x: Float64Array,
  samplesPerCell: number,
  extremes: Float32Array,
  around: { readonly before?: number | undefined; readonly after?: number | undefined } = {},
): Uint8Array<ArrayBuffer> | undefined {
  let found: Uint8Array<ArrayBuffer> | undefined;
  const at = (index: number) => x[index] ?? (index < 0 ? around.before : around.after) ?? 0;
  for (let cell = 0; 2 * cell < extremes.length; cell++) {
    if (!isFull(extremes[2 * cell] ?? 0) && !isFull(extremes[2 * cell + 1] ?? 0)) continue;
    const end = Math.min((cell + 1) * samplesPerCell, x.length);
    for (let index = cell * samplesPerCell; index < end; index++) {
      if (!isClipped(at(index - 1), at(index), at(index + 1))) continue;
      found ??= new Uint8Array(extremes.length / 2);
      found[cell] = 1;
      break;
    }
  }
  return found;
}

/** The same of cells that are each `ratio` of others. */
export function mergedCells(cells: Uint8Array, ratio: number): Uint8Array<ArrayBuffer> | undefined {
  if (!cells.includes(1)) return undefined;
  const merged = new Uint8Array(Math.ceil(cells.length / ratio));
  for (let cell = cells.indexOf(1); cell >= 0; cell = cells.indexOf(1, cell + 1)) merged[Math.floor(cell / ratio)] = 1;
  return merged;
}
