import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Workers without which nothing is seen or heard; that of a microphone starts with the first take. */
const WORKERS = /^(engine|view|storage|hand)\.worker-[\w-]+\.js$/;
const STATIC_IMPORT = /(?:^|[;}])\s*(?:import|export)\s*(?:[\w${},*\s]*?from\s*)?["'](\.{1,2}\/[^"']+)["']/g;

/**
 * The app shell of a built page, as absolute paths: the document with all that it imports statically, the same of the workers
 * that it starts at once, and the kernels. Not what is imported later (screens, panels, codecs), nor fonts, icons, sounds.
 */
export function shellFiles(folder: string): readonly string[] {
  const assets = join(folder, 'assets');
  const page = join(folder, 'index.html');
  const named = readFileSync(page, 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g);
  const workers = readdirSync(assets).filter((name) => WORKERS.test(name));
  const seen = new Set([page]);
  const waiting = [
    join(folder, 'wasm', 'sonde.wasm'),
    ...[...named].map(([, path = '']) => join(folder, path)),
    ...workers.map((name) => join(assets, name)),
  ];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!file.endsWith('.js')) continue;
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      waiting.push(resolve(dirname(file), path));
    }
  }
  return [...seen];
}

/** Bytes that are sent of a file: the build compresses it once, and a server passes that on. */
export function sentSize(path: string): number {
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

const ANY_IMPORT = /(?:import\s*\(\s*|(?:import|export)\s*(?:[\w${},*\s]*?from\s*)?)["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g;

/** The programs of a built page that each of its workers may come to run, now or later, by the worker's file. */
export function workerPrograms(folder: string): ReadonlyMap<string, readonly string[]> {
  const assets = join(folder, 'assets');
  const workers = readdirSync(assets).filter((name) => /\.worker-[\w-]+\.js$/.test(name));
  return new Map(workers.map((name) => [name, everImported(join(assets, name))]));
}

/** The page's own program, which looks for a document. */
export function pageProgram(folder: string): string {
  const [, path = ''] =
    /src="\.\/(assets\/page-[^"]+\.js)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8')) ?? [];
  return join(folder, path);
}

function everImported(entry: string): readonly string[] {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(ANY_IMPORT);
    waiting.push(...[...imports].map(([, path = '']) => resolve(dirname(file ?? ''), path)));
  }
  return [...seen];
}
