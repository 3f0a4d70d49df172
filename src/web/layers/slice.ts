import type { Spectrogram } from '../../core/kernels/view-kernel.ts';
import { seconds } from '../components/format.ts';
import { drawSlice, type SliceSide } from '../components/plot/draw-slice.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import { sliceStrings } from '../strings-slice.ts';
import { type Axis, axisTicks, frequencyAxis, heightOf, partOf, valueAt } from './axis.ts';
import { type Across, type Column, evenFrames, type Frames, type Layer, type Scene } from './layer.ts';
import { type Peak, peaksOf, shiftsOf } from './slice-peaks.ts';
import { envelopeSource, periodOf, referenceLevel, rowAt } from './spectra.ts';
import { column, count, FREQUENCY } from './values.ts';

const t = sliceStrings;

/** dB above the loudest level of the source: room for a result that is louder. */
const HEADROOM = 10;
/** dB, and frames, while nothing is known yet. */
const UNKNOWN = { level: -40, bins: 2 };

const COLUMNS: readonly Column[] = [
  column(t.source, 'dB', 1, { said: `${t.sourceSaid}\u00a0`, none: '' }),
  column(t.result, 'dB', 1, { said: `${t.resultSaid}\u00a0`, none: '' }),
  { ...count(t.sourcePeak, t.peakOfSource), none: '' },
  { ...count(t.resultPeak, t.peakOfResult), none: '' },
];

interface Rows {
  readonly source: Spectrogram | undefined;
  /** null: there is no result. */
  readonly result: Spectrogram | null | undefined;
}

/** As `slice` looks. */
export function sliceLayer(scene: Scene): Layer {
  const { source, options, cursor = { share: 0, formantScale: 1, result: undefined } } = scene;
  const { result } = cursor;
  const rows: Rows = {
    source: rowOf(scene, source, cursor.share),
    result: result ? rowOf(withoutCorrections(scene), result, cursor.share) : null,
  };
  const top = envelopeSource(scene, source).maxFrequency;
  const axis = frequencyAxis(options.display.scale, Math.min(top, source.sampleRate / 2));
  const high = Math.ceil((referenceLevel(scene, 'envelope') ?? UNKNOWN.level) / 10) * 10 + HEADROOM;
  const whole: Axis = { scale: 'linear', low: high - options.display.rangeDb - HEADROOM, high, unit: 'dB' };
  const levels = partOf(whole, scene.part);
  const across = acrossOf(axis);
  return {
    axis: levels,
    across,
    legend: t.legend(seconds(cursor.share * source.duration, 3), cursor.formantScale),
    columns: COLUMNS,
    lines: [{ name: t.source, look: 'source' }, ...(result ? [{ name: t.result, look: 'result' } as const] : [])],
    read({ frequency }) {
      const peak = (row: Spectrogram | null | undefined) => row && peakAt(row, frequency);
      const level = (row: Spectrogram | null | undefined) => row && (row.levelDb[binAt(row, frequency)] ?? null);
      return [level(rows.source), level(rows.result), peak(rows.source), peak(rows.result)];
    },
    frames: framesOf(axis, rows.source),
    paint(context, size, colours) {
      // What was there stays until the spectrum of another instant of the same sound is known.
      const last = scene.keep<{ of?: string; rows?: Rows }>('slice', () => ({}));
      if (rows.source && rows.result !== undefined) Object.assign(last, { of: source.id, rows });
      const shown = last.of === source.id ? last.rows : undefined;
      if (!shown?.source) return;
      const sides: SliceSide[] = [sideOf(shown.source, colours.source, f0At(scene, source, true), true)];
      if (result && shown.result) sides.push(sideOf(shown.result, colours.result, f0At(scene, result, false), false));
      const shifts = shown.result ? shiftsOf(peaksIn(shown.source), peaksIn(shown.result), cursor.formantScale) : [];
      const grid = { levels: axisTicks(levels, 40 / size.height).map(({ value }) => value), places: across.ticks };
      drawSlice(context, size, { axis, levels, sides, shifts, grid }, colours);
    },
  };
}

function acrossOf(axis: Axis): Across {
  return {
    axis,
    column: FREQUENCY,
    valueAt: (share) => valueAt(axis, share),
    // Words at the very edges would be cut.
    ticks: axisTicks(axis, 0.12).flatMap(({ value, height }) => (height > 0.03 && height < 0.97 ? [value] : [])),
  };
}

/** Its own bins: those that lie on the axis. */
function framesOf(axis: Axis, row: Spectrogram | undefined): Frames {
  if (!row) return evenFrames(UNKNOWN.bins, 1, UNKNOWN.bins - 1);
  const first = Math.ceil(axis.low / row.binWidth);
  const most = Math.min(row.bins, Math.floor(axis.high / row.binWidth + 1e-9) + 1) - first;
  return {
    count: most,
    shareOf: (frame) => heightOf(axis, (frame + first) * row.binWidth),
    frameAt: (share) =>
      Math.min(Math.max(Math.round(valueAt(axis, share) / row.binWidth) - first, 0), Math.max(most - 1, 0)),
  };
}

function binAt({ bins, binWidth }: Spectrogram, frequency: number): number {
  return Math.min(Math.max(Math.round(frequency / binWidth), 0), bins - 1);
}

/** Which peak stands in this bin, from 1 on. */
function peakAt(row: Spectrogram, frequency: number): number | null {
  const bin = binAt(row, frequency);
  const place = peaksIn(row).findIndex((peak) => binAt(row, peak.frequency) === bin);
  return place < 0 ? null : place + 1;
}

const known = new WeakMap<Spectrogram, readonly Peak[]>();

function peaksIn(row: Spectrogram): readonly Peak[] {
  const peaks = known.get(row) ?? peaksOf(row.levelDb, row.bins, row.binWidth);
  known.set(row, peaks);
  return peaks;
}

function rowOf(scene: Scene, sound: PlotSound, share: number): Spectrogram | undefined {
  const period = periodOf(scene.analysis);
  const frame = Math.min(Math.round((share * sound.duration) / period), Math.floor(sound.duration / period + 1e-9));
  return rowAt(scene, envelopeSource(scene, sound), frame);
}

/** Corrections of f0 are about the source. */
function withoutCorrections(scene: Scene): Scene {
  const { corrections: _, ...analysis } = scene.analysis;
  return { ...scene, analysis };
}

/** Hz at the cursor, 0 where it is unvoiced or not known. */
function f0At({ edits, cursor }: Scene, sound: PlotSound, isSource: boolean): number {
  const track = sound.f0;
  if (!track) return 0;
  const [f0, framePeriodMs] =
    isSource && edits ? [edits.corrected, edits.framePeriodMs] : [track.f0, track.framePeriodMs];
  return f0[Math.round(((cursor?.share ?? 0) * sound.duration * 1000) / framePeriodMs)] ?? 0;
}

function sideOf(row: Spectrogram, colour: string, f0: number, dashed: boolean): SliceSide {
  return { levelDb: row.levelDb, bins: row.bins, binWidth: row.binWidth, colour, f0, dashed };
}
