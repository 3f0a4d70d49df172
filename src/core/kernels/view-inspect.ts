import { AppError } from '../base/errors.ts';
import type { Heap } from './heap.ts';
import { createResampleKernel } from './resample.ts';
import type { FormantOptions, IntensityOptions } from './view-kernel.ts';

/** Frames done with one stretch of the sound: what crosses into linear memory stays small. */
const AT_ONCE = 64;
/** Resampling's filter reaches this far, s, at the lowest rate that it makes here. */
const FILTER_REACH = 0.1;
const LEAST_RATE = 2000;

/** The sample that a time falls on. */
const sampleAt = (time: number, sampleRate: number): number => Math.floor(time * sampleRate + 0.5);

/** ViewKernel.intensity. @returns dB re a mean square of 1, `[frames]` @throws AppError internal */
export function intensity(heap: Heap, x: Float64Array, sampleRate: number, options: IntensityOptions): Float64Array {
  const { floor, step, start, frames } = options;
  checkFrames('intensity', sampleRate > 0 && floor > 0, options);
  const { abi } = heap;
  return heap.scoped((scope) => {
    const plan = scope.own(abi.sonde_intensity_plan_create(sampleRate, floor), abi.sonde_intensity_plan_destroy);
    const reach = abi.sonde_intensity_reach(plan);
    const out = new Float64Array(frames);
    for (let first = 0; first < frames; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, frames - first);
      const centres = Int32Array.from({ length: count }, (_, i) => sampleAt((start + first + i) * step, sampleRate));
      const from = Math.max(0, (centres[0] ?? 0) - reach);
      const stretch = x.subarray(from, (centres[count - 1] ?? 0) + reach + 1);
      heap.scoped((inner) => {
        const to = inner.f64(count);
        const places = inner.i32(count);
        heap.writeI32(places, centres);
        abi.sonde_intensity_frames(plan, inner.putF64(stretch), from, stretch.length, places, count, to);
        out.set(heap.readF64(to, count), first);
      });
    }
    return out;
  });
}

/** ViewKernel.formants: the sound is resampled stretch by stretch. @returns Hz, `[frames x 2 count]` @throws AppError internal */
export function formants(heap: Heap, x: Float64Array, sampleRate: number, options: FormantOptions): Float64Array {
  const { ceiling, count, windowLength, emphasisFrom, step, start, frames } = options;
  checkFrames('formants', sampleRate > 0 && ceiling >= LEAST_RATE / 2 && Number.isInteger(2 * ceiling), options);
  const { abi } = heap;
  // A sound that has less than this above it is taken as it is.
  const rate = Math.min(2 * ceiling, sampleRate);
  return heap.scoped((scope) => {
    const made = abi.sonde_formant_plan_create(rate, windowLength, count, emphasisFrom);
    const plan = scope.own(made, abi.sonde_formant_plan_destroy);
    const reach = abi.sonde_formant_reach(plan);
    const out = new Float64Array(frames * 2 * count);
    for (let first = 0; first < frames; first += AT_ONCE) {
      const many = Math.min(AT_ONCE, frames - first);
      const times = Array.from({ length: many }, (_, i) => (start + first + i) * step);
      const { y, begin } = slow(heap, x, sampleRate, rate, times[0] ?? 0, times[many - 1] ?? 0, reach / rate);
      const padded = new Float64Array(y.length + 2 * reach + 2);
      padded.set(y, reach + 1);
      heap.scoped((inner) => {
        const places = inner.i32(many);
        heap.writeI32(
          places,
          Int32Array.from(times, (time) => sampleAt(time, rate) - begin + reach + 1),
        );
        const to = inner.f64(many * 2 * count);
        abi.sonde_formant_frames(plan, inner.putF64(padded), places, many, count, to);
        out.set(heap.readF64(to, many * 2 * count), first * 2 * count);
      });
    }
    return out;
  });
}

interface Slow {
  readonly y: Float64Array;
  /** Number of its first sample in the whole sound at the new rate. */
  readonly begin: number;
}

/**
 * A stretch at another rate. It begins at a whole second, where both rates have a sample, so that its samples do not depend on
 * which stretch is asked for.
 */
function slow(heap: Heap, x: Float64Array, from: number, to: number, first: number, last: number, reach: number): Slow {
  const second = Math.max(0, Math.floor(first - reach - FILTER_REACH));
  const end = Math.min(x.length, Math.ceil((last + reach + FILTER_REACH) * from) + 1);
  const stretch = x.subarray(Math.min(second * from, end), end);
  if (from === to) return { y: stretch, begin: second * to };
  const work = createResampleKernel(heap).convert([stretch], from, to);
  for (;;) {
    const slice = work.next();
    if (slice.done) return { y: slice.value[0] ?? new Float64Array(0), begin: second * to };
  }
}

function checkFrames(what: string, isRight: boolean, options: IntensityOptions | FormantOptions): void {
  const { step, start, frames } = options;
  if (isRight && step > 0 && Number.isInteger(start) && start >= 0 && Number.isInteger(frames) && frames >= 0) return;
  throw new AppError(
    'internal',
    `view: ${what} needs positive settings and whole frames, got ${JSON.stringify(options)}`,
  );
}
