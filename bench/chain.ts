import type { Kernels, WorldAnalysisOptions } from '../src/core/kernels/kernels.ts';
import { loadKernels } from '../src/core/kernels/load.ts';
import { complete } from '../src/core/kernels/sliced.ts';
import { vocoder } from '../src/core/modules/vocoder.ts';
import { type FixtureReader, installFixtureReader } from '../src/testing/fixture.ts';
import { type GoldenSignalName, goldenInput, goldenSignal } from '../src/testing/golden.ts';
import { runModule } from '../src/testing/run-module.ts';
import { KERNEL_STAGES, runKernels } from './stages.ts';

/**
 * The kernels' stages and their sum; `chain`, which is analysis and synthesis as the engine runs them, in slices, with
 * whole spectra copied out and in; Harvest, and the chain with it instead of DIO and StoneMask; and the channel vocoder, as a module.
 * All but the kernels' stages hold whole spectra or sounds, so that they are left out where `whole` is false.
 */
export const STAGES = [...KERNEL_STAGES, 'chain', 'harvest', 'harvest chain', 'vocoder'] as const;
type Stage = (typeof STAGES)[number];

interface Plan {
  /** s of sound */
  readonly duration: number;
  /** runs that count */
  readonly runs: number;
  readonly whole: boolean;
}

interface StageTimes {
  readonly duration: number;
  /** ms per run, in the order of the runs, warm-up left out */
  readonly times: Readonly<Partial<Record<Stage, readonly number[]>>>;
  /** bytes of linear memory at the end of the kernels' stages */
  readonly memory: number;
}

const SAMPLE_RATE = 44_100;
/** Sixteen bands of noise: the vocoder of most simulations of cochlear implants. */
const VOCODER = {
  analysis_filters: {
    f: { fmin: 100, fmax: 8000, n: 16, scale: 'greenwood' },
    method: { family: 'butterworth', order: 6, 'zero-phase': true },
  },
  envelope: { method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 },
  synthesis: { carrier: 'noise', random_seed: 1 },
};

const SENTENCES: readonly GoldenSignalName[] = ['speech_female_44100', 'speech_male_44100'];

/** The golden sentences one after the other, again and again, for so many seconds. */
export async function speech(read: FixtureReader, duration: number): Promise<Float64Array<ArrayBuffer>> {
  installFixtureReader(read);
  const sentences = await Promise.all(SENTENCES.map(async (name) => goldenInput(await goldenSignal(name))));
  const x = new Float64Array(duration * SAMPLE_RATE);
  for (let at = 0, turn = 0; at < x.length; turn++) {
    const sentence = sentences[turn % sentences.length] ?? new Float64Array(1);
    x.set(sentence.subarray(0, x.length - at), at);
    at += sentence.length;
  }
  return x;
}

export interface Task {
  /** From the shortest. */
  readonly plans: readonly Plan[];
  /** Of the resynthesis, that count. */
  readonly runs: number;
}

export interface WorldTimes {
  readonly results: readonly StageTimes[];
  /** ms per run, of two seconds of sound */
  readonly resynthesis: readonly number[];
}

/** Times every stage on every duration. Module, kernels and input are warm: the first run is not counted. */
export async function world(read: FixtureReader, { plans, runs }: Task): Promise<WorldTimes> {
  const module = await WebAssembly.compile(await read('public/wasm/sonde.wasm'));
  const results: StageTimes[] = [];
  for (const plan of plans) results.push(await timePlan(read, module, plan));
  return { results, resynthesis: await timeResynthesis(read, loadKernels(module), runs) };
}

async function timePlan(
  read: FixtureReader,
  module: WebAssembly.Module,
  { duration, runs, whole }: Plan,
): Promise<StageTimes> {
  const kernels = loadKernels(module);
  const x = await speech(read, duration);
  const times: Partial<Record<Stage, number[]>> = {};
  let memory = 0;
  for (let run = -1; run < runs; run++) {
    const alone = runKernels(module, x, SAMPLE_RATE);
    memory = alone.memory;
    const once: Partial<Record<Stage, number>> = { ...alone.times };
    if (whole) {
      once.chain = timeChain(kernels, x);
      once.harvest = timeHarvest(kernels, x);
      once['harvest chain'] = timeChain(kernels, x, { f0Method: 'harvest' });
      once.vocoder = await timeVocoder(kernels, x);
    }
    for (const stage of STAGES) {
      const ms = once[stage];
      if (run >= 0 && ms !== undefined) times[stage] = [...(times[stage] ?? []), ms];
    }
    // The engine may tidy up between runs, not in them.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { duration, times, memory };
}

/** A sentence again from its kept analysis, with another f0 and vocal tract: what a move of a slider costs. */
async function timeResynthesis(read: FixtureReader, { world }: Kernels, runs: number): Promise<readonly number[]> {
  const x = await speech(read, 2);
  const analysis = complete(world.analyze(x, SAMPLE_RATE));
  return Array.from({ length: runs + 1 }, (_, run) => {
    const change = { f0: { kind: 'ratio', value: 1 + run / 32 }, vtl: { kind: 'ratio', value: 1 + run / 64 } } as const;
    const started = performance.now();
    complete(world.synthesize(complete(world.modify(analysis, change)), x.length));
    return performance.now() - started;
  }).slice(1);
}

async function timeVocoder(kernels: Kernels, x: Float64Array): Promise<number> {
  const started = performance.now();
  await runModule(vocoder, { sampleRate: SAMPLE_RATE, channels: [x] }, VOCODER, { kernels });
  return performance.now() - started;
}

function timeHarvest({ world }: Kernels, x: Float64Array): number {
  const started = performance.now();
  world.harvest(x, SAMPLE_RATE);
  return performance.now() - started;
}

function timeChain({ world }: Kernels, x: Float64Array, options?: WorldAnalysisOptions): number {
  const started = performance.now();
  complete(world.synthesize(complete(world.analyze(x, SAMPLE_RATE, options)), x.length));
  return performance.now() - started;
}
