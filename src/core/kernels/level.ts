import type { Pointer } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { LevelKernel } from './kernels.ts';

type Channels = readonly Float64Array[];

/** Levels on linear memory, in blocks: an hour of sound needs no more of it than a second. */
export function createLevelKernel(heap: Heap): LevelKernel {
  const { abi } = heap;
  const rms = (channels: Channels): number => rmsOf(heap, channels);
  const peak = (channels: Channels): number => {
    let largest = 0;
    visit(heap, channels, (at, length) => {
      largest = abi.sonde_level_peak(at, length, largest);
    });
    return largest;
  };
  const scale = (channels: Channels, gain: number): Float64Array[] =>
    change(heap, channels, (at, length) => abi.sonde_level_scale(at, length, gain));

  return {
    rms,
    peak,
    scale,

    isFinite(channels) {
      let finite = true;
      visit(heap, channels, (at, length) => {
        finite &&= abi.sonde_level_is_finite(at, length) !== 0;
      });
      return finite;
    },

    *rmsOf(channels) {
      const scope = heap.open();
      try {
        const sum = scope.own(abi.sonde_square_sum_create(), abi.sonde_square_sum_destroy);
        for (const blocks of channels) {
          for (const block of blocks) {
            visit(heap, [block], (at, length) => abi.sonde_square_sum_add(sum, at, length));
            yield 0;
          }
          abi.sonde_square_sum_end_channel(sum);
        }
        return abi.sonde_square_sum_rms(sum);
      } finally {
        scope.close();
      }
    },

    toLevel(x, level, target) {
      if (target === 0) return new Float64Array(x.length);
      if (level === 0) return x.slice();
      const scaled = change(heap, [x], (at, length) => abi.sonde_level_divide_multiply(at, length, level, target));
      return scaled[0] ?? x;
    },

    clippingGain: (largest) => abi.sonde_level_clipping_gain(largest),

    matchRms(channels, target) {
      if (target === 0) return channels.map((x) => new Float64Array(x.length));
      const level = rms(channels);
      if (level === 0) return channels.map((x) => x.slice());
      return change(heap, channels, (at, length) => abi.sonde_level_divide_multiply(at, length, level, target));
    },

    preventClipping(channels) {
      const gain = abi.sonde_level_clipping_gain(peak(channels));
      return { channels: gain === 1 ? channels.map((x) => x.slice()) : scale(channels, gain), gain };
    },
  };
}

function rmsOf(heap: Heap, channels: Channels): number {
  const { abi } = heap;
  return heap.scoped((scope) => {
    const sum = scope.own(abi.sonde_square_sum_create(), abi.sonde_square_sum_destroy);
    for (const channel of channels) {
      visit(heap, [channel], (at, length) => abi.sonde_square_sum_add(sum, at, length));
      abi.sonde_square_sum_end_channel(sum);
    }
    return abi.sonde_square_sum_rms(sum);
  });
}

/** Shows every block to `look`, channel by channel. */
function visit(heap: Heap, channels: Channels, look: (at: Pointer, length: number) => void): void {
  heap.scoped((scope) => {
    const at = scope.f64(BLOCK_SAMPLES);
    for (const channel of channels) {
      for (const { start, length } of blocksOf(channel.length, BLOCK_SAMPLES)) {
        heap.writeF64(at, channel.subarray(start, start + length));
        look(at, length);
      }
    }
  });
}

/** Lets `work` change every block in place. @returns fresh arrays */
function change(heap: Heap, channels: Channels, work: (at: Pointer, length: number) => void): Float64Array[] {
  return heap.scoped((scope) => {
    const at = scope.f64(BLOCK_SAMPLES);
    return channels.map((channel) => {
      const out = new Float64Array(channel.length);
      for (const { start, length } of blocksOf(channel.length, BLOCK_SAMPLES)) {
        heap.writeF64(at, channel.subarray(start, start + length));
        work(at, length);
        heap.readF64Into(at, out.subarray(start, start + length));
      }
      return out;
    });
  });
}
