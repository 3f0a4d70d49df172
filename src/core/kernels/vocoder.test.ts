import { beforeAll, describe, expect, it } from 'vitest';
import { readFixture, readFixtureText } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip, voiceClip } from '../../testing/signals.ts';
import type { Pointer } from './abi.gen.ts';
import { instantiate } from './instance.ts';
import type { Kernels, VocoderPlan } from './kernels.ts';
import { complete } from './sliced.ts';
import { createVocoderKernel } from './vocoder.ts';

interface Golden {
  readonly numpyLegacy: { seed: number | number[]; 'uniform_-0.98_0.98': number[] }[];
  readonly greenwood: { f: number; mm: number }[];
}

let kernels: Kernels;
let golden: Golden;
beforeAll(async () => {
  kernels = await kernelsForTest();
  golden = JSON.parse(await readFixtureText('src/testing/golden/vtserver/vocoder.json'));
});

const RATE = 16_000;

/** A bank of band-passes between these cut-offs, zero-phase, the envelopes low-passed, tones at the bands' middles. */
function planOf(edges: readonly number[], options: Partial<VocoderPlan> = {}): VocoderPlan {
  const { filter } = kernels;
  const bands = edges.slice(1).map((high, band) => filter.butterworth('band-pass', 1, edges[band]!, high, RATE));
  const middles = edges.slice(1).map((high, band) => (edges[band]! + high) / 2);
  return {
    sampleRate: RATE,
    analysis: { bands, zeroPhase: true },
    synthesis: { bands, zeroPhase: true },
    envelope: {
      kind: 'low-pass',
      rectify: 'half-wave',
      bands: bands.map(() => filter.butterworth('low-pass', 1, 0, 50, RATE)),
    },
    spread: undefined,
    carrier: { kind: 'sin', frequencies: middles },
    filterBefore: false,
    filterAfter: true,
    seed: { words: 1, each: true },
    ...options,
  };
}

const vocode = (channels: readonly Float64Array[], plan: VocoderPlan) =>
  complete(kernels.vocoder.vocode(channels, plan));

const voice = () => voiceClip({ seconds: 0.3, sampleRate: RATE }).channels[0]!;

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe('the vocoder', () => {
  it('draws the noise of NumPy for every seed, lists too', () => {
    for (const { seed, 'uniform_-0.98_0.98': expected } of golden.numpyLegacy) {
      expect([...kernels.vocoder.noise(seed, -0.98, 0.98, expected.length)]).toEqual(expected);
    }
    expect(golden.numpyLegacy.some(({ seed }) => Array.isArray(seed))).toBe(true);
  });

  it('puts the middles of bands where both edges are as far away, in ln f', () => {
    expect([...kernels.vocoder.geometricMeans([0, 100, 400, 6400])]).toEqual([0, 200, 1600]);
    expect([...kernels.vocoder.geometricMeans([100])]).toEqual([]);
  });

  it('moves frequencies along the basilar membrane by as many mm as it is told', () => {
    for (const { f, mm } of golden.greenwood) {
      for (const target of golden.greenwood) {
        if (target.f === f) continue;
        const shifted = kernels.vocoder.frequencies('greenwood', f, 2 * f, 2, target.mm - mm);
        expect(Math.abs(shifted[0]! / target.f - 1)).toBeLessThan(1e-12);
      }
    }
    expect(golden.greenwood.length).toBe(4);
  });

  it('gives one band the level that it had in the input', () => {
    const x = voice();
    const plan = planOf([300, 900]);
    const band = kernels.filter.zeroPhase(plan.analysis.bands[0]!, x);
    const [y] = vocode([x], plan);
    expect(kernels.level.rms([y!])).toBeCloseTo(kernels.level.rms([band]), 12);
  });

  it.each([1, 2, 3, 4, 5])('is the sum of its bands, for %d of them', (count) => {
    const x = voice();
    const edges = [200, 500, 900, 1500, 2500, 4000].slice(0, count + 1);
    const [together] = vocode([x], planOf(edges));
    const sum = new Float64Array(x.length);
    for (let band = 0; band < count; band++) {
      const [alone] = vocode([x], planOf(edges.slice(band, band + 2)));
      for (let i = 0; i < sum.length; i++) sum[i]! += alone![i]!;
    }
    expect(largestDifference(together!, sum)).toBeLessThan(1e-15);
  });

  it('treats channels alike, and each by itself', () => {
    const x = voice();
    const plan = planOf([200, 800, 2400], { carrier: { kind: 'noise' } });
    const quiet = noiseClip(x.length, RATE, 0.01).channels[0]!;
    const [first, second, third] = vocode([x, quiet, x], plan);
    expect(first).toEqual(third);
    expect(first).not.toEqual(second);
    expect(vocode([quiet], plan)).toEqual([second]);
  });

  it('goes on with its noise from channel to channel when the seed is not for each', () => {
    const x = voice();
    const plan = planOf([200, 800], { carrier: { kind: 'noise' }, seed: { words: [1, 2], each: false } });
    const [first, second] = vocode([x, x], plan);
    expect(first).not.toEqual(second);
    expect(vocode([x], plan)).toEqual([first]);
  });

  it('leaves envelopes where they are when each band spreads into itself only', () => {
    const x = voice();
    const edges = [200, 500, 900, 1500];
    const identity = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expect(vocode([x], planOf(edges, { spread: identity }))).toEqual(vocode([x], planOf(edges)));
  });

  it('moves an envelope to the band that the weights say', () => {
    const x = voice();
    const edges = [200, 500, 900, 1500];
    // Row: from; column: to. Everything is taken from the first band.
    const fromFirst = Float64Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0);
    const options = { spread: fromFirst, filterAfter: false } as const;
    const moved = vocode([x], planOf(edges, options))[0]!;
    const unmoved = vocode([x], planOf(edges, { filterAfter: false }))[0]!;
    expect(largestDifference(moved, unmoved)).toBeGreaterThan(0.001);
    // With tones of one frequency in all bands, all bands are now one waveform.
    const same = { ...options, carrier: { kind: 'sin', frequencies: [700, 700, 700] } } as const;
    const three = vocode([x], planOf(edges, same))[0]!;
    const one = vocode(
      [x],
      planOf([200, 500], { filterAfter: false, carrier: { kind: 'sin', frequencies: [700] } }),
    )[0]!;
    const scale = kernels.level.rms([three]) / kernels.level.rms([one]);
    expect(
      largestDifference(
        three,
        one.map((value) => value * scale),
      ),
    ).toBeLessThan(1e-12);
  });

  it.each(['noise', 'sin', 'low-noise', 'pshc'] as const)('keeps a silent band silent with the carrier %s', (kind) => {
    const frequencies = [350, 700];
    const edges = [200, 500, 900];
    const carrier = { kind, frequencies, edges };
    const silence = new Float64Array(2000);
    expect(vocode([silence], planOf(edges, { carrier }))).toEqual([silence]);
  });

  it('names sounds by all of their samples', () => {
    const x = voice();
    const changed = x.slice();
    changed[changed.length - 1] = changed.at(-1)! + 1e-12;
    const [a, b] = [kernels.vocoder.nameSamples([x, x]), kernels.vocoder.nameSamples([x, changed])];
    expect(a.slice(0, 2)).toEqual(a.slice(2));
    expect(b.slice(0, 2)).toEqual(a.slice(0, 2));
    expect(b.slice(2)).not.toEqual(a.slice(2));
    expect([...a, ...b].every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true);
  });

  it.each(['noise', 'sin', 'low-noise', 'pshc'] as const)(
    'frees everything when stopped at any slice: %s',
    async (kind) => {
      const heap = instantiate(await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm')));
      const own = createVocoderKernel(heap);
      const free = (): Pointer => heap.scoped((scope) => scope.f64(100_000));
      const x = noiseClip(20_000, RATE).channels[0]!;
      const edges = [200, 500, 900, 1500];
      const carrier = { kind, frequencies: [350, 700, 1200], edges };
      const spread = kind === 'sin' ? new Float64Array(9).fill(1) : undefined;
      const envelope = kind === 'noise' ? ({ kind: 'hilbert' } as const) : planOf(edges).envelope;
      const start = () => own.vocode([x, x], planOf(edges, { carrier, spread, envelope, filterBefore: true }));
      const fractions = [...start()];
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).toBeCloseTo(1, 9);
      const before = free();
      for (let stop = 0; stop < fractions.length; stop += 3) {
        const work = start();
        for (let i = 0; i <= stop; i++) work.next();
        work.return([]);
        expect(free()).toBe(before);
      }
    },
  );

  it('shows the envelopes that it puts on its carriers: of a band, and spread', () => {
    const { filter } = kernels;
    const edges = [200, 500, 900, 1500];
    const plan = planOf(edges);
    const x = voice();
    const perCell = 16;
    const cells = Math.ceil(x.length / perCell);
    const largest = (from: Float64Array) =>
      Float32Array.from({ length: cells }, (_, cell) =>
        Math.max(...from.subarray(cell * perCell, (cell + 1) * perCell)),
      );
    const low = filter.butterworth('low-pass', 1, 0, 50, RATE);
    const envelopes = plan.analysis.bands.map((sections) => {
      const rectified = filter.zeroPhase(sections, x).map((value) => Math.max(value, 0));
      return filter.zeroPhase(low, rectified).map((value) => Math.max(value, 0));
    });
    const got = complete(kernels.vocoder.envelopes(x, plan, perCell));
    expect(got).toEqual(Float32Array.from(envelopes.flatMap((envelope) => [...largest(envelope)])));
    const spread = Float64Array.of(0, 0, 1, 0, 2, 0, 0, 0, 0);
    const moved = complete(kernels.vocoder.envelopes(x, { ...plan, spread }, perCell));
    expect(moved.subarray(0, cells).every((value) => value === 0)).toBe(true);
    expect(moved.subarray(2 * cells)).toEqual(largest(envelopes[0]!));
  });

  it('refuses a sound without samples', () => {
    expect(() => vocode([new Float64Array()], planOf([200, 500]))).toThrow(/no samples/);
  });
});
