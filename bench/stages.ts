import type { Abi, Pointer } from '../src/core/kernels/abi.gen.ts';
import { type Block, blocksOf } from '../src/core/kernels/blocks.ts';
import type { Scope } from '../src/core/kernels/heap.ts';
import { instantiate } from '../src/core/kernels/instance.ts';

/** The stages of the chain, in its order; `kernels` is all of them. */
export const KERNEL_STAGES = ['dio', 'stonemask', 'cheaptrick', 'd4c', 'synthesis', 'kernels'] as const;
type KernelStage = (typeof KERNEL_STAGES)[number];

export interface KernelRun {
  /** ms */
  readonly times: Readonly<Record<KernelStage, number>>;
  /** bytes that linear memory has grown to */
  readonly memory: number;
}

const PERIOD_MS = 5;
/** Frames whose rows are in linear memory at a time, and one more. */
const FRAMES = 64;

/**
 * Once through the kernels alone, in a fresh instance: spectra are made and used 64 frames at a time and never leave
 * linear memory, so that a sound of any length fits and the figures are of computing alone.
 */
export function runKernels(module: WebAssembly.Module, x: Float64Array, sampleRate: number): KernelRun {
  const heap = instantiate(module);
  const clock = new Clock();
  heap.scoped((scope) => {
    const chain = openChain(heap.abi, scope, { at: scope.putF64(x), length: x.length, sampleRate });
    contour(chain, clock);
    let offsets = startBlocks(chain, clock);
    for (const block of blocksOf(chain.frames, FRAMES)) {
      // The row after a block's last, read for the pulses between, is the next block's first.
      if (block.start > 0) {
        for (const at of [chain.envelope, chain.aperiodicity]) {
          heap.writeF64(at, heap.readF64(at + 8 * FRAMES * chain.bins, chain.bins));
        }
      }
      offsets = runBlock(chain, clock, block, offsets);
    }
  });
  return { times: clock.times, memory: heap.bytes };
}

class Clock {
  readonly times = Object.fromEntries(KERNEL_STAGES.map((stage) => [stage, 0])) as Record<KernelStage, number>;

  time<T>(stage: KernelStage, work: () => T): T {
    const started = performance.now();
    const result = work();
    const elapsed = performance.now() - started;
    this.times[stage] += elapsed;
    this.times.kernels += elapsed;
    return result;
  }
}

interface Sound {
  readonly at: Pointer;
  readonly length: number;
  readonly sampleRate: number;
}

type Chain = ReturnType<typeof openChain>;

function openChain(abi: Abi, scope: Scope, x: Sound) {
  const fftSize = abi.sonde_cheap_trick_fft_size(x.sampleRate, 71);
  const bins = fftSize / 2 + 1;
  const frames = abi.sonde_frame_count(x.length, x.sampleRate, PERIOD_MS);
  const noise = scope.own(abi.sonde_noise_plan_create(), abi.sonde_noise_plan_destroy);
  return {
    abi,
    x,
    bins,
    frames,
    cheapTrick: scope.own(abi.sonde_cheap_trick_create(noise, x.sampleRate, fftSize), abi.sonde_cheap_trick_destroy),
    d4c: scope.own(abi.sonde_d4c_create(noise, x.sampleRate, fftSize, 1e-6), abi.sonde_d4c_destroy),
    synthesis: scope.own(abi.sonde_synthesis_create(noise, x.sampleRate, fftSize), abi.sonde_synthesis_destroy),
    f0: scope.f64(frames),
    shares: scope.f64(frames),
    envelope: scope.f64((FRAMES + 1) * bins),
    aperiodicity: scope.f64((FRAMES + 1) * bins),
    y: scope.putF64(new Float64Array(x.length)),
  };
}

function contour({ abi, x, f0, frames }: Chain, clock: Clock): void {
  clock.time('dio', () => {
    const dio = abi.sonde_dio_create(x.at, x.length, x.sampleRate, 71, 800, PERIOD_MS, 1, 0.1);
    abi.sonde_dio_run(dio, abi.sonde_dio_blocks_left(dio));
    abi.sonde_dio_finish(dio, f0);
    abi.sonde_dio_destroy(dio);
  });
  clock.time('stonemask', () => {
    const mask = abi.sonde_stone_mask_create(x.sampleRate);
    abi.sonde_stone_mask_run(mask, x.at, 0, x.length, x.length, PERIOD_MS, f0, 0, frames);
    abi.sonde_stone_mask_destroy(mask);
  });
}

/** Noise values drawn so far. */
interface Offsets {
  readonly envelope: number;
  readonly aperiodicity: number;
}

/** What is done for the whole sound before its first block. */
function startBlocks({ abi, x, d4c, synthesis, f0, frames, shares }: Chain, clock: Clock): Offsets {
  clock.time('d4c', () => abi.sonde_d4c_shares(d4c, x.at, 0, x.length, x.length, PERIOD_MS, f0, 0, frames, 0, shares));
  clock.time('synthesis', () => {
    abi.sonde_synthesis_start(synthesis, PERIOD_MS, f0, frames, x.length);
    abi.sonde_synthesis_advance(synthesis, x.length);
  });
  return { envelope: 0, aperiodicity: abi.sonde_d4c_share_noise_count(d4c, f0, frames) };
}

function runBlock(chain: Chain, clock: Clock, { start, length }: Block, offsets: Offsets): Offsets {
  const { abi, x, cheapTrick, d4c, synthesis, bins, envelope, aperiodicity } = chain;
  const have = start === 0 ? 0 : 1;
  const first = start + have;
  const count = Math.min(start + length + 1, chain.frames) - first;
  const skip = 8 * have * bins;
  const f0 = chain.f0 + 8 * first;
  const shares = chain.shares + 8 * first;
  clock.time('cheaptrick', () => {
    const at = envelope + skip;
    abi.sonde_cheap_trick_frames(
      cheapTrick,
      x.at,
      0,
      x.length,
      x.length,
      PERIOD_MS,
      f0,
      first,
      count,
      offsets.envelope,
      at,
    );
  });
  clock.time('d4c', () => {
    const at = aperiodicity + skip;
    abi.sonde_d4c_frames(
      d4c,
      x.at,
      0,
      x.length,
      x.length,
      PERIOD_MS,
      f0,
      shares,
      first,
      count,
      offsets.aperiodicity,
      at,
    );
  });
  clock.time('synthesis', () => {
    const from = abi.sonde_synthesis_pulse_at(synthesis, start);
    const to = abi.sonde_synthesis_pulse_at(synthesis, start + length);
    const rows = have + count;
    abi.sonde_synthesis_add(synthesis, envelope, aperiodicity, start, rows, from, to, chain.y, 0, x.length);
  });
  return {
    envelope: offsets.envelope + abi.sonde_cheap_trick_noise_count(cheapTrick, f0, count),
    aperiodicity: offsets.aperiodicity + abi.sonde_d4c_noise_count(d4c, f0, shares, count),
  };
}
