/** One TypeScript entry and all it imports as one ES module without imports: the same file for every engine. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const top = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @param {string} entry relative to the top level, `src/testing/conformance/runner.ts`
 * @param {string} name of the module under `.cache/engines`
 * @returns {Promise<string>} its path, relative to the top level
 */
export async function bundle(entry, name) {
  const outDir = '.cache/engines';
  await build({
    configFile: false,
    root: top,
    logLevel: 'warn',
    publicDir: false,
    build: {
      target: 'es2022',
      minify: false,
      outDir: join(top, outDir),
      emptyOutDir: false,
      lib: { entry: join(top, entry), formats: ['es'], fileName: () => `${name}.js` },
    },
  });
  return `${outDir}/${name}.js`;
}
