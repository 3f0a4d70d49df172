// Times the WORLD chain stage by stage, and the channel vocoder, on speech at 44.1 kHz, in Node and in Chromium, on one
// thread; how the cost grows with the sound's length; and the ratio to the last kept run of such a machine.
//
//   npm run bench                    prints the tables
//   npm run bench -- --quick         fewer runs, 10 s only, Node only
//   npm run bench -- --update        writes them to bench/README.md, and the times to bench/results.json, too
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { keepResults, keptResults } from './engines/bench-kept.mjs';
import { markdown, worldTables } from './engines/bench-report.mjs';
import { benchWorld } from './engines/bench-run.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
});
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
const kept = await keptResults(resultsUrl, machine);

const world = await benchWorld({ plans, withChromium: !options.quick });
const text = markdown({ parts: worldTables(world, kept), plans, machine, load, kept });
process.stdout.write(text);
if (options.update) {
  await writeFile(new URL('../bench/README.md', import.meta.url), text);
  await keepResults(resultsUrl, machine, world);
}
