import { AppError } from '../base/errors.ts';
import { SONDE_RAMP_COSINE, SONDE_RAMP_LINEAR } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { EditKernel, RampShape } from './edit-kernel.ts';
import type { Heap } from './heap.ts';

const SHAPES: Readonly<Record<RampShape, number>> = { linear: SONDE_RAMP_LINEAR, cosine: SONDE_RAMP_COSINE };

/** Edits on linear memory, in blocks. */
export function createEditKernel(heap: Heap): EditKernel {
  return {
    ramp(channels, onset, offset, shape) {
      const frames = channels[0]?.length ?? 0;
      return channels.map((channel) => rampPart(heap, channel, { start: 0, frames }, onset, offset, shape));
    },

    rampPart: (x, place, onset, offset, shape) => rampPart(heap, x, place, onset, offset, shape),

    mix: (x, y, levels) => mix(heap, x, y, levels),
  };
}

function rampPart(
  heap: Heap,
  x: Float64Array,
  { start, frames }: { readonly start: number; readonly frames: number },
  onset: number,
  offset: number,
  shape: RampShape,
): Float64Array {
  const out = x.slice();
  multiply(heap, out, -start, whole(onset, frames), true, shape);
  multiply(heap, out, frames - offset - start, whole(offset, frames), false, shape);
  return out;
}

/** Multiplies, in place, what the array has of a ramp of `count` samples that begins at its sample `start`. */
function multiply(heap: Heap, x: Float64Array, start: number, count: number, rising: boolean, shape: RampShape): void {
  const from = Math.max(0, -start);
  const end = Math.min(count, x.length - start);
  if (end <= from) return;
  heap.scoped((scope) => {
    const at = scope.f64(BLOCK_SAMPLES);
    for (const block of blocksOf(end - from, BLOCK_SAMPLES)) {
      const first = from + block.start;
      const part = x.subarray(start + first, start + first + block.length);
      heap.writeF64(at, part);
      heap.check(heap.abi.sonde_edit_ramp(at, block.length, first, count, rising ? 1 : 0, SHAPES[shape]));
      heap.readF64Into(at, part);
    }
  });
}

function mix(
  heap: Heap,
  x: readonly Float64Array[],
  y: readonly Float64Array[],
  levels: readonly [number, number],
): Float64Array[] {
  const { abi } = heap;
  const [xGain, yGain] = [abi.sonde_edit_amplitude(levels[0]), abi.sonde_edit_amplitude(levels[1])];
  if (x.length !== y.length) throw new AppError('internal', `edit: a mix of ${x.length} and ${y.length} channels`);
  return heap.scoped((scope) => {
    const [xAt, yAt] = [scope.f64(BLOCK_SAMPLES), scope.f64(BLOCK_SAMPLES)];
    return x.map((channel, c) => {
      const other = y[c] ?? channel;
      if (other.length !== channel.length) throw new AppError('internal', 'edit: a mix of sounds of two lengths');
      const out = new Float64Array(channel.length);
      for (const { start, length } of blocksOf(channel.length, BLOCK_SAMPLES)) {
        heap.writeF64(xAt, channel.subarray(start, start + length));
        heap.writeF64(yAt, other.subarray(start, start + length));
        abi.sonde_edit_weighted_sum(xAt, xGain, yAt, yGain, length);
        heap.readF64Into(xAt, out.subarray(start, start + length));
      }
      return out;
    });
  });
}

function whole(count: number, most: number): number {
  if (Number.isInteger(count) && count >= 0 && count <= most) return count;
  throw new AppError('internal', `edit: a ramp has 0 to ${most} frames here, not ${count}`);
}
