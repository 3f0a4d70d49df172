import type { WaveCells } from '../../services/engine-client.ts';
import { WAVE_CELLS } from '../../state/wave-tiles.ts';
import type { PlotSize } from './canvas.tsx';

/** A channel as far as it is known, by tiles of `WAVE_CELLS` cells of 2^level samples. */
export interface Wave {
  /** Samples of the whole sound. */
  readonly frames: number;
  tile(level: number, index: number): WaveCells | undefined;
}

/** Which part of the sound is shown, as fractions of its length. */
export interface Share {
  readonly start: number;
  readonly end: number;
}

export interface WaveformBox {
  readonly top: number;
  readonly height: number;
  /** By how much it is drawn larger; what is over the box's edges is cut. */
  readonly gain?: number | undefined;
  /** It shows levels, from the top down to so many dB below full scale. */
  readonly decibels?: number | undefined;
  /** Of what marks runs at full scale; without it none are marked. */
  readonly marks?: string;
}

/** The level that gives at least one cell per device pixel. */
export function waveLevel(frames: number, share: Share, deviceWidth: number): number {
  const perPixel = (frames * (share.end - share.start)) / Math.max(deviceWidth, 1);
  return Math.floor(Math.log2(Math.max(perPixel, 1)));
}

/** The tiles that a view needs, and one more on either side of it. */
export function wavesOf(frames: number, share: Share, level: number): readonly number[] {
  const perTile = WAVE_CELLS * 2 ** level;
  const first = Math.max(Math.floor((frames * share.start) / perTile) - 1, 0);
  const last = Math.min(Math.floor((frames * share.end) / perTile) + 1, Math.ceil(frames / perTile) - 1);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
}

/** Full scale, as a share of a lane's half. */
export const LANE_SHARE = 0.94;

/** One lane of a waveform, -1..1 over the box's height: extremes, and inside them the RMS where cells are large. */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  wave: Wave,
  share: Share,
  box: WaveformBox,
  colour: string,
): void {
  const level = waveLevel(wave.frames, share, size.width * size.ratio);
  const clips: number[] = [];
  const view: LaneView = {
    first: wave.frames * share.start,
    perPixel: (wave.frames * (share.end - share.start)) / size.width,
    ...(box.decibels === undefined ? linearPlace(box) : levelPlace(box, box.decibels)),
    clips,
  };
  context.save();
  // Alone, it is cut by the picture's own edges.
  if (box.gain && box.height < size.height) {
    context.beginPath();
    context.rect(0, box.top, size.width, box.height);
    context.clip();
  }
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (view.perPixel < 1) drawLine(context, size, wave, view);
  else drawBars(context, size, lookUp(wave, level), view);
  if (box.marks !== undefined) drawMarks(context, clips, box, box.marks);
  context.restore();
}

type Place = Pick<LaneView, 'yOf' | 'floor'>;

function linearPlace({ top, height, gain = 1 }: WaveformBox): Place {
  const scale = (height / 2) * LANE_SHARE * gain;
  return { yOf: (value) => top + height / 2 - value * scale, floor: undefined };
}

function levelPlace({ top, height }: WaveformBox, decibels: number): Place {
  const floor = top + height;
  const scale = (height * LANE_SHARE) / decibels;
  return { yOf: (value) => floor - Math.max(20 * Math.log10(Math.abs(value)) + decibels, 0) * scale, floor };
}

const MARK = { width: 3, height: 6 };

/** At the upper edge of the lane, joined where they touch. @param at px of what is clipped, from left to right */
function drawMarks(context: CanvasRenderingContext2D, at: readonly number[], box: WaveformBox, colour: string): void {
  context.fillStyle = colour;
  let from = 0;
  for (const [index, x] of at.entries()) {
    const next = at[index + 1] ?? Number.POSITIVE_INFINITY;
    if (next - x <= MARK.width) continue;
    const start = (at[from] ?? x) - MARK.width / 2;
    context.fillRect(start, box.top, x + MARK.width / 2 - start, MARK.height);
    from = index + 1;
  }
}

interface LaneView {
  /** Sample at the left edge. */
  readonly first: number;
  /** Samples under a CSS px. */
  readonly perPixel: number;
  /** y of a sample. */
  readonly yOf: (value: number) => number;
  /** Where levels begin. */
  readonly floor: number | undefined;
  /** Takes x of what is clipped. */
  readonly clips: number[];
}

/** How many levels up and down an absent tile may be replaced from, nearest first. */
const SUBSTITUTES = [0, 1, -1, 2, -2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

interface FoundCells {
  readonly cells: WaveCells;
  /** Samples under a cell. */
  readonly size: number;
  /** The first cell's number. */
  readonly first: number;
}

type LookUp = (sample: number) => FoundCells | undefined;

/** Finds the cells around a sample, at the level that is wanted or the nearest that is there. */
function lookUp(wave: Wave, level: number): LookUp {
  let until = Number.NEGATIVE_INFINITY;
  let from = Number.POSITIVE_INFINITY;
  let last: FoundCells | undefined;
  return (sample) => {
    if (sample >= from && sample < until) return last;
    last = undefined;
    from = sample;
    // An absence is asked about anew at the next pixel; what is there serves as far as it reaches.
    until = sample;
    for (const offset of SUBSTITUTES) {
      if (level + offset < 0) continue;
      const size = 2 ** (level + offset);
      const index = Math.floor(sample / (size * WAVE_CELLS));
      const cells = wave.tile(level + offset, index);
      if (!cells) continue;
      from = offset === 0 ? index * WAVE_CELLS * size : sample;
      // A substitute's neighbour may be the tile that was wanted.
      until = offset === 0 ? (index + 1) * WAVE_CELLS * size : nextEdge(sample, 2 ** level * WAVE_CELLS);
      last = { cells, size, first: index * WAVE_CELLS };
      break;
    }
    return last;
  };
}

function nextEdge(sample: number, tile: number): number {
  return (Math.floor(sample / tile) + 1) * tile;
}

/** One bar per device pixel from the lowest to the highest sample under it, never thinner than a line. */
function drawBars(context: CanvasRenderingContext2D, { width, ratio }: PlotSize, find: LookUp, view: LaneView): void {
  const { first, perPixel, yOf, floor, clips } = view;
  const step = 1 / ratio;
  const bar = (x: number, low: number, high: number): void => {
    const top = yOf(floor === undefined ? high : Math.max(high, -low));
    context.fillRect(x, top, step, Math.max((floor ?? yOf(low)) - top, step));
  };
  const inner: { readonly x: number; readonly rms: number }[] = [];
  for (let x = 0; x < width; x += step) {
    const start = Math.max(first + x * perPixel, 0);
    const found = find(start);
    if (!found) continue;
    const { low, high, rms, clipped } = summary(found, start, first + (x + step) * perPixel);
    if (low > high) continue;
    if (clipped) clips.push(x);
    if (rms !== undefined) inner.push({ x, rms });
    context.globalAlpha = rms === undefined ? 1 : OUTER_ALPHA;
    bar(x, low, high);
  }
  context.globalAlpha = 1;
  for (const { x, rms } of inner) bar(x, -rms, rms);
}

const OUTER_ALPHA = 0.55;

function summary({ cells: { extremes, power, clipped: marks }, size, first }: FoundCells, start: number, end: number) {
  const from = Math.floor(start / size) - first;
  const to = Math.min(Math.max(Math.floor(end / size) - first, from + 1), extremes.length / 2);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let clipped = false;
  for (let cell = Math.max(from, 0); cell < to; cell++) {
    low = Math.min(low, extremes[2 * cell] ?? 0);
    high = Math.max(high, extremes[2 * cell + 1] ?? 0);
    sum += power?.[cell] ?? 0;
    clipped ||= marks?.[cell] === 1;
  }
  return { low, high, clipped, rms: power && Math.sqrt(sum / Math.max(to - from, 1)) };
}

/** Below one sample per pixel: the samples joined, with dots when there is room for them. */
function drawLine(context: CanvasRenderingContext2D, { width }: PlotSize, wave: Wave, view: LaneView): void {
  const { first, perPixel, yOf, clips } = view;
  const from = Math.max(Math.floor(first) - 1, 0);
  const to = Math.min(Math.ceil(first + width * perPixel) + 1, wave.frames);
  const points: { readonly x: number; readonly y: number }[] = [];
  const find = lookUp(wave, 0);
  for (let sample = from; sample < to; sample++) {
    const found = find(sample);
    if (!found) continue;
    const cell = Math.floor(sample / found.size) - found.first;
    const x = (sample - first) / perPixel;
    points.push({ x, y: yOf(found.cells.extremes[2 * cell] ?? 0) });
    if (found.cells.clipped?.[cell] === 1) clips.push(x);
  }
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  context.stroke();
  if (perPixel > 0.25) return;
  for (const { x, y } of points) {
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fill();
  }
}
