import { AppError } from '../base/errors.ts';
import { type Pointer, SONDE_PULSE_FIELDS } from './abi.gen.ts';
import type { Block } from './blocks.ts';
import type { Heap } from './heap.ts';
import { partsOf } from './part-size.ts';
import type { Part, Staged } from './staged.ts';
import type { Analysis, Resampling, Rows, VoiceAsk } from './world-asks.ts';
import type { FrameGrid } from './world-checks.ts';
import type { Bench } from './world-tools.ts';

/** Samples that the search for pulses goes on by: some milliseconds. */
const PULSE_SEARCH = 65_536;
/**
 * Samples in a part, which does again what reaches in from its neighbours, half an FFT on each side: some milliseconds, and
 * a few per cent of work done twice.
 */
const SAMPLES = 65_536;
/** The same where the part makes the rows, too, which takes four times as long: still heard when it is stopped. */
const SAMPLES_WITH_ROWS = 32_768;
const LEAST_SAMPLES = 16_384;

/** What is to be synthesised. */
export interface Voice {
  readonly grid: FrameGrid;
  /** Frames of the analysis. */
  readonly total: number;
  /** Hz, of the result's frames, 0 = unvoiced. */
  readonly f0: Float64Array;
  readonly vtlRatio: number;
  /** s on the old time axis, of the result's frames; undefined where they are those of the analysis. */
  readonly times: Float64Array | undefined;
  /** Rows first..first+count-1 of the analysis, or what they are made from. */
  rows(first: number, count: number): Rows | Analysis;
  /** Whether parts make the rows. */
  readonly makesRows: boolean;
  /** Where samples of the result go. */
  put(start: number, count: number): Pick<Part, 'into' | 'take'>;
}

/** @throws AppError internal for a length that is none, or that samples cannot be counted in */
export function checkVoiceLength(length: number, { fftSize }: FrameGrid): void {
  if (Number.isInteger(length) && length >= 0 && length < 2 ** 31 - fftSize) return;
  throw new AppError('internal', `world: the length must be a whole number of samples >= 0, got ${length}`);
}

/**
 * Batch synthesis of `length` samples by stretches, each the sum of the pulses that reach it, in their order. Pulses are a
 * matter of one running phase: they are looked for as far as the next stretch needs, while others work on those before.
 */
export function* voiceStages(bench: Bench, voice: Voice, length: number): Staged<void> {
  if (length === 0) return;
  const { heap } = bench;
  const { abi } = heap;
  const { sampleRate, fftSize } = voice.grid;
  const scope = heap.open();
  try {
    const train = scope.own(bench.tools.makeSynthesis(sampleRate, fftSize), abi.sonde_synthesis_destroy);
    start(heap, train, voice, length);
    const pulses = findPulses(heap, train, voice, length);
    const work = partsOf(length, voice.makesRows ? SAMPLES_WITH_ROWS : SAMPLES, bench.hands, LEAST_SAMPLES);
    const makePart = ({ start, length: count }: Block): Part => ({
      ask: askOf(heap, train, voice, { start, count, ...pulses(start, count) }),
      ...voice.put(start, count),
    });
    yield { parts: work.map(makePart), count: work.count, until: 1 };
  } finally {
    scope.close();
  }
}

function start(heap: Heap, train: Pointer, { f0, grid }: Voice, length: number): void {
  heap.scoped((scope) => {
    heap.check(heap.abi.sonde_synthesis_start(train, grid.framePeriodMs, scope.putF64(f0), f0.length, length));
  });
}

/** Pulses from..to-1 reach a stretch; one more, if there is one, says how long the last of them lasts. */
interface Reaching {
  readonly from: number;
  readonly to: number;
  /** How many were found. */
  readonly found: number;
}

/** Finds the pulses that reach stretches, which are asked for in order. */
function findPulses(
  heap: Heap,
  train: Pointer,
  { f0, grid }: Voice,
  length: number,
): (start: number, count: number) => Reaching {
  const { abi } = heap;
  // A response reaches from half an FFT before its pulse to half an FFT after it.
  const reach = grid.fftSize / 2;
  let searched = 0;
  const search = (): void => {
    searched = Math.min(length, searched + PULSE_SEARCH);
    heap.check(abi.sonde_synthesis_advance(train, searched));
  };
  return (start, count) => {
    const end = start + count + reach;
    while (searched < Math.min(end, length)) search();
    for (;;) {
      const found = abi.sonde_synthesis_pulse_at(train, f0.length);
      const to = abi.sonde_synthesis_pulse_from(train, end);
      if (to < found || searched === length) {
        return { from: abi.sonde_synthesis_pulse_from(train, Math.max(0, start - reach)), to, found };
      }
      search();
    }
  };
}

function askOf(
  heap: Heap,
  train: Pointer,
  voice: Voice,
  { start, count, from, to, found }: Reaching & { readonly start: number; readonly count: number },
): VoiceAsk {
  const { abi } = heap;
  const { sampleRate, framePeriodMs, fftSize } = voice.grid;
  const frames = voice.f0.length;
  const pulses = readPulses(heap, train, from, Math.min(to + 1, found));
  const origin = readPulses(heap, train, 0, Math.min(1, found))[0] ?? 0;
  const common = { kind: 'voice', sampleRate, framePeriodMs, fftSize, pulses, origin, start, count, frames } as const;
  const position = (pulse: number): number =>
    (pulses[(pulse - from) * SONDE_PULSE_FIELDS] ?? 0) / sampleRate / (framePeriodMs / 1000);
  const first = to > from ? Math.min(frames - 1, Math.floor(position(from))) : 0;
  const last = to > from ? Math.min(frames - 1, Math.ceil(position(to - 1))) : 0;
  const { total } = voice;
  const resampling = resamplingOf(voice, first, last - first + 1);
  if (resampling === undefined) {
    return { ...common, total, resampling, rows: voice.rows(first, last - first + 1) };
  }
  const { times } = resampling;
  const before = (time = 0): number => abi.sonde_modify_frame_before(time, framePeriodMs, total);
  const oldFirst = before(times[0]);
  const oldLast = Math.min(before(times[times.length - 1]) + 1, total - 1);
  return { ...common, total, resampling, rows: voice.rows(oldFirst, oldLast - oldFirst + 1) };
}

function resamplingOf({ times, vtlRatio, grid }: Voice, first: number, count: number): Resampling | undefined {
  if (times === undefined && vtlRatio === 1) return undefined;
  const own = (_: unknown, i: number): number => ((first + i) * grid.framePeriodMs) / 1000;
  return { vtlRatio, first, times: times?.subarray(first, first + count) ?? Float64Array.from({ length: count }, own) };
}

function readPulses(heap: Heap, train: Pointer, from: number, to: number): Float64Array {
  const length = Math.max(0, to - from) * SONDE_PULSE_FIELDS;
  return heap.scoped((scope) => {
    const at = scope.f64(length);
    heap.abi.sonde_synthesis_read_pulses(train, from, Math.max(from, to), at);
    return heap.readF64(at, length);
  });
}
