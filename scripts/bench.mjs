// Times the WORLD chain stage by stage, and the channel vocoder, on speech at 44.1 kHz, in Node and in Chromium, on one
// thread; how the cost grows with the sound's length; and the ratio to the last kept run of such a machine. Then the chain
// on two threads and how soon it stops, long files, a Fourier transform beside those of npm packages, the VTServer door
// under load, the page's start, and how soon a sound follows a slider.
//
//   npm run bench [world] [parallel] [long] [fft] [vt] [page]
//                                    prints the tables, all of them unless some are named
//   npm run bench -- --quick         fewer runs, 10 s only, Node only
//   npm run bench -- --update        writes them to bench/README.md, and the times to bench/results.json, too
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { keepResults, keptResults } from './engines/bench-kept.mjs';
import { benchLong, LONG_TITLE, longSection } from './engines/bench-long.mjs';
import { benchPage } from './engines/bench-page.mjs';
import { benchParallel, PARALLEL_TITLE, parallelSection } from './engines/bench-parallel.mjs';
import { FFT_TITLE, fftText, markdown, worldTables } from './engines/bench-report.mjs';
import { benchFft, benchWorld } from './engines/bench-run.mjs';
import { benchVt } from './engines/bench-vt.mjs';
import { MissingEngine } from './engines/missing.mjs';
import { PAGE_TITLE } from './engines/page-report.mjs';
import { DOOR_TITLE } from './engines/vt-report.mjs';

const { values: options, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const NAMES = ['world', 'parallel', 'long', 'fft', 'vt', 'page'];
if (positionals.some((name) => !NAMES.includes(name))) {
  process.stderr.write(`bench: expected ${NAMES.join(', ')}, got ${positionals.join(' ')}\n`);
  process.exit(64);
}
const wants = (name) => positionals.length === 0 || positionals.includes(name);
if (options.update && options.quick) {
  process.stderr.write('bench: --update keeps whole runs only\n');
  process.exit(64);
}

/** Seconds of sound, runs that count; `whole`: with what holds whole spectra in memory. */
const plans = options.quick
  ? [{ duration: 10, runs: 5, whole: true }]
  : [
      { duration: 10, runs: 9, whole: true },
      { duration: 60, runs: 3, whole: true },
      { duration: 600, runs: 1, whole: false },
    ];

const [load = 0] = loadavg();
const [cpu] = cpus();
const machine = { cores: cpus().length, cpu: cpu?.model.trim() ?? 'unknown', arch: process.arch };
const resultsUrl = new URL('../bench/results.json', import.meta.url);
const reportUrl = new URL('../bench/README.md', import.meta.url);
const sections = (await readFile(reportUrl, 'utf8')).split(
  new RegExp(`^(?=${PARALLEL_TITLE}|${LONG_TITLE}|${FFT_TITLE}|${DOOR_TITLE}|${PAGE_TITLE})`, 'm'),
);
const sectionOf = (title) => sections.find((text) => text.startsWith(title)) ?? '';
let [worldText = ''] = sections;
let [parallelText, longText, fftSection, doorText, pageText] = [
  PARALLEL_TITLE,
  LONG_TITLE,
  FFT_TITLE,
  DOOR_TITLE,
  PAGE_TITLE,
].map(sectionOf);

if (wants('world')) {
  const kept = await keptResults(resultsUrl, machine);
  const world = await benchWorld({ plans, withChromium: !options.quick });
  worldText = markdown({ parts: worldTables(world, kept), plans, machine, load, kept });
  process.stdout.write(worldText);
  if (options.update) await keepResults(resultsUrl, machine, world);
}
if (wants('parallel')) {
  const plan = {
    duration: 10,
    threads: [1, 2],
    ...(options.quick ? { runs: 5, cancels: 5 } : { runs: 21, cancels: 25 }),
  };
  parallelText = parallelSection(await benchParallel(plan, !options.quick), { ...plan, load, machine });
  process.stdout.write(parallelText);
}
if (wants('long')) {
  longText = longSection(await benchLong(options.quick ? [61, 180] : [61, 3600]), { load, machine });
  process.stdout.write(longText);
}
if (wants('fft')) {
  const sizes = [512, 1024, 2048, 4096, 16_384, 65_536];
  const runs = options.quick ? 10 : 40;
  fftSection = fftText(await benchFft({ sizes, runs, withChromium: !options.quick }), machine);
  process.stdout.write(fftSection);
}
if (wants('vt')) {
  try {
    doorText = await benchVt({ isQuick: options.quick, machine });
    process.stdout.write(doorText);
  } catch (thrown) {
    if (!(thrown instanceof MissingEngine)) throw thrown;
    process.stderr.write(`vt: not measured: ${thrown.message}\n`);
  }
}
if (wants('page')) {
  pageText = await benchPage({ isQuick: options.quick, machine });
  process.stdout.write(pageText);
}
const texts = [worldText, parallelText, longText, fftSection, doorText, pageText]
  .filter((text) => text !== '')
  .map((text) => text.trimEnd());
if (options.update) await writeFile(reportUrl, `${texts.join('\n\n')}\n`);
