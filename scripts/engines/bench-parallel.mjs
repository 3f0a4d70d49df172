/** The WORLD chain on one thread and on two, in Node: paired runs. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from './bundle.mjs';

const top = new URL('../../', import.meta.url);
const hand = fileURLToPath(new URL('dist/node/hand.js', top));

function startHand(binary, { said, died }) {
  const worker = new Worker(hand, { workerData: binary });
  worker.on('message', said);
  worker.on('error', () => {});
  worker.on('exit', died);
  return {
    send: (message, transfer) => worker.postMessage(message, transfer),
    close: () => void worker.terminate(),
  };
}

/** @returns `[{ threads, times }]`, ms. Needs a built command line, whose threads these are. */
export async function benchParallel({ duration, runs, threads }) {
  const path = await bundle('bench/parallel.ts', 'bench-parallel');
  const { runParallelBench } = await import(new URL(path, top).href);
  const read = async (name) => new Uint8Array(await readFile(new URL(name, top)));
  return await runParallelBench({ read, startHand, duration, runs, threads });
}

export const PARALLEL_TITLE = '## Threads';

/** The section of the report. */
export function parallelSection(results, { duration, runs, load, machine }) {
  const best = (times) => Math.min(...times);
  const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
  const [one] = results;
  const rows = results.map(({ threads, times }) => {
    const ratios = times.map((time, i) => one.times[i] / time);
    const numbers = [best(times).toFixed(0), median(times).toFixed(0)];
    return [threads, ...numbers, (best(one.times) / best(times)).toFixed(2), median(ratios).toFixed(2)];
  });
  const table = [
    ['Threads', 'Best, ms', 'Median, ms', 'Gain, of the best', 'Gain, median of pairs'],
    Array(5).fill('---'),
    ...rows,
  ];
  return `${PARALLEL_TITLE}

- ${new Date().toISOString().slice(0, 10)}; ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; load ${load.toFixed(1)} when it began
- Analysis and synthesis of ${duration} s at 44.1 kHz in Node, cold cache: the thread that asks works, too; runs of each number alternate, ${runs} of each

${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
