import { type Hand, HandCrew, type HandEvents } from '../src/core/kernels/crew.ts';
import type { Kernels, WorldAnalysis } from '../src/core/kernels/kernels.ts';
import { loadKernels } from '../src/core/kernels/load.ts';
import { runStages } from '../src/core/kernels/run-stages.ts';
import type { Staged } from '../src/core/kernels/staged.ts';
import { sourceOf } from '../src/core/kernels/world-source.ts';
import { type FixtureReader, installFixtureReader } from '../src/testing/fixture.ts';
import { speech } from './chain.ts';

export interface ParallelOptions {
  readonly read: FixtureReader;
  /** Starts a thread of a crew. */
  readonly startHand: (binary: WebAssembly.Module, events: HandEvents) => Hand;
  /** s of sound */
  readonly duration: number;
  readonly runs: number;
  /** Threads in all, the one that asks included: each is measured in turn, over and over. */
  readonly threads: readonly number[];
}

export interface ParallelTimes {
  readonly threads: number;
  /** ms, in the order of the runs, warm-up left out */
  readonly times: readonly number[];
}

const SAMPLE_RATE = 44_100;

/** The chain, analysis and synthesis, on several threads: runs of one number alternate with those of the others. */
export async function runParallelBench(options: ParallelOptions): Promise<ParallelTimes[]> {
  installFixtureReader(options.read);
  const binary = await WebAssembly.compile(await options.read('public/wasm/sonde.wasm'));
  const kernels = loadKernels(binary);
  const x = await speech(options.duration);
  const results = options.threads.map((threads) => ({ threads, times: [] as number[] }));
  const crews = options.threads.map((threads) => createCrew(binary, options, threads - 1));
  // Three runs first, so that threads are there and warm.
  for (let run = -3; run < options.runs; run++) {
    for (const [i, crew] of crews.entries()) {
      const time = await timeChain(kernels, x, crew);
      if (run >= 0) results[i]?.times.push(time);
    }
  }
  for (const crew of crews) crew.close();
  return results;
}

async function timeChain(kernels: Kernels, x: Float64Array, crew: HandCrew): Promise<number> {
  const { stages, perform } = kernels.world;
  const hands = 1 + crew.size;
  const member = crew.join('interactive');
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const run = <T>(work: Staged<T>): Promise<T> => runStages(work, { perform, member, breathe, onProgress: () => {} });
  const started = performance.now();
  const analysis: WorldAnalysis = await run(stages.analyze(sourceOf(x, SAMPLE_RATE), {}, hands));
  await run(stages.synthesize(analysis, {}, x.length, hands));
  member.leave();
  return performance.now() - started;
}

function createCrew(binary: WebAssembly.Module, { startHand }: ParallelOptions, size: number): HandCrew {
  const start = (events: HandEvents): Hand => startHand(binary, events);
  return new HandCrew({ size, start, idleMs: 0, later: () => () => {} });
}
