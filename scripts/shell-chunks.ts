import type { Plugin, Rolldown } from 'vite';

/** Without these nothing is seen or heard; that of a microphone starts with the first take. */
const FIRST_WORKER = /\/(engine|view|storage|hand)\.worker\.ts$/;
const WORKER = /\/\w+\.worker\.ts$/;
const PAGE = /\/src\/web\/main\.tsx$/;
/** What the bundler adds of its own. */
const RUNTIME = /rolldown\/runtime/;

type Info = (id: string) => Rolldown.ModuleInfo | null;

/**
 * Few files for what the page loads until it is usable: by itself the bundler cuts at every set of entries and later parts
 * that have modules in common, which are some sixty files that compress worse one by one and are asked for one by one.
 * Modules of the shell go by who needs them: the page and workers, the page alone, or workers alone. Each worker runs more
 * than it needs, which costs it a millisecond; cut finer, its files came to 4 kB more. What a later part needs and the
 * shell does not stays out of all of them.
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
    // Workers start when the kernels are compiled: what they run is to be there by then.
    transformIndexHtml: (_, { bundle }) => {
      const file = Object.values(bundle ?? {}).find((part) => part.type === 'chunk' && part.name === 'workers');
      return file
        ? [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file.fileName}` } }]
        : [];
    },
  };
}

interface Reached {
  readonly page: ReadonlySet<string>;
  /** What the first workers import. */
  readonly workers: ReadonlySet<string>;
  /** What any worker imports, and what its later parts do. */
  readonly later: ReadonlySet<string>;
}

function reachFrom(getInfo: Info, ids: readonly string[]): Reached {
  const from = (kind: RegExp, withLater = false) =>
    new Set(ids.filter((id) => kind.test(id)).flatMap((id) => [...closure(getInfo, id, withLater)]));
  return { page: from(PAGE), workers: from(FIRST_WORKER), later: from(WORKER, true) };
}

function nameIn({ page, workers, later }: Reached, id: string): string | null {
  // What a worker begins with is its own: all that import its file would run it.
  if (WORKER.test(id)) return null;
  if (RUNTIME.test(id)) return 'base';
  if (workers.has(id)) return page.has(id) ? 'base' : 'workers';
  if (page.has(id)) {
    // A worker that fetched a later part would run the page's own program with it, which has no document there.
    return later.has(id) ? 'base' : 'page';
  }
  return null;
}

/** @param withLater what is imported when it is asked for, too */
function closure(getInfo: Info, entry: string, withLater: boolean): ReadonlySet<string> {
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
