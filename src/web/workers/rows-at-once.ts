/** Rows beyond this gain little: each thread has a memory of its own. */
const MOST = 8;

/** Rows of a set that are made at a time: as many as this machine has cores for. */
export function rowsAtOnce(): number {
  return Math.max(1, Math.min(MOST, navigator.hardwareConcurrency));
}
