import type { Pointer } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import { filterPairSlices, hilbertPairSlices } from './filter.ts';
import type { Heap, Scope } from './heap.ts';
import type { Carrier, FilterBank, Sliced, VocoderPlan } from './kernels.ts';
import { partOf } from './sliced.ts';

/** Bytes of a sample of a pair. */
const PAIR_BYTES = 16;
const DOUBLE = 8;

/** Samples that simple work goes through in one go, whole leaves of a sum of squares: about a millisecond. */
const STRIDE = 4 * BLOCK_SAMPLES;

/** Work on sample after sample, in slices. */
function* throughout({ length }: BandJob, work: (start: number, count: number) => void): Sliced<void> {
  for (const { start, length: count } of blocksOf(length, STRIDE)) {
    work(start, count);
    yield (start + count) / length;
  }
}

/** What the bands of one channel are made with. A pair is two bands side by side; an odd last band stands in it alone. */
export interface BandJob {
  readonly heap: Heap;
  readonly plan: VocoderPlan;
  readonly length: number;
  readonly pairs: number;
  readonly generator: Pointer;
  /** `[length]` each: the input, a carrier or two, the sum of the bands. */
  readonly mono: Pointer;
  readonly noise: Pointer;
  readonly second: Pointer;
  readonly mix: Pointer;
  /** `[length x 2]` each. */
  readonly carrier: Pointer;
  readonly spreadAt: Pointer;
  /** Where a pair's envelopes are: in one place, or each in its own when they are to be spread. */
  envelopeAt(pair: number): Pointer;
}

/** Takes the memory that a vocoder needs for a channel. @throws AppError memory-limit */
export function openBands(heap: Heap, scope: Scope, plan: VocoderPlan, length: number, generator: Pointer): BandJob {
  const pairs = Math.ceil(plan.analysis.bands.length / 2);
  const isSpread = plan.spread !== undefined;
  const envelopes = scope.f64(2 * length * (isSpread ? pairs : 1));
  const isDrawn = plan.carrier.kind !== 'sin';
  const isTwofold = plan.carrier.kind === 'low-noise' || plan.carrier.kind === 'pshc';
  return {
    heap,
    plan,
    length,
    pairs,
    generator,
    mono: scope.f64(length),
    noise: scope.f64(isDrawn ? length : 1),
    second: scope.f64(isTwofold ? length : 1),
    mix: scope.f64(length),
    carrier: scope.f64(2 * length),
    spreadAt: scope.f64(isSpread ? 2 * length : 1),
    envelopeAt: (pair) => (isSpread ? envelopes + PAIR_BYTES * length * pair : envelopes),
  };
}

/** Analysis filters and envelope of a pair. @returns the RMS of both bands after the analysis filters */
export function* makeEnvelope(job: BandJob, pair: number): Sliced<[number, number]> {
  const { heap, plan, length } = job;
  const { abi } = heap;
  const at = job.envelopeAt(pair);
  const pairAt = (start: number): Pointer => at + PAIR_BYTES * start;
  const join = (start: number, count: number): void => {
    const mono = job.mono + DOUBLE * start;
    abi.sonde_pair_join(mono, mono, count, pairAt(start));
  };
  const rectify = (isFullWave: boolean) => (start: number, count: number) =>
    abi.sonde_pair_rectify(pairAt(start), count, isFullWave ? 1 : 0);
  yield* partOf(throughout(job, join), 0, 0.03);
  yield* partOf(filterPair(job, plan.analysis, pair, at), 0.03, 0.47);
  const level = yield* partOf(rmsOfPair(job, at), 0.47, 0.5);
  if (plan.envelope.kind === 'hilbert') {
    const slices = scoped(heap, (scope) => hilbertPairSlices(heap, scope, at, length));
    yield* partOf(slices, 0.5, 1);
    return level;
  }
  yield* partOf(throughout(job, rectify(plan.envelope.rectify === 'full-wave')), 0.5, 0.53);
  yield* partOf(filterPair(job, { bands: plan.envelope.bands, zeroPhase: true }, pair, at), 0.53, 0.97);
  yield* partOf(throughout(job, rectify(false)), 0.97, 1);
  return level;
}

/** Envelopes of all bands, weighted, into `spreadAt`. @param weights `[bands x bands]` */
export function* spreadEnvelopes(job: BandJob, weights: Float64Array, pair: number, length: number): Sliced<void> {
  const { heap, plan } = job;
  const count = plan.analysis.bands.length;
  const columns = bandsOf(pair, count);
  const taken = Float64Array.from(
    { length: 2 * count },
    (_, i) => weights[(i >> 1) * count + columns[i % 2 === 0 ? 0 : 1]] ?? 0,
  );
  const scope = heap.open();
  try {
    const at = scope.putF64(taken);
    for (const block of blocksOf(length, BLOCK_SAMPLES)) {
      const out = job.spreadAt + PAIR_BYTES * block.start;
      heap.abi.sonde_pair_spread(job.envelopeAt(0), count, 2 * length, block.start, block.length, at, out);
      yield (block.start + block.length) / length;
    }
  } finally {
    scope.close();
  }
}

/** Carrier, synthesis filters and level of a pair, added to the mix. @param envelope is used up */
export function* voicePair(
  job: BandJob,
  pair: number,
  envelope: Pointer,
  targets: readonly [number, number],
): Sliced<void> {
  const { heap, plan } = job;
  const { abi } = heap;
  yield* partOf(makeCarrier(job, pair), 0, 0.1);
  if (plan.filterBefore) yield* partOf(filterPair(job, plan.synthesis, pair, job.carrier), 0.1, 0.5);
  const multiply = (start: number, count: number): void =>
    abi.sonde_pair_multiply(envelope + PAIR_BYTES * start, job.carrier + PAIR_BYTES * start, count);
  yield* partOf(throughout(job, multiply), 0.5, 0.53);
  if (plan.filterAfter) yield* partOf(filterPair(job, plan.synthesis, pair, envelope), 0.53, 0.9);
  const levels = yield* partOf(rmsOfPair(job, envelope), 0.9, 0.95);
  const [first, second] = bandsOf(pair, plan.analysis.bands.length);
  const target = Float64Array.of(targets[0], first === second ? 0 : targets[1]);
  const add = (start: number, count: number): void =>
    heap.scoped((scope) => {
      const at = [scope.putF64(Float64Array.from(levels)), scope.putF64(target)] as const;
      abi.sonde_pair_mix(envelope + PAIR_BYTES * start, count, ...at, job.mix + DOUBLE * start);
    });
  yield* partOf(throughout(job, add), 0.95, 1);
}

/** The two bands of a pair; twice the last one when it is alone. */
function bandsOf(pair: number, count: number): readonly [number, number] {
  return [2 * pair, Math.min(2 * pair + 1, count - 1)];
}

function* makeCarrier(job: BandJob, pair: number): Sliced<void> {
  const { heap, plan, noise, second } = job;
  const { abi } = heap;
  const { carrier, sampleRate } = plan;
  const [a, b] = bandsOf(pair, plan.analysis.bands.length);
  const pairAt = (start: number): Pointer => job.carrier + PAIR_BYTES * start;
  if (carrier.kind === 'sin') {
    const [low = 0, high = 0] = [carrier.frequencies[a], carrier.frequencies[b]];
    yield* throughout(job, (start, count) => abi.sonde_tone_pair(low, high, sampleRate, start, count, pairAt(start)));
    return;
  }
  const isTwofold = carrier.kind !== 'noise' && a !== b;
  if (carrier.kind !== 'noise') {
    drawBand(job, carrier, a, noise);
    yield 0.3;
    if (isTwofold) drawBand(job, carrier, b, second);
    yield 0.6;
  }
  const other = isTwofold ? second : noise;
  const join = (start: number, count: number): void =>
    abi.sonde_pair_join(noise + DOUBLE * start, other + DOUBLE * start, count, pairAt(start));
  yield* partOf(throughout(job, join), 0.6, 1);
}

/** The carrier of one band, where each has its own. */
function drawBand(
  { heap, plan, length, generator }: BandJob,
  carrier: Extract<Carrier, { kind: 'low-noise' | 'pshc' }>,
  band: number,
  at: Pointer,
): void {
  const { abi } = heap;
  if (carrier.kind === 'pshc') {
    heap.check(abi.sonde_pulse_spreading_complex(carrier.frequencies[band] ?? 0, plan.sampleRate, length, at));
    return;
  }
  const [low, high] = [carrier.edges[band] ?? 0, carrier.edges[band + 1] ?? 0];
  heap.check(abi.sonde_low_noise(generator, low, high, plan.sampleRate, length, at));
}

function* filterPair({ heap, length }: BandJob, bank: FilterBank, pair: number, at: Pointer): Sliced<void> {
  const [a, b] = bandsOf(pair, bank.bands.length);
  const [first, second] = [bank.bands[a] ?? new Float64Array(), bank.bands[b] ?? new Float64Array()];
  yield* scoped(heap, (scope) => filterPairSlices(heap, scope, first, second, bank.zeroPhase, at, length));
}

/** Slices with a scope of their own, closed at their end, however it comes. */
function* scoped(heap: Heap, work: (scope: Scope) => Sliced<void>): Sliced<void> {
  const scope = heap.open();
  try {
    yield* work(scope);
  } finally {
    scope.close();
  }
}

function* rmsOfPair(job: BandJob, at: Pointer): Sliced<[number, number]> {
  const { abi } = job.heap;
  const scope = job.heap.open();
  try {
    const a = scope.own(abi.sonde_square_sum_create(), abi.sonde_square_sum_destroy);
    const b = scope.own(abi.sonde_square_sum_create(), abi.sonde_square_sum_destroy);
    yield* throughout(job, (start, count) => abi.sonde_pair_add_squares(at + PAIR_BYTES * start, count, a, b));
    abi.sonde_square_sum_end_channel(a);
    abi.sonde_square_sum_end_channel(b);
    return [abi.sonde_square_sum_rms(a), abi.sonde_square_sum_rms(b)];
  } finally {
    scope.close();
  }
}
