import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import {
  GLIDE_WITH_DIGITAL_SILENCE,
  GOLDEN_SIGNALS,
  type GoldenSignal,
  goldenF64,
  goldenInput,
  goldenSignal,
  hasGolden,
} from '../../testing/golden.ts';
import type { Heap } from './heap.ts';
import { instantiate } from './instance.ts';
import { complete } from './sliced.ts';
import { type DioOptions, dioSlices, frameCount, stoneMaskSlices } from './world-f0.ts';

/** Hz; the tolerance of the method's text, for DIO by whatever transform. */
const DIO_TOLERANCE = 5e-9;
/** Relative. */
const STONE_MASK_TOLERANCE = 1e-11;

const heap: Heap = instantiate(await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm')));

function dio(x: Float64Array, sampleRate: number, options?: DioOptions): Float64Array {
  return heap.scoped((scope) =>
    complete(dioSlices(heap, { at: scope.putF64(x), length: x.length, sampleRate }, options)),
  );
}

function stoneMask(x: Float64Array, sampleRate: number, f0: Float64Array, framePeriodMs?: number): Float64Array {
  return heap.scoped((scope) =>
    complete(stoneMaskSlices(heap, { at: scope.putF64(x), length: x.length, sampleRate }, f0, framePeriodMs)),
  );
}

function distances(got: Float64Array, expected: Float64Array): Float64Array {
  return got.map((value, i) => Math.abs(value - expected[i]!));
}

function voicing(f0: Float64Array): boolean[] {
  return Array.from(f0, (value) => value !== 0);
}

/** A glottal-like pulse train: the first ten harmonics, falling by 1/h. */
function voice(f0: number, sampleRate: number, seconds: number): Float64Array {
  return Float64Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) => {
    let sum = 0;
    for (let h = 1; h <= 10 && h * f0 < sampleRate / 2; h++) {
      sum += Math.sin((2 * Math.PI * h * f0 * i) / sampleRate) / h;
    }
    return 0.2 * sum;
  });
}

describe.each(GOLDEN_SIGNALS.map((name) => [name]))('%s', (name) => {
  it('has the f0 that the reference finds', async () => {
    const signal = await goldenSignal(name);
    const expected = await goldenF64(signal, 'f0_dio');
    const got = dio(await goldenInput(signal), signal.sampleRate);
    expect(got.length).toBe(expected.length);
    const apart = Array.from(distances(got, expected).keys()).filter(
      (i) => Math.abs(got[i]! - expected[i]!) > DIO_TOLERANCE,
    );
    if (name === GLIDE_WITH_DIGITAL_SILENCE) {
      // The two frames after the digital silence rest on rounding noise, in the reference too.
      expect(apart.length).toBeLessThanOrEqual(2);
      for (const i of apart) expect(Math.abs(got[i]! / expected[i]! - 1)).toBeLessThan(1e-3);
    } else {
      expect(apart).toEqual([]);
    }
    expect(voicing(got)).toEqual(voicing(expected));
  });

  it('has the refined f0 of the reference', async () => {
    const signal = await goldenSignal(name);
    const expected = await goldenF64(signal, 'f0_stonemask');
    const got = stoneMask(await goldenInput(signal), signal.sampleRate, await goldenF64(signal, 'f0_dio'));
    const relative = distances(got, expected).map((distance, i) => distance / Math.max(expected[i]!, 1));
    expect(Math.max(...relative)).toBeLessThan(STONE_MASK_TOLERANCE);
    expect(voicing(got)).toEqual(voicing(expected));
  });
});

describe('variants of DIO', () => {
  const variants: readonly (readonly [string, DioOptions])[] = [
    ['f0_dio_decimation2', { decimation: 2 }],
    ['f0_dio_decimation4', { decimation: 4 }],
    ['f0_dio_decimation11', { decimation: 11 }],
    ['f0_dio_decimation12', { decimation: 12 }],
    ['f0_dio_min40', { f0Floor: 40 }],
  ];

  it.each(variants)('%s is that of the reference', async (id, options) => {
    const signals = await Promise.all(GOLDEN_SIGNALS.map(goldenSignal));
    const having: GoldenSignal[] = signals.filter((signal) => hasGolden(signal, id));
    expect(having.length).toBeGreaterThan(0);
    for (const signal of having) {
      const expected = await goldenF64(signal, id);
      const got = dio(await goldenInput(signal), signal.sampleRate, options);
      expect(voicing(got)).toEqual(voicing(expected));
      expect(Math.max(...distances(got, expected))).toBeLessThan(DIO_TOLERANCE);
    }
  });
});

describe('a synthetic voice', () => {
  it.each([8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])('of 131 Hz is found at %i Hz', (sampleRate) => {
    const x = voice(131, sampleRate, 0.5);
    const refined = stoneMask(x, sampleRate, dio(x, sampleRate));
    const middle = refined.slice(20, 80);
    expect(middle.length).toBe(60);
    for (const f0 of middle) expect(Math.abs(f0 - 131)).toBeLessThan(0.5);
  });

  it('is found alike wherever it begins, block borders or not', () => {
    const sampleRate = 16000;
    const x = voice(200, sampleRate, 1);
    const late = new Float64Array(x.length + sampleRate);
    late.set(x, sampleRate);
    const alone = dio(x, sampleRate).slice(20, 180);
    const after = dio(late, sampleRate).slice(220, 380);
    expect(voicing(alone)).toEqual(alone.length === 160 ? new Array(160).fill(true) : []);
    expect(Math.max(...distances(alone, after))).toBeLessThan(1e-6);
  });
});

describe('what has no f0', () => {
  it.each([1, 2, 9, 10, 30, 1000])('%i samples give zeros', (n) => {
    const x = voice(150, 44100, n / 44100);
    for (const decimation of [1, 2, 12]) {
      const f0 = dio(x, 44100, { decimation });
      expect(f0).toEqual(new Float64Array(frameCount(heap, n, 44100, 5)));
    }
  });

  it.each([1, 3, 12])('digital silence gives zeros with decimation %i', (decimation) => {
    expect(dio(new Float64Array(44100), 44100, { decimation })).toEqual(new Float64Array(201));
  });

  it('a constant gives zeros', () => {
    const f0 = dio(new Float64Array(44100).fill(0.5), 44100);
    expect(f0.slice(20, 180)).toEqual(new Float64Array(160));
  });

  it('no more frames than the shortest voiced stretch give zeros', () => {
    expect(dio(voice(150, 16000, 0.034), 16000)).toEqual(new Float64Array(7));
  });

  it('a frame of silence keeps its f0 in StoneMask, 0 stays 0, and what is out of range becomes 0', () => {
    const f0 = Float64Array.of(100, 0, 40, 40.001, 1333, 1334, Number.NaN);
    expect(stoneMask(new Float64Array(16000), 16000, f0)).toEqual(Float64Array.of(100, 0, 0, 40.001, 1333, 0, 0));
  });

  it('a sound without samples is refused', () => {
    expect(() => dio(new Float64Array(0), 44100)).toThrow('no samples');
    expect(() => stoneMask(new Float64Array(0), 44100, Float64Array.of(100))).toThrow('no samples');
  });
});

it('gives numbers, whatever the sound', () => {
  const sample = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(0), fc.constantFrom(1, -1, 1e-300));
  const sound = fc.array(sample, { minLength: 1, maxLength: 3000 });
  const rate = fc.constantFrom(100, 1000, 8000, 44100);
  fc.assert(
    fc.property(sound, rate, fc.integer({ min: 1, max: 12 }), (samples, sampleRate, decimation) => {
      const x = Float64Array.from(samples);
      const f0 = dio(x, sampleRate, { decimation });
      const refined = stoneMask(
        x,
        sampleRate,
        f0.map((value, i) => value || 60 + 10 * (i % 90)),
      );
      for (const value of [...f0, ...refined]) expect(value >= 0 && Number.isFinite(value)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe('slices', () => {
  it('report a rising fraction and end at 1', () => {
    const x = voice(180, 44100, 2);
    heap.scoped((scope) => {
      const sound = { at: scope.putF64(x), length: x.length, sampleRate: 44100 };
      for (const work of [dioSlices(heap, sound), stoneMaskSlices(heap, sound, new Float64Array(600).fill(180))]) {
        const fractions: number[] = [];
        for (const fraction of work) fractions.push(fraction);
        expect(fractions.length).toBeGreaterThan(1);
        expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
        expect(fractions.at(-1)).toBe(1);
      }
    });
  });

  it('free what they hold when they are stopped early', () => {
    const x = voice(180, 44100, 2);
    heap.scoped((scope) => {
      const sound = { at: scope.putF64(x), length: x.length, sampleRate: 44100 };
      const addresses = Array.from({ length: 20 }, () => {
        const work = dioSlices(heap, sound);
        work.next();
        work.return(new Float64Array(0));
        return heap.scoped((probe) => probe.f64(200_000));
      });
      expect(new Set(addresses).size).toBe(1);
    });
  });
});

it('refuses more frames and bands than memory can address, instead of writing beyond what it has', () => {
  // 160 rows of so many frames are a little more than 2^32 numbers.
  const x = new Float64Array(26_844);
  const options = { f0Floor: 1, f0Ceiling: 1e6, framePeriodMs: 0.001 };
  expect(() => dio(x, 1000, options)).toThrow(expect.objectContaining({ code: 'memory-limit' }));
});

it.each([
  [{ f0Floor: 0 }, 'floor 0'],
  [{ f0Floor: 900 }, 'floor 900'],
  [{ framePeriodMs: 0 }, 'got 0'],
  [{ decimation: 13 }, 'got 13'],
  [{ decimation: 1.5 }, 'got 1.5'],
])('refuses %o', (options, message) => {
  expect(() => dio(new Float64Array(100), 8000, options)).toThrow(message);
});
