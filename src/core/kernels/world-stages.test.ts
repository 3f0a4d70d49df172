import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { goldenInput, goldenSignal } from '../../testing/golden.ts';
import type { Kernels, WorldAnalysis, WorldChange } from './kernels.ts';
import { loadKernels } from './load.ts';
import { complete } from './sliced.ts';
import { handOver, type Part, type Staged } from './staged.ts';
import { sourceOf } from './world-source.ts';

/** Whoever does the parts, in whatever order and however the work is cut: the numbers are those of one thread. */

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));
/** As three threads would have them. */
const threads: readonly Kernels[] = [loadKernels(binary), loadKernels(binary), loadKernels(binary)];
const kernels = threads[0]!;
const { world } = kernels;

const signal = await goldenSignal('speech_female_8000');
const x = await goldenInput(signal);
const source = sourceOf(x, signal.sampleRate);

/** Parts go to the threads in turn, those done later first; answers are taken in order. */
function scattered<T>(work: Staged<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const parts = [...step.value.parts];
    expect(parts).toHaveLength(step.value.count);
    const asked = parts.map((part, i) => ('here' in part ? undefined : ([part, threads[i % 3]!] as const)));
    const answers = asked.reverse().map((one) => one && structuredClone(one[1].world.perform(copied(one[0].ask))));
    answers.reverse();
    for (const [i, part] of parts.entries()) {
      if ('here' in part) part.here();
      else handOver(part as Part, answers[i]!);
    }
  }
}

/** As another thread gets it: a structured clone of a view would copy all that it is a view on. */
function copied<T>(value: T): T {
  if (value instanceof Float64Array) return value.slice() as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)])) as T;
}

const changes: readonly (readonly [string, WorldChange])[] = [
  ['nothing', {}],
  ['a higher f0', { f0: { kind: 'offset', value: 5, unit: 'st' } }],
  ['another mean f0', { f0: { kind: 'absolute', value: 140, unit: 'Hz' } }],
  ['a longer vocal tract', { vtl: { kind: 'ratio', value: 1.2 } }],
  ['a longer sound', { duration: { kind: 'ratio', value: 1.37 } }],
  [
    'everything',
    {
      f0: { kind: 'ratio', value: 0.6 },
      vtl: { kind: 'offset', value: -3.8, unit: 'st' },
      duration: { kind: 'absolute', value: 0.41, unit: 's' },
    },
  ],
];

const hands = fc.integer({ min: 1, max: 60 });

describe('the stages of', () => {
  let whole: WorldAnalysis;
  beforeAll(() => {
    whole = complete(world.analyze(x, signal.sampleRate));
  });

  it('an analysis, scattered over threads in parts of any size, give the analysis of one', () => {
    fc.assert(
      fc.property(hands, (count) => {
        const { f0, spectralEnvelope, aperiodicity } = scattered(world.stages.analyze(source, {}, count));
        expect(isSame(f0, whole.f0)).toBe(true);
        expect(isSame(spectralEnvelope, whole.spectralEnvelope)).toBe(true);
        expect(isSame(aperiodicity, whole.aperiodicity)).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  it('f0 alone give the f0 of DIO and StoneMask', () => {
    const f0 = world.stoneMask(x, signal.sampleRate, world.dio(x, signal.sampleRate));
    expect(isSame(f0, whole.f0)).toBe(true);
    expect(isSame(scattered(world.stages.trackF0(source, {}, 9)), f0)).toBe(true);
  });

  it('f0 of twenty minutes in blocks that divide nothing give that of the whole', () => {
    const { sampleRate } = signal;
    const long = new Float64Array(20 * 60 * sampleRate + 17);
    for (let at = 0; at < long.length; at += x.length) long.set(x.subarray(0, long.length - at), at);
    const f0 = world.stoneMask(long, sampleRate, world.dio(long, sampleRate));
    let most = 0;
    const read = (start: number, count: number): Float64Array => {
      most = Math.max(most, count);
      return long.subarray(start, start + count);
    };
    const found = scattered(world.stages.trackF0({ sampleRate, length: long.length, read }, {}, 7));
    expect(isSame(found, f0)).toBe(true);
    expect(f0.filter((hz) => hz > 0).length).toBeGreaterThan(50_000);
    expect(most).toBeLessThan(long.length / 20);
  });

  it.each([
    ['Harvest', { f0Method: 'harvest' }],
    ['DIO with decimation', { decimation: 4 }],
    ['DIO with another range and floor', { allowedRange: 0.05, f0Floor: 90 }],
  ] as const)('f0 by %s give what the whole sound gives', (_, options) => {
    const { sampleRate } = signal;
    const coarse = world.dio(x, sampleRate, options);
    const isHarvest = 'f0Method' in options;
    const f0 = isHarvest ? world.harvest(x, sampleRate) : world.stoneMask(x, sampleRate, coarse, options);
    expect(isSame(scattered(world.stages.trackF0(source, options, 9)), f0)).toBe(true);
  });

  describe.each(changes)('%s', (_, change) => {
    const voice = (): Float64Array => {
      const changed = complete(world.modify(whole, change));
      return complete(world.synthesize(changed, changed.f0.length * 40));
    };

    it('sound the same in parts of any size, from the analysis', () => {
      const expected = voice();
      fc.assert(
        fc.property(hands, (count) => {
          const y = scattered(world.stages.synthesize(whole, change, expected.length, count));
          expect(isSame(y, expected)).toBe(true);
        }),
        { numRuns: 3 },
      );
    });

    it('sound the same without an analysis that is kept', () => {
      const expected = voice();
      fc.assert(
        fc.property(hands, (count) => {
          const contour = scattered(world.stages.contour(source, {}, count));
          const changed = world.stages.change(contour, change);
          const y = new Float64Array(expected.length);
          let end = 0;
          const write = (start: number, samples: Float64Array): void => {
            expect(start).toBe(end);
            y.set(samples, start);
            end += samples.length;
          };
          scattered(world.stages.resynthesize(source, contour, changed, y.length, write, {}, count));
          expect(isSame(y, expected)).toBe(true);
        }),
        { numRuns: 2 },
      );
    });
  });
});

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
