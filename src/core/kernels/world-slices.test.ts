import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { goldenF64, goldenInput, goldenSignal } from '../../testing/golden.ts';
import type { Pointer } from './abi.gen.ts';
import type { Heap } from './heap.ts';
import { instantiate } from './instance.ts';
import type { WorldAnalysis } from './kernels.ts';
import { complete } from './sliced.ts';
import { createWorldKernel } from './world.ts';

/** Work may be cut anywhere, at any time, and stopped: the numbers are the same, and nothing is left behind. */

const heap: Heap = instantiate(await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm')));
const { abi } = heap;
const world = createWorldKernel(heap);

const signal = await goldenSignal('speech_female_8000');
const { sampleRate, fftSize, bins, frames } = signal;
const x = await goldenInput(signal);
const f0 = await goldenF64(signal, 'f0_stonemask');
const spectralEnvelope = world.cheapTrick(x, sampleRate, f0);
const aperiodicity = world.d4c(x, sampleRate, f0);
const analysis: WorldAnalysis = { sampleRate, framePeriodMs: 5, fftSize, f0, spectralEnvelope, aperiodicity };

/** Borders of slices of 0..count, in an order to be done in. */
const slicing = (count: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: count - 1 }), { maxLength: 6 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), count])
    .chain((borders) => {
      const slices = borders.slice(1).map((to, i) => ({ from: borders[i]!, to }));
      return fc.shuffledSubarray(slices, { minLength: slices.length });
    });

function expectSame(got: Float64Array, expected: Float64Array): void {
  expect(got.length).toBe(expected.length);
  expect(got.findIndex((value, i) => value !== expected[i])).toBe(-1);
}

/** Runs `use` with the sound, its f0, room for all rows, and the noise. */
function onHeap(use: (at: { x: Pointer; f0: Pointer; rows: Pointer; noise: Pointer }) => void): Float64Array {
  return heap.scoped((scope) => {
    const noise = scope.own(abi.sonde_noise_plan_create(), abi.sonde_noise_plan_destroy);
    const rows = scope.f64(frames * bins);
    use({ x: scope.putF64(x), f0: scope.putF64(f0), rows, noise });
    return heap.readF64(rows, frames * bins);
  });
}

describe('frames and pulses in any slices and any order', () => {
  it('have the same envelope', () => {
    fc.assert(
      fc.property(slicing(frames), (slices) => {
        const rows = onHeap((at) => {
          const handle = abi.sonde_cheap_trick_create(at.noise, sampleRate, fftSize);
          for (const { from, to } of slices) {
            const offset = abi.sonde_cheap_trick_noise_count(handle, at.f0, from);
            const [f0At, outAt] = [at.f0 + 8 * from, at.rows + 8 * from * bins];
            abi.sonde_cheap_trick_frames(handle, at.x, 0, x.length, x.length, 5, f0At, from, to - from, offset, outAt);
          }
          abi.sonde_cheap_trick_destroy(handle);
        });
        expectSame(rows, spectralEnvelope);
      }),
      { numRuns: 10 },
    );
  });

  it('have the same aperiodicity', () => {
    fc.assert(
      fc.property(slicing(frames), slicing(frames), (shareSlices, slices) => {
        const rows = onHeap((at) => {
          const handle = abi.sonde_d4c_create(at.noise, sampleRate, fftSize, 1e-6);
          const share = abi.sonde_alloc(8 * frames);
          for (const { from, to } of shareSlices) {
            const offset = abi.sonde_d4c_share_noise_count(handle, at.f0, from);
            const [f0At, outAt] = [at.f0 + 8 * from, share + 8 * from];
            abi.sonde_d4c_shares(handle, at.x, 0, x.length, x.length, 5, f0At, from, to - from, offset, outAt);
          }
          const begin = abi.sonde_d4c_share_noise_count(handle, at.f0, frames);
          for (const { from, to } of slices) {
            const offset = begin + abi.sonde_d4c_noise_count(handle, at.f0, share, from);
            const [f0At, shareAt, outAt] = [at.f0 + 8 * from, share + 8 * from, at.rows + 8 * from * bins];
            abi.sonde_d4c_frames(handle, at.x, 0, x.length, x.length, 5, f0At, shareAt, from, to - from, offset, outAt);
          }
          abi.sonde_free(share);
          abi.sonde_d4c_destroy(handle);
        });
        expectSame(rows, aperiodicity);
      }),
      { numRuns: 10 },
    );
  });

  it('sound the same, in windows of the output that each add all pulses they are told to', () => {
    const length = signal.outputSamples;
    const expected = complete(world.synthesize(analysis, length));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: length - 1 }), fc.integer({ min: 1, max: 50 }), (cut, step) => {
        const y = heap.scoped((scope) => {
          const noise = scope.own(abi.sonde_noise_plan_create(), abi.sonde_noise_plan_destroy);
          const handle = scope.own(abi.sonde_synthesis_create(noise, sampleRate, fftSize), abi.sonde_synthesis_destroy);
          heap.check(abi.sonde_synthesis_start(handle, 5, scope.putF64(f0), frames, length));
          heap.check(abi.sonde_synthesis_advance(handle, cut));
          heap.check(abi.sonde_synthesis_advance(handle, length));
          const total = abi.sonde_synthesis_pulse_at(handle, frames);
          const [sp, ap] = [scope.putF64(spectralEnvelope), scope.putF64(aperiodicity)];
          const yAt = scope.putF64(new Float64Array(length));
          for (const [start, count] of [[cut, length - cut] as const, [0, cut] as const]) {
            for (let from = 0; from < total; from += step) {
              const to = Math.min(from + step, total);
              abi.sonde_synthesis_add(handle, sp, ap, 0, frames, from, to, yAt + 8 * start, start, count);
            }
          }
          return heap.readF64(yAt, length);
        });
        expectSame(y, expected);
      }),
      { numRuns: 10 },
    );
  });
});

describe('slices', () => {
  const slow = complete(world.modify(analysis, { duration: { kind: 'ratio', value: 9 } }));
  const works = [
    ['analysis', () => world.analyze(x, sampleRate)],
    ['a change', () => world.modify(analysis, { duration: { kind: 'ratio', value: 9 } })],
    ['synthesis', () => world.synthesize(slow, 9 * signal.outputSamples)],
  ] as const;

  it.each(works)('of %s report a fraction that rises to 1', (_, start) => {
    const fractions = [...start()];
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions.every((fraction, i) => fraction > (fractions[i - 1] ?? 0))).toBe(true);
    expect(fractions.at(-1)).toBeCloseTo(1, 9);
  });

  it.each(works)('of %s free everything when stopped, at any of them', (_, start) => {
    const free = (): Pointer => heap.scoped((scope) => scope.f64(500_000));
    [...start()];
    const before = free();
    const count = [...start()].length;
    for (let stop = 0; stop < count; stop += Math.ceil(count / 7)) {
      const work: Generator<number, unknown, void> = start();
      for (let i = 0; i <= stop; i++) work.next();
      work.return(undefined);
      expect(free()).toBe(before);
    }
  });
});
