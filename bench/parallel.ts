import type { HandCrew } from '../src/core/kernels/crew.ts';
import type { Kernels, WorldAnalysis } from '../src/core/kernels/kernels.ts';
import { loadKernels } from '../src/core/kernels/load.ts';
import { runStages } from '../src/core/kernels/run-stages.ts';
import type { Staged } from '../src/core/kernels/staged.ts';
import { sourceOf } from '../src/core/kernels/world-source.ts';
import type { FixtureReader } from '../src/testing/fixture.ts';
import { runCancels, type Stops } from './cancel.ts';
import { speech } from './chain.ts';
import { breathe, createCrew, type StartHand, startPageHand } from './crew.ts';

export interface ParallelTask {
  /** s of sound */
  readonly duration: number;
  readonly runs: number;
  /** Threads in all, the one that asks included: each is measured in turn, over and over. */
  readonly threads: readonly number[];
  /** Of each kind of work. */
  readonly cancels: number;
}

export interface ParallelTimes {
  readonly threads: number;
  /** ms, in the order of the runs, warm-up left out */
  readonly times: readonly number[];
}

interface ParallelResults {
  readonly times: readonly ParallelTimes[];
  readonly stops: readonly Stops[];
}

const SAMPLE_RATE = 44_100;

/** The chain, analysis and synthesis, on several threads: runs of one number alternate with those of the others. */
export async function parallel(
  read: FixtureReader,
  { duration, runs, threads, cancels }: ParallelTask,
  startHand: StartHand = startPageHand,
): Promise<ParallelResults> {
  const binary = await WebAssembly.compile(await read('public/wasm/sonde.wasm'));
  const kernels = loadKernels(binary);
  const x = await speech(read, duration);
  const results = threads.map((count) => ({ threads: count, times: [] as number[] }));
  const crews = threads.map((count) => createCrew(binary, startHand, count - 1));
  // Runs first that do not count, until threads are there and warm.
  for (let run = -5; run < runs; run++) {
    for (const [i, crew] of crews.entries()) {
      const time = await timeChain(kernels, x, crew);
      if (run >= 0) results[i]?.times.push(time);
    }
  }
  const crew = crews.at(-1);
  const stops = crew === undefined ? [] : await runCancels(kernels, x, crew, cancels);
  for (const each of crews) each.close();
  return { times: results, stops };
}

async function timeChain(kernels: Kernels, x: Float64Array, crew: HandCrew): Promise<number> {
  const { stages, perform } = kernels.world;
  const hands = 1 + crew.size;
  const member = crew.join('interactive');
  const run = <T>(work: Staged<T>): Promise<T> => runStages(work, { perform, member, breathe, onProgress: () => {} });
  const started = performance.now();
  const analysis: WorldAnalysis = await run(stages.analyze(sourceOf(x, SAMPLE_RATE), {}, hands));
  await run(stages.synthesize(analysis, {}, x.length, hands));
  member.leave();
  return performance.now() - started;
}
