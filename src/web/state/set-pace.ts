import type { Pace, Paces, SetRun, SetsState } from './set-state.ts';

/** Kinds that are kept. */
const MOST_KINDS = 20;
/** What a row leaves of those before it: some fifty count. */
const FADE = 0.98;

/** Rows with the same modules take about as long for each second: the names of these, in their order. */
export function kindOf(query: string): string {
  return [...query.matchAll(/"module":\s*"([^"]+)"/g)].map(([, name]) => name).join(' ');
}

/**
 * The kind that was seen last is the last one; the oldest are forgotten.
 * @param ms that the row took @param seconds of the sounds that it is made from
 */
export function withRow(paces: Paces, query: string, ms: number, seconds: number): Paces {
  const kind = kindOf(query);
  const { [kind]: before = { ms: 0, seconds: 0 }, ...others } = paces;
  const pace = { ms: before.ms * FADE + ms, seconds: before.seconds * FADE + seconds };
  return Object.fromEntries([...Object.entries(others), [kind, pace] as const].slice(-MOST_KINDS));
}

/** ms that rows take on all threads, by s of the sounds that they are made from; undefined where no row of the kind was made yet. */
export function msFor(seconds: number, query: string, { paces, threads }: Pick<SetsState, 'paces' | 'threads'>) {
  const pace = paces[kindOf(query)];
  return pace && pace.seconds > 0 ? (seconds * pace.ms) / pace.seconds / threads : undefined;
}

/** What another page has left; nothing of what this one cannot read. */
export function readPaces(kept: string | undefined): Paces {
  try {
    const read: unknown = JSON.parse(kept ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter((entry): entry is [string, Pace] => isPace(entry[1])));
  } catch {
    return {};
  }
}

function isPace(value: unknown): value is Pace {
  if (typeof value !== 'object' || value === null || !('ms' in value) || !('seconds' in value)) return false;
  return [value.ms, value.seconds].every((each) => typeof each === 'number' && Number.isFinite(each) && each > 0);
}

/**
 * ms until a run is over: what is still to be computed, at the rate of what was; what is in the cache costs nothing.
 * @returns undefined while no row was computed
 */
export function msLeft({ status, total, done, cached, failed, expected, elapsedMs }: SetRun): number | undefined {
  // An export says only how much of it is done.
  if (status === 'exporting') return done === 0 || elapsedMs === 0 ? undefined : ((total - done) * elapsedMs) / done;
  const computed = done - cached - failed;
  const left = Math.min(total - done, Math.max(0, expected - (done - cached)));
  return computed <= 0 ? undefined : (left * elapsedMs) / computed;
}
