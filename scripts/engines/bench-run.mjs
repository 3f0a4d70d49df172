/** Runs the benches of bench/*.ts in Node and in Chromium. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { measured } from './bench-report.mjs';
import { inBrowser } from './browsers.mjs';
import { bundle } from './bundle.mjs';
import { MissingEngine } from './missing.mjs';
import { runNativeChain } from './native-chain.mjs';
import { servePage } from './serve.mjs';

const top = new URL('../../', import.meta.url);

async function read(path) {
  return new Uint8Array(await readFile(new URL(path, top)));
}

function say(what) {
  process.stderr.write(`${what} ...\n`);
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

/** Calls `call(read, task)` of a bundle in a process of its own. */
function inNode(path, call, task) {
  say('timing in Node');
  const program = fileURLToPath(new URL('bench-node.mjs', import.meta.url));
  const options = { input: JSON.stringify(task), maxBuffer: 2 ** 26, stdio: ['pipe', 'pipe', 'inherit'] };
  return JSON.parse(execFileSync(process.execPath, [program, path, call], options).toString());
}

/** Calls `call(read, task)` of a bundle in a page of its own. */
async function inChromium(path, call, task) {
  say('timing in Chromium');
  const server = await servePage('<!doctype html><html lang="en"><title>Bench</title>');
  try {
    return await inBrowser('chromium', server.url, callInPage, JSON.stringify({ path, call, task }));
  } finally {
    server.close();
  }
}

/** Runs in the page. */
async function callInPage(argument) {
  const { path, call, task } = JSON.parse(argument);
  const read = async (name) => {
    const response = await fetch(`/${name}`);
    if (!response.ok) throw new Error(`no file at ${name}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return (await import(`/${path}`))[call](read, task);
}

/**
 * @returns `[{ name, ...what the call returns }]`, and the bundle, for Node and, where wanted and there, Chromium
 */
export async function inEngines(entry, call, task, withChromium) {
  const path = await bundle(entry, `bench-${call}`);
  const bench = await import(new URL(path, top).href);
  const engines = [{ name: `Node ${process.version.slice(1)}`, ...inNode(path, call, task) }];
  const page = withChromium && (await optional('Chromium', () => inChromium(path, call, task)));
  if (page) engines.push({ name: `Chromium ${page.version}`, ...page.result });
  return { engines, bench };
}

/** @returns `{ stages, engines: [{ name, results, resynthesis }], native }`; without a compiler, no native */
export async function benchWorld({ plans, withChromium }) {
  const task = { plans, runs: plans[0].runs };
  const { engines, bench } = await inEngines('bench/chain.ts', 'world', task, withChromium);
  say('counting transforms in a native build');
  const x = await bench.speech(read, plans[0].duration);
  const native = await optional('native build', async () => runNativeChain(x, 44_100));
  return { stages: bench.STAGES, engines: engines.map(measured), native };
}

/** @returns `[{ name, results: [{ size, times: { contender: us } }] }]` */
export async function benchFft({ sizes, runs, withChromium }) {
  const { engines } = await inEngines('bench/fft.ts', 'fft', { sizes, runs }, withChromium);
  return engines;
}
