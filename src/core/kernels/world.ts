import type { Pointer } from './abi.gen.ts';
import type { Heap } from './heap.ts';
import type { Sliced, WorldAnalysis, WorldAnalysisOptions, WorldKernel } from './kernels.ts';
import { complete } from './sliced.ts';
import { type AnalysisGrid, analysisGrid, checkContour, putSound } from './world-checks.ts';
import { dioSlices, frameCount, harvestSlices, type SoundInHeap, stoneMaskSlices } from './world-f0.ts';
import { changedFrameCount, modifySlices } from './world-modify.ts';
import { aperiodicitySlices, type Contour, envelopeSlices } from './world-spectra.ts';
import { synthesisSlices } from './world-synthesis.ts';

/** The WORLD vocoder on linear memory. The noise sequence's tables are made once, at first use, and kept. */
export function createWorldKernel(heap: Heap): WorldKernel {
  let plan: Pointer | undefined;
  const noise = (): Pointer => {
    plan ??= heap.checkHandle(heap.abi.sonde_noise_plan_create());
    return plan;
  };
  const spectraOf = (
    slices: typeof envelopeSlices,
    x: Float64Array,
    sampleRate: number,
    f0: Float64Array,
    options?: WorldAnalysisOptions,
  ): Float64Array => {
    const grid = analysisGrid(heap, sampleRate, options);
    return heap.scoped((scope) => {
      const sound = putSound(heap, scope, x, sampleRate);
      checkContour(heap, f0, x.length, grid);
      return complete(slices(heap, noise(), sound, { at: scope.putF64(f0), frames: f0.length }, grid));
    });
  };

  return {
    frameCount: (samples, sampleRate, framePeriodMs) => frameCount(heap, samples, sampleRate, framePeriodMs),

    changedFrameCount,

    fftSize(sampleRate, f0Floor) {
      return analysisGrid(heap, sampleRate, f0Floor === undefined ? {} : { f0Floor }).fftSize;
    },

    dio(x, sampleRate, options) {
      const grid = analysisGrid(heap, sampleRate, options);
      return heap.scoped((scope) => complete(dioSlices(heap, putSound(heap, scope, x, sampleRate), grid)));
    },

    harvest(x, sampleRate, options) {
      const grid = analysisGrid(heap, sampleRate, options);
      return heap.scoped((scope) => complete(harvestSlices(heap, putSound(heap, scope, x, sampleRate), grid)));
    },

    stoneMask(x, sampleRate, f0, options) {
      const grid = analysisGrid(heap, sampleRate, options);
      return heap.scoped((scope) => {
        const sound = putSound(heap, scope, x, sampleRate);
        checkContour(heap, f0, x.length, grid);
        return complete(stoneMaskSlices(heap, sound, f0, grid.framePeriodMs));
      });
    },

    cheapTrick: (x, sampleRate, f0, options) => spectraOf(envelopeSlices, x, sampleRate, f0, options),
    d4c: (x, sampleRate, f0, options) => spectraOf(aperiodicitySlices, x, sampleRate, f0, options),

    trackF0: (x, sampleRate, options) => trackSlices(heap, x, sampleRate, options),
    analyze: (x, sampleRate, options) => analysisSlices(heap, noise, x, sampleRate, options),
    modify: (analysis, change) => modifySlices(heap, analysis, change),
    synthesize: (analysis, length) => synthesisSlices(heap, noise, analysis, length),
  };
}

function* trackSlices(
  heap: Heap,
  x: Float64Array,
  sampleRate: number,
  options: WorldAnalysisOptions | undefined,
): Sliced<Float64Array> {
  const grid = analysisGrid(heap, sampleRate, options);
  const scope = heap.open();
  try {
    return yield* f0Slices(heap, putSound(heap, scope, x, sampleRate), grid);
  } finally {
    scope.close();
  }
}

function* analysisSlices(
  heap: Heap,
  noise: () => Pointer,
  x: Float64Array,
  sampleRate: number,
  options: WorldAnalysisOptions | undefined,
): Sliced<WorldAnalysis> {
  const grid = analysisGrid(heap, sampleRate, options);
  const scope = heap.open();
  try {
    const sound = putSound(heap, scope, x, sampleRate);
    const f0 = yield* within(0, 0.2, f0Slices(heap, sound, grid));
    const contour: Contour = { at: scope.putF64(f0), frames: f0.length };
    const spectralEnvelope = yield* within(0.2, 0.4, envelopeSlices(heap, noise(), sound, contour, grid));
    const aperiodicity = yield* within(0.4, 1, aperiodicitySlices(heap, noise(), sound, contour, grid));
    const { framePeriodMs, fftSize } = grid;
    return { sampleRate, framePeriodMs, fftSize, f0, spectralEnvelope, aperiodicity };
  } finally {
    scope.close();
  }
}

function* f0Slices(heap: Heap, sound: SoundInHeap, grid: AnalysisGrid): Sliced<Float64Array> {
  if (grid.f0Method === 'harvest') return yield* harvestSlices(heap, sound, grid);
  const coarse = yield* within(0, 0.75, dioSlices(heap, sound, grid));
  return yield* within(0.75, 1, stoneMaskSlices(heap, sound, coarse, grid.framePeriodMs));
}

/** Reports a part's fractions as those of the whole, of which it is from..to. Closing this closes the part. */
function* within<T>(from: number, to: number, part: Sliced<T>): Sliced<T> {
  try {
    for (;;) {
      const step = part.next();
      if (step.done) return step.value;
      yield from + (to - from) * step.value;
    }
  } finally {
    part.return(undefined as T);
  }
}
