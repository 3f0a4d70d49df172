import type { Plugin, Rolldown } from 'vite';

/** The threads that make every sound and picture, of which a machine starts as many as it has cores. */
const HAND = /\/hand\.worker\.ts$/;
const WORKER = /\/(engine|view|storage|hand|take)\.worker\.ts$/;
const PAGE = /\/src\/web\/main\.tsx$/;

type Info = (id: string) => Rolldown.ModuleInfo | null;

/**
 * Few files for what the page loads until it is usable: by itself the bundler cuts at every set of entries and later parts
 * that have modules in common, which are some sixty files that compress worse one by one and are asked for one by one.
 * Modules of the shell go by who needs them: everybody, the page and a worker, the page alone, or workers alone. What a
 * later part needs and the shell does not stays out of all of them.
 */
export function shellChunks(): Plugin {
  let reached: Reached | undefined;
  const name = (id: string) => (reached ? nameIn(reached, id) : null);
  return {
    name: 'shell-chunks',
    apply: 'build',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name, tags: ['$initial'] }] } } } },
    }),
    buildEnd() {
      reached = reachFrom((id) => this.getModuleInfo(id), [...this.getModuleIds()]);
    },
  };
}

interface Reached {
  readonly page: ReadonlySet<string>;
  readonly hand: ReadonlySet<string>;
  /** How many workers import a module. */
  readonly workers: ReadonlyMap<string, number>;
  /** What workers import, and what their later parts do. */
  readonly later: ReadonlySet<string>;
}

function reachFrom(getInfo: Info, ids: readonly string[]): Reached {
  const of = (kind: RegExp) => ids.filter((id) => kind.test(id)).map((id) => closure(getInfo, id));
  const workers = new Map<string, number>();
  for (const ids of of(WORKER)) for (const id of ids) workers.set(id, (workers.get(id) ?? 0) + 1);
  return {
    page: new Set(of(PAGE).flatMap((ids) => [...ids])),
    hand: new Set(of(HAND).flatMap((ids) => [...ids])),
    workers,
    later: new Set(ids.filter((id) => WORKER.test(id)).flatMap((id) => [...closure(getInfo, id, true)])),
  };
}

function nameIn({ page, hand, workers, later }: Reached, id: string): string | null {
  const share = workers.get(id) ?? 0;
  // A worker that fetched a later part would run the page's own program with it, which has no document there.
  if (share === 0) return later.has(id) ? 'apart' : 'page';
  if (page.has(id)) return hand.has(id) ? 'base' : 'common';
  // What one worker alone needs is in its own file.
  if (share === 1) return null;
  return hand.has(id) ? 'kernels' : 'workers';
}

/** @param withLater what is imported when it is asked for, too */
function closure(getInfo: Info, entry: string, withLater = false): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const info = getInfo(id);
    waiting.push(...(info?.importedIds ?? []), ...(withLater ? (info?.dynamicallyImportedIds ?? []) : []));
  }
  return seen;
}
