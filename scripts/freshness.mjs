/** Whether a built file is older than what it is built from, by time of change. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../', import.meta.url));

/** What each part of dist is made from; tests and their data change nothing. */
const PARTS = {
  web: {
    built: 'dist/web/index.html',
    sources: [
      'index.html',
      'vite.config.ts',
      'scripts/less-zod.ts',
      'scripts/precompress.mjs',
      'scripts/shared-workers.ts',
      'scripts/shell-chunks.ts',
      'package-lock.json',
      'public',
      'src/core',
      'src/web',
    ],
  },
  node: {
    built: 'dist/node/sonde.js',
    sources: ['scripts/build.mjs', 'package-lock.json', 'public/wasm', 'src/core', 'src/agent', 'src/cli'],
  },
  client: {
    built: 'dist/client/http.js',
    sources: ['scripts/build.mjs', 'package-lock.json', 'tsconfig.client.json', 'src/core', 'src/client'],
  },
};

function newest(path) {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined || /\.(test|contract)\.tsx?$/.test(path)) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  // A folder's own time tells of files that were removed.
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The parts of dist that are missing or stale: `web`, `node`, `client`. */
export function staleParts() {
  return Object.entries(PARTS)
    .filter(([, { built, sources }]) => {
      const target = join(top, built);
      if (!existsSync(target)) return true;
      const builtAt = statSync(target).mtimeMs;
      return sources.some((source) => newest(join(top, source)) > builtAt);
    })
    .map(([part]) => part);
}
