import FFT from 'fft.js';
import { fft as splitRadix } from 'fourier-transform';
import { createFftKernel } from '../src/core/kernels/fft.ts';
import { instantiate } from '../src/core/kernels/instance.ts';
import type { FixtureReader } from '../src/testing/fixture.ts';

interface FftTask {
  /** real samples, powers of two */
  readonly sizes: readonly number[];
  /** batches of transforms, of which the best counts */
  readonly runs: number;
}

interface FftTimes {
  readonly results: readonly { readonly size: number; readonly times: Readonly<Record<string, number>> }[];
}

/** A way to transform real samples, with the bin that shows that it does. */
interface Contender {
  readonly name: string;
  readonly prepare: (x: Float64Array<ArrayBuffer>) => Prepared;
}

interface Prepared {
  readonly run: () => unknown;
  /** real part of bin 1 */
  readonly probe: () => number;
}

const PACKAGES: readonly Contender[] = [
  {
    name: 'fft.js',
    prepare: (x) => {
      const fft = new FFT(x.length);
      const out = fft.createComplexArray();
      return { run: () => fft.realTransform(out, x), probe: () => Number(out[2]) };
    },
  },
  {
    name: 'fourier-transform',
    prepare: (x) => {
      const out: [Float64Array, Float64Array] = [
        new Float64Array(x.length / 2 + 1),
        new Float64Array(x.length / 2 + 1),
      ];
      return { run: () => splitRadix(x, out), probe: () => Number(out[0][1]) };
    },
  },
];

function own(module: WebAssembly.Module): readonly Contender[] {
  const heap = instantiate(module);
  const { abi } = heap;
  const kernel = createFftKernel(heap);
  return [
    {
      name: 'Sonde, in linear memory',
      prepare: (x) => {
        const scope = heap.open();
        const n = x.length;
        const plan = scope.own(abi.sonde_fft_plan_create(n), abi.sonde_fft_plan_destroy);
        const [at, re, im] = [scope.putF64(x), scope.f64(n / 2 + 1), scope.f64(n / 2 + 1)];
        return {
          run: () => abi.sonde_fft_real_forward(plan, at, re, im),
          probe: () => Number(heap.readF64(re, 2)[1]),
        };
      },
    },
    {
      name: 'Sonde, copied in and out',
      prepare: (x) => {
        let re: Float64Array = x;
        const run = (): void => {
          re = kernel.realForward(x).re;
        };
        return { run, probe: () => Number(re[1]) };
      },
    },
  ];
}

/** Every contender on the same samples, turn by turn, so that a change of the machine's speed meets them all. */
export async function fft(read: FixtureReader, { sizes, runs }: FftTask): Promise<FftTimes> {
  const contenders = [...own(await WebAssembly.compile(await read('public/wasm/sonde.wasm'))), ...PACKAGES];
  return { results: sizes.map((size) => ({ size, times: race(contenders, size, runs) })) };
}

/** @returns us per transform */
function race(contenders: readonly Contender[], size: number, runs: number): Record<string, number> {
  // No sines: any samples do, and these are the same everywhere.
  const x = Float64Array.from({ length: size }, (_, i) => ((i * 7919) % 1009) / 1009 - 0.5);
  const prepared = contenders.map(({ name, prepare }) => ({ name, ...prepare(x) }));
  const best = Object.fromEntries(contenders.map(({ name }) => [name, Number.POSITIVE_INFINITY]));
  // Milliseconds: a page gets its time in tenths of one.
  const batch = Math.max(1, Math.round(2_000_000 / size));
  for (let run = 0; run < runs; run++) {
    for (const { name, run: transform } of prepared) {
      const started = performance.now();
      for (let i = 0; i < batch; i++) transform();
      best[name] = Math.min(best[name] ?? 0, ((performance.now() - started) * 1000) / batch);
    }
  }
  const expected = prepared[0]?.probe() ?? 0;
  for (const { name, probe } of prepared) {
    if (!(Math.abs(probe() - expected) < 1e-3)) throw new Error(`${name} gives another spectrum at ${size} points`);
  }
  return best;
}
