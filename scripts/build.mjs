/**
 * Builds what is shipped: the page into dist/web, the command line with the agent into dist/node, its kernels and the
 * program of its worker threads beside it.
 *
 *   node scripts/build.mjs            both
 *   node scripts/build.mjs node       only the command line (also: web)
 *   node scripts/build.mjs --stale    what is missing or older than its sources
 */
import { chmodSync, copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleParts } from './freshness.mjs';

const top = new URL('../', import.meta.url);
const inTop = (path) => fileURLToPath(new URL(path, top));
const BUILDERS = { web: buildWeb, node: buildNode };

function chosenParts(args) {
  const named = args.filter((arg) => arg !== '--stale');
  const unknown = named.filter((name) => !(name in BUILDERS));
  if (unknown.length > 0) throw new Error(`expected web, node or --stale, got ${unknown.join(', ')}`);
  const parts = named.length > 0 ? named : Object.keys(BUILDERS);
  const stale = args.includes('--stale') ? staleParts() : parts;
  return parts.filter((part) => stale.includes(part));
}

async function buildWeb({ build }) {
  await build({ root: inTop('.'), configFile: inTop('vite.config.ts'), logLevel: 'warn' });
}

async function buildNode(vite) {
  // The command last: its age says whether all of this is stale.
  await buildProgram(vite, 'worker', 'src/agent/workers/dsp.worker.ts');
  await buildProgram(vite, 'sonde', 'src/cli/main.ts');
  copyFileSync(inTop('public/wasm/sonde.wasm'), inTop('dist/node/sonde.wasm'));
  chmodSync(inTop('dist/node/sonde.js'), 0o755);
}

async function buildProgram({ build }, name, entry) {
  await build({
    root: inTop('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: inTop('dist/node'),
      copyPublicDir: false,
      // One file of a fixed name: a command that runs meanwhile never finds its folder empty.
      emptyOutDir: false,
      rolldownOptions: {
        input: { [name]: inTop(entry) },
        output: { entryFileNames: '[name].js', banner: '#!/usr/bin/env node' },
      },
    },
  });
}

const parts = chosenParts(process.argv.slice(2));
if (parts.length > 0) {
  process.stderr.write(`Building ${parts.join(' and ')} ...\n`);
  // Only now: loading the bundler takes longer than finding that there is nothing to do.
  const vite = await import('vite');
  for (const part of parts) await BUILDERS[part](vite);
}
