import { type Pointer, SONDE_TOP_BINS_FIELDS } from './abi.gen.ts';
import type { Block } from './blocks.ts';
import { DecimatedBlocks } from './decimated-blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { MonoSource } from './kernels.ts';
import { partsOf } from './part-size.ts';
import type { Chore, Part, Stage, Staged } from './staged.ts';
import type { AnalysisGrid } from './world-checks.ts';
import { lookCount, looks, runningSum, stretchOf } from './world-source.ts';
import type { Bench } from './world-tools.ts';

/** Blocks of DIO in a part; each part does one block more than these. */
const BLOCKS = 16;
const LEAST_BLOCKS = 4;

/** What DIO filters. */
interface DioSignal {
  /** The sound, or the decimated one. */
  readonly source: MonoSource;
  /** Its samples, and a zero after them where there is none of a reflection. */
  readonly length: number;
  readonly mean: number;
  /** What the two highest bins of the whole add to a decimated sound's bands. */
  readonly topBins: Float64Array | undefined;
}

/**
 * DIO on a sound that is long enough to be tracked: f0 in Hz, `[frames]`, 0 = unvoiced. Its filters look at blocks by themselves, but
 * for the mean of the whole sound, and the order of events, which is kept here.
 */
export function* dioStages(bench: Bench, source: MonoSource, grid: AnalysisGrid, frames: number): Staged<Float64Array> {
  const scope = bench.heap.open();
  try {
    const signal = yield* grid.decimation > 1
      ? decimatedSignal(bench.heap, scope, source, grid)
      : wholeSignal(bench.heap, source);
    return yield* trackStages(bench, scope, signal, grid, frames);
  } finally {
    scope.close();
  }
}

/** Looks at the whole sound in order. */
export function chores(source: MonoSource, look: (x: Float64Array) => void): Stage {
  function* parts() {
    for (const { start, count } of looks(source)) yield { here: () => look(source.read(start, count)) };
  }
  return { parts: parts(), count: lookCount(source), until: 0.05 };
}

function* wholeSignal(heap: Heap, source: MonoSource): Staged<DioSignal> {
  let sum = 0;
  yield chores(source, (x) => {
    sum = runningSum(heap, x, sum);
  });
  const length = source.length + 1;
  return { source, length, mean: sum / length, topBins: undefined };
}

/** The sound is read forwards, backwards, for the mean, for the top bins, and where its events are found. */
function* decimatedSignal(
  heap: Heap,
  scope: Scope,
  source: MonoSource,
  { sampleRate, f0Floor, f0Ceiling, decimation }: AnalysisGrid,
): Staged<DioSignal> {
  const { abi } = heap;
  const of = new DecimatedBlocks(heap, scope, source, decimation);
  const count = of.blocks.length;
  const stage = (until: number, here: (index: number) => void): Stage => ({ parts: inTurn(count, here), count, until });
  const inOrder = (until: number, look: (at: Pointer, length: number) => void): Stage =>
    stage(until, (index) => {
      const values = of.values(index);
      heap.scoped((own) => look(own.putF64(values), values.length));
    });
  yield { parts: of.blocks.map((block) => ({ here: () => of.take(block) })), count, until: 0.05 };
  yield stage(0.15, (index) => of.values(count - 1 - index));
  let sum = 0;
  yield inOrder(0.25, (at, values) => {
    sum = abi.sonde_running_sum(at, values, sum);
  });
  const length = 1 + Math.floor(source.length / decimation);
  const mean = sum / length;
  const created = abi.sonde_top_bins_create(sampleRate, f0Floor, f0Ceiling, decimation, length, mean);
  const bins = scope.own(created, abi.sonde_top_bins_destroy);
  yield inOrder(0.35, (at, values) => abi.sonde_top_bins_take(bins, at, values));
  const size = SONDE_TOP_BINS_FIELDS * abi.sonde_top_bins_bands(bins);
  const topBins = heap.scoped((own) => {
    const shares = own.f64(size);
    abi.sonde_top_bins_finish(bins, shares);
    return heap.readF64(shares, size);
  });
  return { source: of.decimated, length, mean, topBins };
}

function* inTurn(count: number, here: (index: number) => void): Generator<Chore, void, void> {
  for (let index = 0; index < count; index++) yield { here: () => here(index) };
}

function* trackStages(
  { heap, tools, hands }: Bench,
  scope: Scope,
  { source, length, mean, topBins }: DioSignal,
  { sampleRate, framePeriodMs, f0Floor, f0Ceiling, decimation, allowedRange }: AnalysisGrid,
  frames: number,
): Staged<Float64Array> {
  const { abi } = heap;
  const bands = { sampleRate, f0Floor, f0Ceiling, decimation };
  const finder = tools.finder(sampleRate, f0Floor, f0Ceiling, decimation);
  const rows = abi.sonde_event_finder_rows(finder);
  const step = abi.sonde_event_finder_step(finder);
  const reach = abi.sonde_event_finder_reach(finder);
  const tracker = scope.own(
    abi.sonde_dio_tracker_create(frames, sampleRate, f0Floor, f0Ceiling, framePeriodMs, decimation, allowedRange),
    abi.sonde_dio_tracker_destroy,
  );
  const take = (events: Float64Array): void =>
    heap.scoped((own) => {
      const counts = own.i32(rows);
      heap.writeI32(counts, Int32Array.from(events.subarray(0, rows)));
      heap.check(abi.sonde_dio_tracker_take(tracker, own.putF64(events.subarray(rows)), counts, rows));
    });
  const work = partsOf(Math.floor((length - 1) / step) + 1, BLOCKS, hands, LEAST_BLOCKS);
  const makePart = ({ start: first, length: blocks }: Block): Part => {
    const sound = stretchOf(source, (first - 1) * step - reach, (first + blocks) * step + reach);
    return { ask: { kind: 'events', ...bands, sound, length, mean, topBins, first, blocks }, take };
  };
  yield { parts: work.map(makePart), count: work.count, until: 0.75 };
  const f0 = scope.f64(frames);
  heap.check(abi.sonde_dio_tracker_finish(tracker, f0));
  return heap.readF64(f0, frames);
}
