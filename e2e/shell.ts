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
