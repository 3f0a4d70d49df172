/** Puts a real `sonde agent`, alone on its core, under load through its VTServer door. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { findCommand, MissingEngine } from './missing.mjs';
import { askOnce, startDoor } from './vt-door.mjs';
import { vtSection } from './vt-report.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));

const CLIENTS = [1, 8, 32, 256];
/** What one core is to answer in a second, asked for by so many clients together. */
const PACED = { clients: 32, rate: 5000 };
const WORLD = { stack: [{ module: 'world', f0: '*1.1' }] };
const VOCODER = {
  module: 'vocoder',
  analysis_filters: {
    f: { fmin: 100, fmax: 8000, n: 16, scale: 'greenwood' },
    method: { family: 'butterworth', order: 6, 'zero-phase': true },
  },
  envelope: { method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 },
};

/** @returns the load generator's path */
function buildClients(folder) {
  const compiler = findCommand([process.env['CXX'], 'g++', 'clang++']);
  if (!compiler || process.platform !== 'linux') throw new MissingEngine('it needs a C++20 compiler on Linux');
  const program = join(folder, 'vt-clients');
  const built = spawnSync(compiler, ['-O2', '-std=c++20', join(top, 'bench/vt-clients.cpp'), '-o', program]);
  if (built.status !== 0) throw new Error(`the clients' build failed: ${built.stderr}`);
  return program;
}

/** One run of the clients, on the cores that the server leaves them. */
function runClients(program, pin, { port, clients, requests, line, rate = 0 }) {
  const command = [...pin, program, port, clients, requests, line, rate].map(String);
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`the clients failed: ${stderr}`);
  const lines = stdout.trimEnd().split('\n');
  const seconds = Number(lines.pop().slice(2));
  const times = lines.map((text) => Number(text) / 1000).sort((a, b) => a - b);
  const share = (part) => times[Math.ceil(part * times.length) - 1];
  return { rate: times.length / seconds, p50: share(0.5), p99: share(0.99) };
}

/** The best of some rounds, figure by figure: other programs make each of them worse and never better. */
function loadRounds(door, rounds, measure, requests) {
  const best = { rate: 0, p50: Number.POSITIVE_INFINITY, p99: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    const before = door.cpuMs();
    const { rate, p50, p99 } = measure();
    best.rate = Math.max(best.rate, rate);
    best.p50 = Math.min(best.p50, p50);
    best.p99 = Math.min(best.p99, p99);
    best.cpu = Math.min(best.cpu, (1000 * (door.cpuMs() - before)) / requests);
  }
  return best;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** ms for each of some requests, one after the other, none of which the server has seen. */
async function timeEach(door, count, request) {
  const times = [];
  let before = 0;
  for (let run = -1; run < count; run++) {
    const line = JSON.stringify({ action: 'process', mode: 'sync', format: 'wav', ...request(run + 1) });
    const started = performance.now();
    const { out, details } = await askOnce(door.port, line);
    if (out !== 'ok') throw new Error(details);
    // The first one starts the thread.
    if (run >= 0) times.push(performance.now() - started);
    else before = door.cpuMs();
  }
  return { best: Math.min(...times), median: median(times), cpu: (door.cpuMs() - before) / count };
}

async function timeWork(door, count) {
  const world = await timeEach(door, count, (run) => ({ file: `${run}.wav`, ...WORLD }));
  const again = await timeEach(door, count, (run) => ({
    file: '0.wav',
    stack: [{ module: 'world', f0: `*1.${200 + run}`, vtl: '-2st' }],
  }));
  const vocoder = await timeEach(door, count, (run) => ({
    file: '0.wav',
    stack: [{ ...VOCODER, synthesis: { carrier: 'noise', random_seed: run } }],
  }));
  return { world, again, vocoder };
}

async function timeStarts(count, options) {
  const times = [];
  for (let run = -1; run < count; run++) {
    const door = await startDoor(options);
    if (run >= 0) times.push(door);
    await door.stop();
  }
  const started = times.map(({ startMs }) => startMs);
  return {
    best: Math.min(...started),
    median: median(started),
    cpu: median(times.map(({ startCpuMs }) => startCpuMs)),
  };
}

async function writeSounds(folder, count) {
  const sounds = await import(
    new URL(`../../${await bundle('bench/speech-files.ts', 'speech-files')}`, import.meta.url).href
  );
  const files = await sounds.speechFiles(async (path) => new Uint8Array(await readFile(join(top, path))), 2, count);
  mkdirSync(folder);
  for (const [index, bytes] of files.entries()) writeFileSync(join(folder, `${index}.wav`), bytes);
}

/** @returns {Promise<string>} the section of the report */
export async function benchVt({ isQuick, machine }) {
  const [load = 0] = loadavg();
  const [rounds, requests, runs] = isQuick ? [2, 2000, 3] : [8, 6000, 15];
  const folder = mkdtempSync(join(tmpdir(), 'sonde-bench-vt-'));
  try {
    const program = buildClients(folder);
    spawnSync(process.execPath, [join(top, 'scripts/build.mjs'), 'node', '--stale'], { stdio: 'inherit' });
    await writeSounds(join(folder, 'sounds'), runs + 1);
    const taskset = availableParallelism() > 1 ? findCommand(['taskset']) : undefined;
    const pin = (cores) => (taskset ? [taskset, '-c', cores] : []);
    const options = { folder, pin: pin('0'), program: join(top, 'dist/node/sonde.js') };
    process.stderr.write('starting the agent ...\n');
    const start = await timeStarts(isQuick ? 3 : 9, options);
    const door = await startDoor(options);
    const fresh = door.memory();
    process.stderr.write('timing work that nobody has done ...\n');
    const work = await timeWork(door, runs);
    const cached = JSON.stringify({ action: 'process', mode: 'sync', format: 'wav', file: '0.wav', ...WORLD });
    const lines = { status: '{"action": "status"}', 'cached `process`': cached };
    const clientPin = pin(`1-${availableParallelism() - 1}`);
    const loads = [];
    const paced = [];
    for (const [name, line] of Object.entries(lines)) {
      process.stderr.write(`asking for ${name} ...\n`);
      runClients(program, clientPin, { port: door.port, clients: 32, requests: 20_000, line });
      for (const clients of CLIENTS) {
        const measure = () => runClients(program, clientPin, { port: door.port, clients, requests, line });
        loads.push({ name, clients, ...loadRounds(door, rounds, measure, requests) });
      }
      const measure = () => runClients(program, clientPin, { port: door.port, requests, line, ...PACED });
      const { rate: answered, p50, p99 } = loadRounds(door, rounds, measure, requests);
      paced.push({ name, ...PACED, answered, p50, p99 });
    }
    const memory = { fresh, loaded: door.memory() };
    await door.stop();
    const conditions = { machine, load: [load, loadavg()[0]], isPinned: taskset !== undefined, rounds, requests, runs };
    return vtSection({ start, memory, work, loads, paced, conditions });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
