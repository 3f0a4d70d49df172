/** The WORLD chain on one thread and on two, in Node and in Chromium: paired runs; and how soon it stops when told to. */
import { inEngines } from './bench-run.mjs';
import { bundle } from './bundle.mjs';

/** @returns `[{ name, times: [{ threads, times }], stops }]`, ms. Needs a built command line, whose threads these are. */
export async function benchParallel(task, withChromium) {
  if (withChromium) await bundle('src/web/workers/hand.worker.ts', 'bench-hand');
  const { engines } = await inEngines('bench/parallel.ts', 'parallel', task, withChromium);
  return engines;
}

export const PARALLEL_TITLE = '## Threads';

const best = (times) => Math.min(...times);
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
const text = (rows) => rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

function timesTable({ name, times }) {
  const [one] = times;
  const rows = times.map((own) => {
    const ratios = own.times.map((time, i) => one.times[i] / time);
    const numbers = [best(own.times).toFixed(0), median(own.times).toFixed(0)];
    return [own.threads, ...numbers, (best(one.times) / best(own.times)).toFixed(2), median(ratios).toFixed(2)];
  });
  const head = ['Threads', 'Best, ms', 'Median, ms', 'Gain, of the best', 'Gain, median of pairs'];
  return `### ${name}\n\n${text([head, Array(5).fill('---'), ...rows])}`;
}

function stopsTable({ stops }) {
  const head = [
    'Cancelled in the middle of',
    'Stopped after, median, ms',
    'At most, ms',
    'All threads free, at most, ms',
  ];
  const rows = stops.map(({ name, stopped, free }) => [
    name,
    ...[median(stopped), Math.max(...stopped), Math.max(...free)].map((ms) => ms.toFixed(0)),
  ]);
  return text([head, Array(4).fill('---'), ...rows]);
}

/** The section of the report. */
export function parallelSection(engines, { duration, runs, cancels, load, machine }) {
  return `${PARALLEL_TITLE}

- ${new Date().toISOString().slice(0, 10)}; ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; load ${load.toFixed(1)} when it began
- Analysis and synthesis of ${duration} s at 44.1 kHz, cold cache: the thread that asks works, too; runs of each number alternate, ${runs} of each
- Cancelled ${cancels} times at moments that cover the work evenly; it is heard when the piece of work at hand is done

${engines.map((engine) => `${timesTable(engine)}\n\n${stopsTable(engine)}`).join('\n\n')}
`;
}
