import { shownPath } from '../agent/storage/cache-folder.ts';
import type { Verdict } from '../agent/storage/sweep.ts';
import type { CacheEntryFacts } from '../core/cache/cache.ts';

/** A clean-up's first lines; the forms are those of VTServer's command. */
export function sweepLines(folder: string, simulate: boolean): string[] {
  const scanning = `Scanning [${folder}]`;
  return simulate ? ['*** Simulation: nothing is deleted. ***', scanning] : [scanning];
}

/** What a clean-up found about one file and did with it. */
export function verdictLines(verdict: Verdict): string[] {
  const { path, hasTarget, record, sources, action, reason, failure } = verdict;
  const deleted = hasTarget ? `${shownPath(path)} and its record` : `${shownPath(path)}.json`;
  const act = action === 'keep' ? '[Keeping]' : `[Deleting] ${deleted}`;
  return [
    `${shownPath(path)}:`,
    `   ${record === undefined ? '[No-job]' : '[Job]'} ${reason}`,
    ...sources.map(({ path, isThere }) => `   [${isThere ? 'X' : ' '}] ${path}`),
    `   ${act}`,
    ...(failure === undefined ? [] : [`   [Failed] ${failure}`]),
  ];
}

/** One line of a listing: when it was used, how large it is, how long it stays, its key. */
export function entryLine({ key, size, lastUsed, lifetime }: CacheEntryFacts): string {
  const used = new Date(lastUsed).toISOString().replace('T', ' ').slice(0, 19);
  const stays = lifetime === null ? 'for ever' : `${(lifetime / 3600).toFixed(0)} h`;
  return `${used}Z ${megabytes(size).padStart(10)} ${stays.padStart(8)}  ${key}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
