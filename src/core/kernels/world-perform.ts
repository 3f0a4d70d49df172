import { type Pointer, SONDE_PULSE_FIELDS } from './abi.gen.ts';
import type { Heap, Scope } from './heap.ts';
import type { Perform } from './staged.ts';
import {
  type AperiodicityAsk,
  answerLength,
  type EnvelopeAsk,
  type EventsAsk,
  type RefineAsk,
  type Resampling,
  type SharesAsk,
  type Stretch,
  type VoiceAsk,
  type WorldAsk,
} from './world-asks.ts';
import type { WorldTools } from './world-tools.ts';

/** Does the parts of WORLD on this thread's linear memory. */
export function createPerform(heap: Heap, tools: WorldTools): Perform {
  return (ask, into) => heap.scoped((scope) => answer({ heap, tools, scope }, ask, into));
}

interface Desk {
  readonly heap: Heap;
  readonly tools: WorldTools;
  readonly scope: Scope;
}

function answer(desk: Desk, ask: WorldAsk, into: Float64Array | undefined): Float64Array {
  if (ask.kind === 'events') return findEvents(desk, ask);
  const at = compute(desk, ask);
  if (into === undefined) return desk.heap.readF64(at, answerLength(ask) ?? 0);
  desk.heap.readF64Into(at, into);
  return into;
}

function compute(desk: Desk, ask: Exclude<WorldAsk, EventsAsk>): Pointer {
  switch (ask.kind) {
    case 'refine':
      return refine(desk, ask);
    case 'envelope':
      return makeEnvelope(desk, ask);
    case 'shares':
      return makeShares(desk, ask);
    case 'aperiodicity':
      return makeAperiodicity(desk, ask);
    case 'voice':
      return makeVoice(desk, ask);
  }
}

const binsOf = ({ fftSize }: { readonly fftSize: number }): number => fftSize / 2 + 1;

function putStretch({ scope }: Desk, { x, start, length }: Stretch): readonly [Pointer, number, number, number] {
  return [scope.putF64(x), start, x.length, length];
}

function findEvents(desk: Desk, ask: EventsAsk): Float64Array {
  const { heap, scope, tools } = desk;
  const { abi } = heap;
  const { length, mean, first, blocks } = ask;
  const finder = tools.finder(ask.sampleRate, ask.f0Floor, ask.f0Ceiling, ask.decimation);
  const sound = putStretch(desk, ask.sound);
  const topBins = ask.topBins === undefined ? 0 : scope.putF64(ask.topBins);
  heap.check(abi.sonde_event_finder_run(finder, ...sound, length, mean, topBins, first, blocks));
  const rows = abi.sonde_event_finder_rows(finder);
  const counts = Float64Array.from({ length: rows }, (_, row) => abi.sonde_event_finder_count(finder, row));
  const events = counts.reduce((sum, count) => sum + count, 0);
  const at = scope.f64(events);
  let before = 0;
  for (const [row, count] of counts.entries()) {
    abi.sonde_event_finder_read(finder, row, at + 8 * before);
    before += count;
  }
  const all = new Float64Array(rows + events);
  all.set(counts);
  heap.readF64Into(at, all.subarray(rows));
  return all;
}

function refine(desk: Desk, { sampleRate, framePeriodMs, sound, first, f0 }: RefineAsk): Pointer {
  const { heap, scope, tools } = desk;
  const at = scope.putF64(f0);
  const mask = tools.stoneMask(sampleRate);
  heap.abi.sonde_stone_mask_run(mask, ...putStretch(desk, sound), framePeriodMs, at, first, f0.length);
  return at;
}

type EnvelopeFrames = Omit<EnvelopeAsk, 'kind'>;
type AperiodicityFrames = Omit<AperiodicityAsk, 'kind'>;

function makeEnvelope(desk: Desk, ask: EnvelopeFrames): Pointer {
  const { heap, scope, tools } = desk;
  const { sampleRate, fftSize, framePeriodMs, f0, first, offset } = ask;
  const trick = tools.cheapTrick(sampleRate, fftSize);
  const rows = scope.f64(f0.length * binsOf(ask));
  const sound = putStretch(desk, ask.sound);
  const f0At = scope.putF64(f0);
  heap.abi.sonde_cheap_trick_frames(trick, ...sound, framePeriodMs, f0At, first, f0.length, offset, rows);
  return rows;
}

function makeShares(desk: Desk, ask: SharesAsk): Pointer {
  const { heap, scope, tools } = desk;
  const { sampleRate, fftSize, framePeriodMs, f0, first, offset } = ask;
  const d4c = tools.d4c(sampleRate, fftSize, ask.noiseAmplitude);
  const shares = scope.f64(f0.length);
  const sound = putStretch(desk, ask.sound);
  heap.abi.sonde_d4c_shares(d4c, ...sound, framePeriodMs, scope.putF64(f0), first, f0.length, offset, shares);
  return shares;
}

function makeAperiodicity(desk: Desk, ask: AperiodicityFrames): Pointer {
  const { heap, scope, tools } = desk;
  const { sampleRate, fftSize, framePeriodMs, f0, first, offset } = ask;
  const d4c = tools.d4c(sampleRate, fftSize, ask.noiseAmplitude);
  const rows = scope.f64(f0.length * binsOf(ask));
  const sound = putStretch(desk, ask.sound);
  const [f0At, sharesAt] = [scope.putF64(f0), scope.putF64(ask.shares)];
  heap.abi.sonde_d4c_frames(d4c, ...sound, framePeriodMs, f0At, sharesAt, first, f0.length, offset, rows);
  return rows;
}

/** Rows in linear memory. */
interface RowsAt {
  readonly first: number;
  readonly count: number;
  readonly envelope: Pointer;
  readonly aperiodicity: Pointer;
}

function makeVoice(desk: Desk, ask: VoiceAsk): Pointer {
  const { heap, scope, tools } = desk;
  const { sampleRate, framePeriodMs, fftSize, pulses, origin, start, count } = ask;
  const y = scope.putF64(new Float64Array(count));
  const analysed = putRows(desk, ask);
  const rows = ask.resampling === undefined ? analysed : resample(desk, ask, analysed, ask.resampling);
  heap.check(
    heap.abi.sonde_synthesis_render(
      tools.synthesis(sampleRate, fftSize),
      rows.envelope,
      rows.aperiodicity,
      rows.first,
      rows.count,
      ask.frames,
      framePeriodMs,
      scope.putF64(pulses),
      pulses.length / SONDE_PULSE_FIELDS,
      origin,
      y,
      start,
      count,
    ),
  );
  return y;
}

function putRows(desk: Desk, { sampleRate, framePeriodMs, fftSize, rows }: VoiceAsk): RowsAt {
  const { first } = rows;
  if ('envelope' in rows) {
    const { envelope, aperiodicity } = rows;
    const count = envelope.length / binsOf({ fftSize });
    return { first, count, envelope: desk.scope.putF64(envelope), aperiodicity: desk.scope.putF64(aperiodicity) };
  }
  const frames = { sampleRate, framePeriodMs, fftSize, ...rows };
  const envelope = makeEnvelope(desk, { ...frames, offset: rows.envelopeOffset });
  const aperiodicity = makeAperiodicity(desk, { ...frames, offset: rows.aperiodicityOffset });
  return { first, count: rows.f0.length, envelope, aperiodicity };
}

function resample(
  { heap, scope }: Desk,
  { fftSize, framePeriodMs, total }: VoiceAsk,
  rows: RowsAt,
  { vtlRatio, times, first }: Resampling,
): RowsAt {
  const bins = binsOf({ fftSize });
  const count = times.length;
  const timesAt = scope.putF64(times);
  const read = (at: Pointer): Pointer => {
    const out = scope.f64(count * bins);
    const { abi } = heap;
    abi.sonde_modify_resample_rows(
      at,
      rows.first,
      rows.count,
      bins,
      total,
      framePeriodMs,
      vtlRatio,
      timesAt,
      count,
      out,
    );
    return out;
  };
  return { first, count, envelope: read(rows.envelope), aperiodicity: read(rows.aperiodicity) };
}
