// Times the WORLD chain stage by stage, and the channel vocoder, on speech at 44.1 kHz, in Node and in Chromium, counts
// the chain's Fourier transforms, and compares the cost of a second of sound in 10 s with that in 60 s.
//
//   npm run bench                    prints the tables
//   npm run bench -- --quick         fewer runs, Node only
//   npm run bench -- --update        writes them to bench/README.md, too
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { markdown, measured } from './engines/bench-report.mjs';
import { inBrowser } from './engines/browsers.mjs';
import { bundle } from './engines/bundle.mjs';
import { MissingEngine } from './engines/missing.mjs';
import { runNativeChain } from './engines/native-chain.mjs';
import { servePage } from './engines/serve.mjs';

const top = new URL('../', import.meta.url);
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
});

const durations = [10, 60];
const runs = options.quick ? [3, 1] : [9, 3];

/** Runs in the page. */
async function timeInPage(plan) {
  const { runBench } = await import('/.cache/engines/bench.js');
  const read = async (path) => {
    const response = await fetch(`/${path}`);
    if (!response.ok) throw new Error(`no file at ${path}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const results = [];
  for await (const result of runBench({ read, ...JSON.parse(plan) })) results.push(result);
  return results;
}

async function timeInNode(bench) {
  const read = async (path) => new Uint8Array(await readFile(new URL(path, top)));
  const results = [];
  for await (const result of bench.runBench({ read, durations, runs })) results.push(result);
  return results;
}

async function optional(what, measure) {
  try {
    return await measure();
  } catch (thrown) {
    if (!(thrown instanceof MissingEngine)) throw thrown;
    process.stderr.write(`${what}: not measured: ${thrown.message}\n`);
    return undefined;
  }
}

async function main() {
  const [load = 0] = loadavg();
  const path = await bundle('bench/chain.ts', 'bench');
  const bench = await import(new URL(path, top).href);
  process.stderr.write('timing in Node ...\n');
  const engines = [measured(`Node ${process.version.slice(1)}`, await timeInNode(bench))];

  const chromium = await optional('Chromium', async () => {
    if (options.quick) return undefined;
    process.stderr.write('timing in Chromium ...\n');
    const server = await servePage('<!doctype html><html lang="en"><title>Bench</title>');
    try {
      return await inBrowser('chromium', server.url, timeInPage, JSON.stringify({ durations, runs }));
    } finally {
      server.close();
    }
  });
  if (chromium) engines.push(measured(`Chromium ${chromium.version}`, chromium.result));

  process.stderr.write('counting transforms in a native build ...\n');
  const native = await optional('native build', async () => runNativeChain(await bench.speech(durations[0]), 44_100));

  const [cpu] = cpus();
  const machine = { cores: cpus().length, cpu: cpu?.model.trim() ?? process.arch, arch: process.arch, load };
  const text = markdown({ stages: bench.STAGES, durations, runs, engines, native, machine });
  process.stdout.write(text);
  if (options.update) await writeFile(new URL('bench/README.md', top), text);
}

await main();
