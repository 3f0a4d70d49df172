import { AppError } from '../base/errors.ts';
import type { Block } from './blocks.ts';
import type { MonoSource, Sliced } from './kernels.ts';
import { partsOf } from './part-size.ts';
import type { Part, Staged } from './staged.ts';
import { type AnalysisGrid, checkFinite } from './world-checks.ts';
import { chores, dioStages } from './world-dio.ts';
import { frameCount, harvestSlices } from './world-f0.ts';
import { stretchOfFrames } from './world-source.ts';
import type { Bench } from './world-tools.ts';

/** Frames of StoneMask in a part. */
const FRAMES = 1024;
const LEAST_FRAMES = 128;

/** DIO, then StoneMask, or Harvest: f0 in Hz, `[frames]`, 0 = unvoiced. */
export function* contourStages(bench: Bench, source: MonoSource, grid: AnalysisGrid): Staged<Float64Array> {
  const { heap } = bench;
  const { sampleRate, framePeriodMs, f0Floor, decimation } = grid;
  const frames = frameCount(heap, source.length, sampleRate, framePeriodMs);
  if (grid.f0Method === 'harvest') return yield* searchStages(source, harvestSlices(heap, source, grid));
  if (heap.abi.sonde_dio_is_trackable(source.length, sampleRate, f0Floor, framePeriodMs, decimation) === 0) {
    yield chores(source, (x) => checkFinite(heap, x));
    return new Float64Array(frames);
  }
  const coarse = yield* dioStages(bench, source, grid, frames);
  const f0 = new Float64Array(frames);
  const work = partsOf(frames, FRAMES, bench.hands, LEAST_FRAMES);
  const makePart = ({ start: first, length: count }: Block): Part => {
    const sound = stretchOfFrames(source, grid, first, count);
    const span = coarse.subarray(first, first + count);
    const ask = { kind: 'refine', sampleRate, framePeriodMs, sound, first, f0: span } as const;
    return { ask, into: f0.subarray(first, first + count) };
  };
  yield { parts: work.map(makePart), count: work.count, until: 1 };
  return f0;
}

/** Chores that a search is cut into, at least. */
const CHORES = 64;
/** Samples for which there is one at least. */
const CHORE_SAMPLES = 8192;

/** A search that goes through the whole sound in order: this thread's. */
function* searchStages({ length }: MonoSource, slices: Sliced<Float64Array>): Staged<Float64Array> {
  let found: Float64Array | undefined;
  try {
    const count = Math.max(CHORES, Math.ceil(length / CHORE_SAMPLES));
    const until = (fraction: number) => () => {
      for (let done = 0; found === undefined && done < fraction; ) {
        const slice = slices.next();
        if (slice.done) found = slice.value;
        else done = slice.value;
      }
    };
    const chores = Array.from({ length: count }, (_, i) => ({ here: until((i + 1) / count) }));
    yield { parts: [...chores, { here: until(Number.POSITIVE_INFINITY) }], count: count + 1, until: 1 };
    if (found === undefined) throw new AppError('internal', 'a search for f0 ended without one');
    return found;
  } finally {
    slices.return(new Float64Array(0));
  }
}
