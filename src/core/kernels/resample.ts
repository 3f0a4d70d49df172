import { AppError } from '../base/errors.ts';
import { type Pointer, SONDE_RESAMPLE_RATE_LIMIT } from './abi.gen.ts';
import { BLOCK_SAMPLES, type Block, blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { ResampleKernel, Sliced } from './kernels.ts';

/** Input samples that a slice takes in, but for the filter's width: some milliseconds of work. */
const SLICE_SAMPLES = BLOCK_SAMPLES / 4;

/** Sampling-rate conversion on linear memory, slice by slice: memory does not grow with the sound. */
export function createResampleKernel(heap: Heap): ResampleKernel {
  return { length: outputLength, convert: (channels, from, to) => convert(heap, channels, from, to) };
}

function outputLength(frames: number, from: number, to: number): number {
  return Math.trunc(frames * (to / from));
}

function* convert(heap: Heap, channels: readonly Float64Array[], from: number, to: number): Sliced<Float64Array[]> {
  if (from === to) return channels.map((channel) => channel.slice());
  const scope = heap.open();
  try {
    const { abi } = heap;
    const plan = scope.own(createPlan(heap, from, to), abi.sonde_resample_destroy);
    const width = abi.sonde_resample_width(plan);
    // Whatever the ratio, a slice reads and writes a bounded number of samples.
    const most = Math.max(1, Math.floor(SLICE_SAMPLES * Math.min(1, to / from)));
    const room = Math.ceil((most * from) / to) + width + 1;
    const [input, output] = [scope.f64(room), scope.f64(most)];
    const out: Float64Array[] = [];
    for (const [index, channel] of channels.entries()) {
      const converted = new Float64Array(outputLength(channel.length, from, to));
      for (const block of blocksOf(converted.length, most)) {
        heap.writeF64(input, stretchOf(channel, abi.sonde_resample_first(plan, block.start), room));
        runBlock(heap, plan, { input, room, output }, block, converted);
        yield (index + (block.start + block.length) / converted.length) / channels.length;
      }
      out.push(converted);
    }
    return out;
  } finally {
    scope.close();
  }
}

interface Areas {
  readonly input: Pointer;
  /** Samples of the input area. */
  readonly room: number;
  readonly output: Pointer;
}

function runBlock(heap: Heap, plan: Pointer, areas: Areas, { start, length }: Block, out: Float64Array): void {
  heap.check(heap.abi.sonde_resample_run(plan, areas.input, areas.room, start, length, areas.output));
  heap.readF64Into(areas.output, out.subarray(start, start + length));
}

/** Samples first..first+length-1 of a sound, zeroes outside of it. */
function stretchOf(x: Float64Array, first: number, length: number): Float64Array {
  const stretch = new Float64Array(length);
  const start = Math.max(0, first);
  stretch.set(x.subarray(start, Math.max(start, first + length)), start - first);
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
