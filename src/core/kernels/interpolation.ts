import { AppError } from '../base/errors.ts';
import type { Heap } from './heap.ts';
import type { InterpolationKernel } from './interpolation-kernel.ts';

/** The interpolators on linear memory. Every argument is copied in and the result out. */
export function createInterpolationKernel(heap: Heap): InterpolationKernel {
  return {
    linear(knots, values, queries) {
      assertKnots('linear', knots, values, 2);
      return heap.scoped((scope) => {
        const at = scope.putF64(queries);
        const { abi } = heap;
        const [u, v] = [scope.putF64(knots), scope.putF64(values)];
        heap.check(abi.sonde_interpolation_linear(u, v, knots.length, at, queries.length, at));
        return heap.readF64(at, queries.length);
      });
    },

    cubic(knots, values, queries) {
      assertKnots('cubic', knots, values, 4);
      return heap.scoped((scope) => {
        const at = scope.putF64(queries);
        const { abi } = heap;
        const [u, v] = [scope.putF64(knots), scope.putF64(values)];
        const work = scope.f64(abi.sonde_interpolation_cubic_work(knots.length));
        heap.check(abi.sonde_interpolation_cubic(u, v, knots.length, at, queries.length, at, work));
        return heap.readF64(at, queries.length);
      });
    },
  };
}

function assertKnots(name: string, knots: Float64Array, values: Float64Array, least: number): void {
  if (knots.length < least || values.length !== knots.length) {
    const got = `${knots.length} knots, ${values.length} values`;
    throw new AppError('internal', `interpolation: ${name} needs at least ${least} knots, as many values; got ${got}`);
  }
  const isIncreasing = knots.every((knot, i) => i === 0 || (knots[i - 1] ?? Number.NaN) < knot);
  if (!isIncreasing) throw new AppError('internal', `interpolation: ${name} needs strictly increasing knots`);
}
