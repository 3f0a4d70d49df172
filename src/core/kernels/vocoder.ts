import { AppError } from '../base/errors.ts';
import { type Pointer, SONDE_SCALE_GREENWOOD, SONDE_SCALE_LINEAR, SONDE_SCALE_LOG } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { FrequencyScale, Sliced, VocoderKernel, VocoderPlan } from './kernels.ts';
import { partOf } from './sliced.ts';
import { type BandJob, makeEnvelope, openBands, spreadEnvelopes, voicePair } from './vocoder-bands.ts';

const SCALES: Readonly<Record<FrequencyScale, number>> = {
  log: SONDE_SCALE_LOG,
  greenwood: SONDE_SCALE_GREENWOOD,
  linear: SONDE_SCALE_LINEAR,
};

/** The noise carrier's range, which is VTServer's. */
const NOISE_PEAK = 0.98;

/** The channel vocoder on linear memory. Two bands are worked on at a time. */
export function createVocoderKernel(heap: Heap): VocoderKernel {
  const { abi } = heap;
  return {
    frequencies(scale, low, high, count, shift) {
      return heap.scoped((scope) => {
        const at = scope.f64(count);
        abi.sonde_space_frequencies(SCALES[scale], low, high, count, shift, at);
        return heap.readF64(at, count);
      });
    },
    geometricMeans(edges) {
      const count = Math.max(0, edges.length - 1);
      return heap.scoped((scope) => {
        const out = scope.f64(count);
        abi.sonde_geometric_means(scope.putF64(Float64Array.from(edges)), edges.length, out);
        return heap.readF64(out, count);
      });
    },
    noise(words, low, high, count) {
      return heap.scoped((scope) => {
        const at = scope.f64(count);
        abi.sonde_mersenne_uniform(openGenerator(heap, scope, words), low, high, count, at);
        return heap.readF64(at, count);
      });
    },
    nameSamples: (channels) =>
      channels.flatMap((channel) =>
        heap.scoped((scope) => {
          const key = scope.i32(2);
          abi.sonde_fold_bits(scope.putF64(channel), channel.length, key);
          return [...heap.readI32(key, 2)].map((word) => word >>> 0);
        }),
      ),
    vocode: (channels, plan) => vocodeSlices(heap, channels, plan),
    envelopes: (x, plan, samplesPerCell) => envelopeSlices(heap, x, plan, samplesPerCell),
  };
}

/** MT19937: a word seeds it directly, a list by its array. */
function openGenerator(heap: Heap, scope: Scope, words: number | readonly number[]): Pointer {
  const list = typeof words === 'number' ? [words] : words;
  const key = scope.i32(list.length);
  heap.writeI32(key, Int32Array.from(list));
  const isList = typeof words === 'number' ? 0 : 1;
  return scope.own(heap.abi.sonde_mersenne_create(key, list.length, isList), heap.abi.sonde_mersenne_destroy);
}

function* vocodeSlices(heap: Heap, channels: readonly Float64Array[], plan: VocoderPlan): Sliced<Float64Array[]> {
  const length = channels[0]?.length ?? 0;
  if (length === 0) throw new AppError('audio-empty', 'The sound has no samples.');
  const scope = heap.open();
  try {
    const job = openBands(heap, scope, plan, length, openGenerator(heap, scope, plan.seed.words));
    const results: Float64Array[] = [];
    for (const [index, x] of channels.entries()) {
      const inner = heap.open();
      try {
        const isNew = plan.seed.each && index > 0;
        const generator = isNew ? openGenerator(heap, inner, plan.seed.words) : job.generator;
        yield* partOf(vocodeChannel({ ...job, generator }, x), index / channels.length, (index + 1) / channels.length);
        results.push(heap.readF64(job.mix, length));
      } finally {
        inner.close();
      }
    }
    return results;
  } finally {
    scope.close();
  }
}

function* vocodeChannel(job: BandJob, x: Float64Array): Sliced<void> {
  const { heap, plan, length, pairs } = job;
  heap.writeF64(job.mono, x);
  clear(job);
  if (plan.carrier.kind === 'noise') yield* draw(job);
  const rounds = plan.spread === undefined ? pairs : 2 * pairs;
  const targets: [number, number][] = [];
  for (let pair = 0; pair < pairs; pair++) {
    targets[pair] = yield* partOf(makeEnvelope(job, pair), pair / rounds, (pair + 0.5) / rounds);
    if (plan.spread !== undefined) continue;
    yield* partOf(
      voicePair(job, pair, job.envelopeAt(pair), targets[pair] ?? [0, 0]),
      (pair + 0.5) / rounds,
      (pair + 1) / rounds,
    );
  }
  if (plan.spread === undefined) return;
  for (let pair = 0; pair < pairs; pair++) {
    const from = (pairs + pair) / rounds;
    yield* partOf(spreadEnvelopes(job, plan.spread, pair, length), from, from + 0.3 / rounds);
    yield* partOf(voicePair(job, pair, job.spreadAt, targets[pair] ?? [0, 0]), from + 0.3 / rounds, from + 1 / rounds);
  }
}

function* envelopeSlices(heap: Heap, x: Float64Array, plan: VocoderPlan, perCell: number): Sliced<Float32Array> {
  if (x.length === 0) throw new AppError('audio-empty', 'The sound has no samples.');
  const scope = heap.open();
  try {
    const job = openBands(heap, scope, { ...plan, carrier: { kind: 'sin', frequencies: [] } }, x.length, 0 as Pointer);
    heap.writeF64(job.mono, x);
    const { pairs } = job;
    const bands = plan.analysis.bands.length;
    const cells = Math.ceil(x.length / perCell);
    const out = new Float32Array(bands * cells);
    const rounds = plan.spread === undefined ? pairs : 2 * pairs;
    for (let pair = 0; pair < pairs; pair++) {
      yield* partOf(makeEnvelope(job, pair), pair / rounds, (pair + 1) / rounds);
      if (plan.spread === undefined) readPeaks(job, job.envelopeAt(pair), pair, perCell, out);
    }
    if (plan.spread === undefined) return out;
    for (let pair = 0; pair < pairs; pair++) {
      yield* partOf(spreadEnvelopes(job, plan.spread, pair, x.length), (pairs + pair) / rounds, 1);
      readPeaks(job, job.spreadAt, pair, perCell, out);
    }
    return out;
  } finally {
    scope.close();
  }
}

/** Takes the largest sample of each cell; computes none. */
function readPeaks(
  { heap, plan, length }: BandJob,
  at: Pointer,
  pair: number,
  perCell: number,
  out: Float32Array,
): void {
  const cells = Math.ceil(length / perCell);
  const isAlone = 2 * pair + 1 >= plan.analysis.bands.length;
  const first = 2 * pair * cells;
  for (const { start, length: count } of blocksOf(length, BLOCK_SAMPLES)) {
    const pairs = heap.readF64(at + 16 * start, 2 * count);
    for (let i = 0; i < count; i++) {
      const cell = first + Math.floor((start + i) / perCell);
      out[cell] = Math.max(out[cell] ?? 0, pairs[2 * i] ?? 0);
      if (!isAlone) out[cell + cells] = Math.max(out[cell + cells] ?? 0, pairs[2 * i + 1] ?? 0);
    }
  }
}

function clear({ heap, mix, length }: BandJob): void {
  const zeros = new Float64Array(Math.min(length, BLOCK_SAMPLES));
  for (const block of blocksOf(length, BLOCK_SAMPLES))
    heap.writeF64(mix + 8 * block.start, zeros.subarray(0, block.length));
}

/** One noise for all bands. */
function* draw({ heap, generator, noise, length }: BandJob): Sliced<void> {
  for (const block of blocksOf(length, BLOCK_SAMPLES)) {
    heap.abi.sonde_mersenne_uniform(generator, -NOISE_PEAK, NOISE_PEAK, block.length, noise + 8 * block.start);
    yield 0;
  }
}
