/**
 * Builds what is shipped: the page into dist/web, with its files compressed beside them; the command line with the agent
 * into dist/node, its kernels and the programs of its worker threads beside it; the client for other programs into
 * dist/client, with its types.
 *
 *   node scripts/build.mjs            all
 *   node scripts/build.mjs node       only the command line (also: web, client)
 *   node scripts/build.mjs --stale    what is missing or older than its sources
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleParts } from './freshness.mjs';
import { precompress } from './precompress.mjs';

const top = new URL('../', import.meta.url);
const inTop = (path) => fileURLToPath(new URL(path, top));
const BUILDERS = { web: buildWeb, node: buildNode, client: buildClient };

function chosenParts(args) {
  const named = args.filter((arg) => arg !== '--stale');
  const unknown = named.filter((name) => !(name in BUILDERS));
  if (unknown.length > 0) throw new Error(`expected web, node, client or --stale, got ${unknown.join(', ')}`);
  const parts = named.length > 0 ? named : Object.keys(BUILDERS);
  const stale = args.includes('--stale') ? staleParts() : parts;
  return parts.filter((part) => stale.includes(part));
}

async function buildWeb({ build }) {
  await build({ root: inTop('.'), configFile: inTop('vite.config.ts'), logLevel: 'warn' });
  await precompress(inTop('dist/web'));
}

async function buildNode(vite) {
  // The command last: its age says whether all of this is stale.
  await buildProgram(vite, 'worker', 'src/agent/workers/dsp.worker.ts');
  await buildProgram(vite, 'hand', 'src/agent/workers/hand.worker.ts');
  await buildProgram(vite, 'sonde', 'src/cli/main.ts');
  copyFileSync(inTop('public/wasm/sonde.wasm'), inTop('dist/node/sonde.wasm'));
  chmodSync(inTop('dist/node/sonde.js'), 0o755);
}

const CLIENT_ENTRIES = ['client', 'http', 'tcp'];

async function buildClient({ build }) {
  const types = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', 'src'];
  const compiler = inTop('node_modules/typescript/bin/tsc');
  const args = ['-p', 'tsconfig.client.json', ...types, '--outDir', 'dist/client/types'];
  execFileSync(process.execPath, [compiler, ...args], { cwd: inTop('.'), stdio: 'inherit' });
  await build({
    root: inTop('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      // For Node's own modules to stay imports; what is made runs in pages, too.
      ssr: true,
      target: 'es2022',
      outDir: inTop('dist/client'),
      copyPublicDir: false,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(CLIENT_ENTRIES.map((name) => [name, inTop(`src/client/${name}.ts`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared.js' },
      },
    },
  });
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
        output: { entryFileNames: '[name].js', banner: '#!/usr/bin/env node', codeSplitting: false },
      },
    },
  });
}

const parts = chosenParts(process.argv.slice(2));
if (parts.length > 0) {
  process.stderr.write(`Building ${parts.join(', ')} ...\n`);
  // Only now: loading the bundler takes longer than finding that there is nothing to do.
  const vite = await import('vite');
  for (const part of parts) await BUILDERS[part](vite);
}
