import type { Pointer } from './abi.gen.ts';
import type { Heap } from './heap.ts';
import type { WorldAnalysisOptions, WorldKernel } from './kernels.ts';
import { complete, sliced } from './sliced.ts';
import type { Staged } from './staged.ts';
import { type AnalysisGrid, analysisGrid, checkContour, checkFinite, makeRows, putSound } from './world-checks.ts';
import { dioSlices, frameCount, harvestSlices, stoneMaskSlices } from './world-f0.ts';
import { changedFrameCount, modifySlices } from './world-modify.ts';
import { createPerform } from './world-perform.ts';
import { worldRows } from './world-rows.ts';
import { sourceOf } from './world-source.ts';
import { aperiodicityStages, envelopeStages, shareStages } from './world-spectra.ts';
import { createWorldStages } from './world-stages.ts';
import { type Bench, createWorldTools } from './world-tools.ts';

/** The WORLD vocoder on linear memory. The noise sequence's tables are made once, at first use, and kept. */
export function createWorldKernel(heap: Heap): WorldKernel {
  let plan: Pointer | undefined;
  const noise = (): Pointer => {
    plan ??= heap.checkHandle(heap.abi.sonde_noise_plan_create());
    return plan;
  };
  const tools = createWorldTools(heap, noise);
  const perform = createPerform(heap, tools);
  const stages = createWorldStages(heap, tools);
  const bench: Bench = { heap, tools, hands: 1, makeRows };
  const spectraOf = (
    make: (grid: AnalysisGrid) => Staged<Float64Array>,
    x: Float64Array,
    sampleRate: number,
    f0: Float64Array,
    options?: WorldAnalysisOptions,
  ): Float64Array => {
    const grid = analysisGrid(heap, sampleRate, options);
    checkFinite(heap, x);
    checkContour(heap, f0, x.length, grid);
    return complete(sliced(make(grid), perform));
  };

  return {
    perform,
    stages,

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
      checkFinite(heap, x);
      return complete(harvestSlices(heap, sourceOf(x, sampleRate), grid));
    },

    stoneMask(x, sampleRate, f0, options) {
      const grid = analysisGrid(heap, sampleRate, options);
      return heap.scoped((scope) => {
        const sound = putSound(heap, scope, x, sampleRate);
        checkContour(heap, f0, x.length, grid);
        return complete(stoneMaskSlices(heap, sound, f0, grid.framePeriodMs));
      });
    },

    cheapTrick: (x, sampleRate, f0, options) =>
      spectraOf((grid) => envelopeStages(bench, sourceOf(x, sampleRate), f0, grid), x, sampleRate, f0, options),

    d4c(x, sampleRate, f0, options) {
      const source = sourceOf(x, sampleRate);
      function* both(grid: AnalysisGrid): Staged<Float64Array> {
        const shares = yield* shareStages(bench, source, f0, grid);
        return yield* aperiodicityStages(bench, source, f0, shares, grid);
      }
      return spectraOf(both, x, sampleRate, f0, options);
    },

    trackF0: (x, sampleRate, options) => sliced(stages.trackF0(sourceOf(x, sampleRate), options), perform),
    analyze: (x, sampleRate, options) => sliced(stages.analyze(sourceOf(x, sampleRate), options), perform),
    modify: (analysis, change) => modifySlices(heap, analysis, change),
    synthesize: (analysis, length) => sliced(stages.synthesize(analysis, {}, length), perform),

    rows(source, contour, kind, options) {
      const grid = analysisGrid(heap, source.sampleRate, options);
      checkContour(heap, contour.f0, source.length, grid);
      return worldRows(bench, perform, source, contour, kind, grid);
    },
  };
}
