/** The largest sample of a file of 16 bits: from here on a sample may have been cut off. */
export const FULL_SCALE = 32_767 / 32_768;

/** So many samples at full scale, one after the other, are clipping. */
export const LEAST_RUN = 2;

/** Whether a sample stands in such a run. @param before, after its neighbours; 0 where the sound ends */
export function isClipped(before: number, value: number, after: number): boolean {
  return isFull(value) && (isFull(before) || isFull(after));
}

/** Whether a sample is as far out as 16 bits reach. @param value 1 is full scale */
export function isFull(value: number): boolean {
  return Math.abs(value) >= FULL_SCALE;
}
