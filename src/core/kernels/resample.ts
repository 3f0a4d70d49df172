import { AppError } from '../base/errors.ts';
import { type Pointer, SONDE_RESAMPLE_RATE_LIMIT } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { ResampleKernel, Sliced } from './kernels.ts';
import { partOf } from './sliced.ts';

/** Input samples that a slice takes in, but for the filter's width: some milliseconds of work. */
const SLICE_SAMPLES = BLOCK_SAMPLES / 4;

/** Sampling-rate conversion on linear memory, slice by slice: memory does not grow with the sound. */
export function createResampleKernel(heap: Heap): ResampleKernel {
  return {
    length: outputLength,
    *convert(channels, from, to) {
      if (from === to) return channels.map((channel) => channel.slice());
      const out: Float64Array[] = [];
      for (const [index, x] of channels.entries()) {
        const y = new Float64Array(outputLength(x.length, from, to));
        const read = (start: number, count: number): Float64Array => x.subarray(start, start + count);
        const write = (start: number, part: Float64Array): void => y.set(part, start);
        const work = convertStream(heap, x.length, read, from, to, write);
        yield* partOf(work, index / channels.length, (index + 1) / channels.length);
        out.push(y);
      }
      return out;
    },
    convertStream: (...given) => convertStream(heap, ...given),
  };
}

function outputLength(frames: number, from: number, to: number): number {
  return Math.trunc(frames * (to / from));
}

function* convertStream(
  heap: Heap,
  ...[frames, read, from, to, write]: Parameters<ResampleKernel['convertStream']>
): Sliced<void> {
  const scope = heap.open();
  try {
    const { abi } = heap;
    const plan = scope.own(createPlan(heap, from, to), abi.sonde_resample_destroy);
    const width = abi.sonde_resample_width(plan);
    // Whatever the ratio, a slice reads and writes a bounded number of samples.
    const most = Math.max(1, Math.floor(SLICE_SAMPLES * Math.min(1, to / from)));
    const room = Math.ceil((most * from) / to) + width + 1;
    const [input, output] = [scope.f64(room), scope.f64(most)];
    const total = outputLength(frames, from, to);
    for (const { start, length } of blocksOf(total, most)) {
      heap.writeF64(input, stretchOf(read, frames, abi.sonde_resample_first(plan, start), room));
      heap.check(abi.sonde_resample_run(plan, input, room, start, length, output));
      write(start, heap.readF64(output, length));
      yield (start + length) / total;
    }
  } finally {
    scope.close();
  }
}

/** Samples first..first+length-1 of a sound, zeroes outside of it. */
function stretchOf(
  read: (start: number, count: number) => Float64Array,
  frames: number,
  first: number,
  length: number,
): Float64Array {
  const stretch = new Float64Array(length);
  const start = Math.max(0, first);
  const end = Math.min(frames, first + length);
  if (end > start) stretch.set(read(start, end - start), start - first);
  return stretch;
}

function createPlan(heap: Heap, from: number, to: number): Pointer {
  if (!isRate(from) || !isRate(to)) {
    const expected = `sampling rates are whole numbers of Hz, 1 to ${SONDE_RESAMPLE_RATE_LIMIT}`;
    throw new AppError('internal', `resample: ${expected}, got ${from} and ${to}`);
  }
  return heap.abi.sonde_resample_create(from, to);
}

function isRate(rate: number): boolean {
  return Number.isInteger(rate) && rate >= 1 && rate <= SONDE_RESAMPLE_RATE_LIMIT;
}
