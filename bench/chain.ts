import type { Kernels, WorldAnalysis } from '../src/core/kernels/kernels.ts';
import { loadKernels } from '../src/core/kernels/load.ts';
import { complete } from '../src/core/kernels/sliced.ts';
import { vocoder } from '../src/core/modules/vocoder.ts';
import { type FixtureReader, installFixtureReader } from '../src/testing/fixture.ts';
import { type GoldenSignalName, goldenInput, goldenSignal } from '../src/testing/golden.ts';
import { runModule } from '../src/testing/run-module.ts';

/**
 * The stages of the chain, in its order; `chain` is analysis and synthesis as the engine runs them, in slices. Then the
 * channel vocoder, as a module.
 */
export const STAGES = ['dio', 'stonemask', 'cheaptrick', 'd4c', 'synthesis', 'chain', 'vocoder'] as const;
export type Stage = (typeof STAGES)[number];

export interface StageTimes {
  /** s of sound */
  readonly duration: number;
  /** ms per run, in the order of the runs, warm-up left out */
  readonly times: Readonly<Record<Stage, readonly number[]>>;
}

export interface BenchOptions {
  readonly read: FixtureReader;
  /** s of sound, each measured by itself */
  readonly durations: readonly number[];
  /** runs that count, per duration */
  readonly runs: readonly number[];
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
export async function speech(duration: number): Promise<Float64Array<ArrayBuffer>> {
  const sentences = await Promise.all(SENTENCES.map(async (name) => goldenInput(await goldenSignal(name))));
  const x = new Float64Array(duration * SAMPLE_RATE);
  for (let at = 0, turn = 0; at < x.length; turn++) {
    const sentence = sentences[turn % sentences.length] ?? new Float64Array(1);
    x.set(sentence.subarray(0, x.length - at), at);
    at += sentence.length;
  }
  return x;
}

/** Times every stage on every duration. Module, kernels and input are warm: the first run is not counted. */
export async function* runBench({ read, durations, runs }: BenchOptions): AsyncGenerator<StageTimes> {
  installFixtureReader(read);
  const kernels = loadKernels(await WebAssembly.compile(await read('public/wasm/sonde.wasm')));
  for (const [i, duration] of durations.entries()) {
    const x = await speech(duration);
    const times = Object.fromEntries(STAGES.map((stage) => [stage, [] as number[]])) as Record<Stage, number[]>;
    for (let run = -1; run < (runs[i] ?? 1); run++) {
      const once = { ...timeStages(kernels, x), vocoder: await timeVocoder(kernels, x) };
      if (run >= 0) for (const stage of STAGES) times[stage].push(once[stage]);
      // The engine may tidy up between runs, not in them.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    yield { duration, times };
  }
}

async function timeVocoder(kernels: Kernels, x: Float64Array): Promise<number> {
  const started = performance.now();
  await runModule(vocoder, { sampleRate: SAMPLE_RATE, channels: [x] }, VOCODER, { kernels });
  return performance.now() - started;
}

type ChainStage = Exclude<Stage, 'vocoder'>;

function timeStages(kernels: Kernels, x: Float64Array): Record<ChainStage, number> {
  const { world } = kernels;
  const times = {} as Record<ChainStage, number>;
  const timed = <T>(stage: ChainStage, work: () => T): T => {
    const started = performance.now();
    const result = work();
    times[stage] = performance.now() - started;
    return result;
  };
  const coarse = timed('dio', () => world.dio(x, SAMPLE_RATE));
  const f0 = timed('stonemask', () => world.stoneMask(x, SAMPLE_RATE, coarse));
  const spectralEnvelope = timed('cheaptrick', () => world.cheapTrick(x, SAMPLE_RATE, f0));
  const aperiodicity = timed('d4c', () => world.d4c(x, SAMPLE_RATE, f0));
  const fftSize = world.fftSize(SAMPLE_RATE);
  const analysis = { sampleRate: SAMPLE_RATE, framePeriodMs: 5, fftSize, f0, spectralEnvelope, aperiodicity };
  timed('synthesis', () => complete(world.synthesize(analysis, x.length)));
  timed('chain', () => {
    const whole: WorldAnalysis = complete(world.analyze(x, SAMPLE_RATE));
    return complete(world.synthesize(whole, x.length));
  });
  return times;
}
