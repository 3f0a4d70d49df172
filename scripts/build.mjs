/**
 * Builds what is shipped: the page into dist/web, the command line with the agent into dist/node, its kernels beside it.
 *
 *   node scripts/build.mjs            both
 *   node scripts/build.mjs node       only the command line (also: web)
 */
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const top = new URL('../', import.meta.url);
const inTop = (path) => fileURLToPath(new URL(path, top));
const targets = process.argv.slice(2);
const wants = (target) => targets.length === 0 || targets.includes(target);

async function buildWeb() {
  await build({ root: inTop('.'), configFile: inTop('vite.config.ts'), logLevel: 'warn' });
}

async function buildNode() {
  rmSync(inTop('dist/node'), { recursive: true, force: true });
  await build({
    root: inTop('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: inTop('dist/node'),
      copyPublicDir: false,
      rolldownOptions: {
        input: { sonde: inTop('src/cli/main.ts') },
        output: { entryFileNames: '[name].js', banner: '#!/usr/bin/env node' },
      },
    },
  });
  copyFileSync(inTop('public/wasm/sonde.wasm'), inTop('dist/node/sonde.wasm'));
  chmodSync(inTop('dist/node/sonde.js'), 0o755);
}

if (wants('web')) await buildWeb();
if (wants('node')) await buildNode();
