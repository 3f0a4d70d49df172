import { AppError } from '../base/errors.ts';
import type { Pointer } from './abi.gen.ts';
import type { Heap } from './heap.ts';
import type { FftKernel } from './kernels.ts';

/** Plans are made once per size and kept as long as the instance. */
export function createFftKernel(heap: Heap): FftKernel {
  const plans = new Map<number, Pointer>();
  const planFor = (n: number): Pointer => {
    const kept = plans.get(n);
    if (kept !== undefined) return kept;
    const plan = heap.checkHandle(heap.abi.sonde_fft_plan_create(n));
    plans.set(n, plan);
    return plan;
  };

  return {
    realForward(x) {
      const n = sizeOf(x.length);
      return heap.scoped((scope) => {
        const re = scope.f64(n / 2 + 1);
        const im = scope.f64(n / 2 + 1);
        heap.abi.sonde_fft_real_forward(planFor(n), scope.putF64(x), re, im);
        return { re: heap.readF64(re, n / 2 + 1), im: heap.readF64(im, n / 2 + 1) };
      });
    },

    realInverse(re, im) {
      const n = sizeOf(2 * (re.length - 1));
      if (im.length !== re.length)
        throw new AppError('internal', `fft: ${re.length} real, ${im.length} imaginary parts`);
      return heap.scoped((scope) => {
        const x = scope.f64(n);
        heap.abi.sonde_fft_real_inverse(planFor(n), scope.putF64(re), scope.putF64(im), x, scope.f64(n));
        return heap.readF64(x, n);
      });
    },
  };
}

function sizeOf(n: number): number {
  if (n >= 2 && n <= 2 ** 27 && Number.isInteger(Math.log2(n))) return n;
  throw new AppError('internal', `fft: the size must be a power of two in 2..2^27, got ${n}`);
}
