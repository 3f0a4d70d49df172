import type { Kernels, WorldAnalysis, WorldChange } from '../../core/kernels/kernels.ts';
import { complete } from '../../core/kernels/sliced.ts';

/** Something that must have the same bytes in every engine. */
export interface Output {
  /** `<signal>/<stage>` */
  readonly id: string;
  readonly data: Float64Array | Float32Array | Uint8Array;
}

/** Both f0 and vocal tract, as a voice is usually changed. */
const VOICE_CHANGE: WorldChange = { f0: { kind: 'ratio', value: 1.5 }, vtl: { kind: 'ratio', value: 1.1 } };
const MEAN_F0_CHANGE: WorldChange = {
  f0: { kind: 'absolute', value: 140, unit: 'Hz' },
  vtl: { kind: 'offset', value: -3.8, unit: 'st' },
};
const DURATION_CHANGE: WorldChange = { duration: { kind: 'ratio', value: 1.3 } };

function* worldStages(
  { world }: Kernels,
  x: Float64Array,
  sampleRate: number,
): Generator<[string, Float64Array], WorldAnalysis> {
  const coarse = world.dio(x, sampleRate);
  yield ['f0-dio', coarse];
  yield ['f0-dio-decimation-4', world.dio(x, sampleRate, { decimation: 4 })];
  yield ['f0-harvest', world.harvest(x, sampleRate)];
  const f0 = world.stoneMask(x, sampleRate, coarse);
  yield ['f0-stonemask', f0];
  const spectralEnvelope = world.cheapTrick(x, sampleRate, f0);
  yield ['envelope', spectralEnvelope];
  const aperiodicity = world.d4c(x, sampleRate, f0);
  yield ['aperiodicity', aperiodicity];
  yield ['aperiodicity-2021', world.d4c(x, sampleRate, f0, { revision: '2021' })];
  return { sampleRate, framePeriodMs: 5, fftSize: world.fftSize(sampleRate), f0, spectralEnvelope, aperiodicity };
}

/** The length that the analysis frames cover. */
function framesLength({ f0, framePeriodMs, sampleRate }: WorldAnalysis): number {
  return Math.trunc((f0.length * framePeriodMs * sampleRate) / 1000);
}

function* syntheses({ world, level }: Kernels, analysis: WorldAnalysis): Generator<[string, Float64Array]> {
  yield ['synthesis', complete(world.synthesize(analysis, framesLength(analysis)))];
  for (const [name, change] of [
    ['voice', VOICE_CHANGE],
    ['mean-f0', MEAN_F0_CHANGE],
    ['duration', DURATION_CHANGE],
  ] as const) {
    const changed = complete(world.modify(analysis, change));
    yield [`${name}-f0`, changed.f0];
    yield [`${name}-envelope`, changed.spectralEnvelope];
    const y = complete(world.synthesize(changed, framesLength(changed)));
    yield [`${name}-synthesis`, y];
    const [matched] = level.preventClipping(level.matchRms([y], 0.4)).channels;
    if (matched) yield [`${name}-level`, matched];
  }
}

function* encodings({ pcm }: Kernels, y: Float64Array): Generator<[string, Uint8Array]> {
  yield ['pcm-wav-16', pcm.encode([y], 's16', 'wav')];
  yield ['pcm-wav-24', pcm.encode([y], 's24', 'wav')];
  yield ['pcm-flac-16', pcm.encode([y], 's16', 'flac')];
  yield ['pcm-world-tool', pcm.encode([y], 's16', 'world-tool')];
}

function* pictures({ view }: Kernels, x: Float64Array, sampleRate: number): Generator<[string, Float32Array]> {
  const columns = Math.ceil(x.length / 256);
  const options = { hop: 256, start: 0, columns, maxFrequency: 8000, preEmphasis: 6 };
  yield ['spectrogram-wide', view.spectrogram(x, sampleRate, { ...options, windowLength: 0.005 }).levelDb];
  yield ['spectrogram-narrow', view.spectrogram(x, sampleRate, { ...options, windowLength: 0.03 }).levelDb];
  yield ['outline', view.minMax(x, 256)];
}

/** Every stage that the binary offers, on one mono signal, each on the stages before it in the same engine. */
export function* stagesOf(kernels: Kernels, signal: string, x: Float64Array, sampleRate: number): Generator<Output> {
  const analysis = yield* named(signal, worldStages(kernels, x, sampleRate));
  let y: Float64Array | undefined;
  for (const [stage, data] of syntheses(kernels, analysis)) {
    y ??= data;
    yield { id: `${signal}/${stage}`, data };
  }
  if (y) yield* named(signal, encodings(kernels, y));
  yield* named(signal, pictures(kernels, x, sampleRate));
}

function* named<R>(signal: string, stages: Generator<[string, Output['data']], R>): Generator<Output, R> {
  for (;;) {
    const step = stages.next();
    if (step.done) return step.value;
    yield { id: `${signal}/${step.value[0]}`, data: step.value[1] };
  }
}
