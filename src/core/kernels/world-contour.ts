import { AppError } from '../base/errors.ts';
import type { Block } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { MonoSource, Sliced } from './kernels.ts';
import { partsOf } from './part-size.ts';
import type { Part, Stage, Staged } from './staged.ts';
import type { AnalysisGrid } from './world-checks.ts';
import { dioSlices, frameCount, harvestSlices } from './world-f0.ts';
import { lookCount, looks, runningSum, stretchOf, stretchOfFrames } from './world-source.ts';
import type { WorldTools } from './world-tools.ts';

/** Blocks of DIO in a part; each part does one block more than these. */
const BLOCKS = 16;
const LEAST_BLOCKS = 4;
/** Frames of StoneMask in a part. */
const FRAMES = 1024;
const LEAST_FRAMES = 128;

/** What stages stand on. */
export interface Bench {
  readonly heap: Heap;
  readonly tools: WorldTools;
  /** Threads that work on it: more of them get smaller parts of short sounds. */
  readonly hands: number;
  /** A matrix that these threads make: of any content. @throws AppError size-limit, memory-limit */
  readonly makeRows: (frames: number, bins: number) => Float64Array;
}

/**
 * DIO, then StoneMask, or Harvest: f0 in Hz, `[frames]`, 0 = unvoiced. DIO's filters look at blocks by themselves, but for the mean of
 * the whole sound, and the order of events, which is kept here.
 */
export function* contourStages(bench: Bench, source: MonoSource, grid: AnalysisGrid): Staged<Float64Array> {
  const { heap } = bench;
  const { sampleRate, framePeriodMs, f0Floor } = grid;
  const frames = frameCount(heap, source.length, sampleRate, framePeriodMs);
  if (grid.f0Method === 'harvest') return yield* searchStages(source, harvestSlices(heap, source, grid), 1);
  let sum = 0;
  yield chores(source, (x) => {
    sum = runningSum(heap, x, sum);
  });
  if (heap.abi.sonde_dio_is_trackable(source.length, sampleRate, f0Floor, framePeriodMs) === 0) {
    return new Float64Array(frames);
  }
  const coarse =
    grid.decimation > 1
      ? yield* searchStages(source, wholeSlices(heap, source, grid), 0.75)
      : yield* dioStages(bench, source, grid, sum / (source.length + 1));
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

function chores(source: MonoSource, look: (x: Float64Array) => void): Stage {
  function* parts() {
    for (const { start, count } of looks(source)) yield { here: () => look(source.read(start, count)) };
  }
  return { parts: parts(), count: lookCount(source), until: 0.05 };
}

/** Chores that a search is cut into, at least. */
const CHORES = 64;
/** Samples for which there is one at least. */
const CHORE_SAMPLES = 8192;

/** A search that goes through the whole sound in order: this thread's. */
function* searchStages({ length }: MonoSource, slices: Sliced<Float64Array>, end: number): Staged<Float64Array> {
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
    yield { parts: [...chores, { here: until(Number.POSITIVE_INFINITY) }], count: count + 1, until: end };
    if (found === undefined) throw new AppError('internal', 'a search for f0 ended without one');
    return found;
  } finally {
    slices.return(new Float64Array(0));
  }
}

/** DIO with decimation, which needs the whole sound in linear memory. */
function* wholeSlices(heap: Heap, source: MonoSource, grid: AnalysisGrid): Sliced<Float64Array> {
  const scope = heap.open();
  try {
    const sound = { at: scope.putF64(source.read(0, source.length)), length: source.length };
    return yield* dioSlices(heap, { ...sound, sampleRate: grid.sampleRate }, grid);
  } finally {
    scope.close();
  }
}

function* dioStages(
  { heap, tools, hands }: Bench,
  source: MonoSource,
  { sampleRate, framePeriodMs, f0Floor, f0Ceiling, allowedRange }: AnalysisGrid,
  mean: number,
): Staged<Float64Array> {
  const { abi } = heap;
  const frames = frameCount(heap, source.length, sampleRate, framePeriodMs);
  const finder = tools.finder(sampleRate, f0Floor, f0Ceiling);
  const rows = abi.sonde_event_finder_rows(finder);
  const step = abi.sonde_event_finder_step(finder);
  const reach = abi.sonde_event_finder_reach(finder);
  const scope = heap.open();
  try {
    const made = abi.sonde_dio_tracker_create(frames, sampleRate, f0Floor, f0Ceiling, framePeriodMs, allowedRange);
    const tracker = scope.own(made, abi.sonde_dio_tracker_destroy);
    const take = (events: Float64Array): void =>
      heap.scoped((own) => {
        const counts = own.i32(rows);
        heap.writeI32(counts, Int32Array.from(events.subarray(0, rows)));
        heap.check(abi.sonde_dio_tracker_take(tracker, own.putF64(events.subarray(rows)), counts, rows));
      });
    const work = partsOf(Math.floor(source.length / step) + 1, BLOCKS, hands, LEAST_BLOCKS);
    const makePart = ({ start, length }: Block): Part => {
      const sound = stretchOf(source, (start - 1) * step - reach, (start + length) * step + reach);
      const options = { sampleRate, f0Floor, f0Ceiling, sound, mean };
      return { ask: { kind: 'events', ...options, first: start, blocks: length }, take };
    };
    yield { parts: work.map(makePart), count: work.count, until: 0.75 };
    const f0 = scope.f64(frames);
    heap.check(abi.sonde_dio_tracker_finish(tracker, f0));
    return heap.readF64(f0, frames);
  } finally {
    scope.close();
  }
}
