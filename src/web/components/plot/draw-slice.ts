import { type Axis, heightOf } from '../../layers/axis.ts';
import type { PlotSize } from './canvas.tsx';
import type { PlotColours } from './plot-colours.ts';

export interface SliceSide {
  /** dB, `[bins]` */
  readonly levelDb: Float32Array;
  readonly bins: number;
  /** Hz */
  readonly binWidth: number;
  readonly colour: string;
  /** Hz; 0 has no harmonics. */
  readonly f0: number;
  readonly dashed: boolean;
}

interface Place {
  /** Hz */
  readonly frequency: number;
  readonly levelDb: number;
}

export interface SlicePlot {
  /** To the right. */
  readonly axis: Axis;
  /** Upwards, dB. */
  readonly levels: Axis;
  readonly sides: readonly SliceSide[];
  readonly shifts: readonly { readonly from: Place; readonly to: Place }[];
  readonly grid: { readonly levels: readonly number[]; readonly places: readonly number[] };
}

/** What is out of the picture is drawn no further, in its heights. */
const FAR = 100;
/** CSS px between harmonics, below which they would be one patch. */
const APART = 3;
/** CSS px of an arrow's head, and of an arrow that is drawn at all. */
const HEAD = 5;

/** Envelopes over each other, sticks at the multiples of f0, and arrows from peak to peak. */
export function drawSlice(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  plot: SlicePlot,
  colours: PlotColours,
): void {
  const { axis, levels, sides, shifts, grid } = plot;
  const x = (frequency: number) => heightOf(axis, frequency) * size.width;
  const y = (level: number) => size.height * (1 - Math.min(Math.max(heightOf(levels, level), -FAR), FAR));
  context.save();
  context.fillStyle = colours.line;
  for (const level of grid.levels) context.fillRect(0, y(level), size.width, 1);
  for (const place of grid.places) context.fillRect(x(place), 0, 1, size.height);
  context.lineJoin = 'round';
  for (const side of sides) drawSticks(context, side, axis, x, y);
  for (const side of sides) drawEnvelope(context, side, axis, x, y);
  context.setLineDash([]);
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.25;
  for (const { from, to } of shifts) {
    drawArrow(context, [x(from.frequency), y(from.levelDb)], [x(to.frequency), y(to.levelDb)]);
  }
  context.restore();
}

type Scale = (value: number) => number;

function levelAt({ levelDb, bins, binWidth }: SliceSide, frequency: number): number {
  return levelDb[Math.min(Math.round(frequency / binWidth), bins - 1)] ?? Number.NEGATIVE_INFINITY;
}

function drawSticks(context: CanvasRenderingContext2D, side: SliceSide, axis: Axis, x: Scale, y: Scale): void {
  const { f0, colour } = side;
  if (f0 <= 0) return;
  const floor = y(Number.NEGATIVE_INFINITY);
  context.beginPath();
  let last = Number.NEGATIVE_INFINITY;
  for (let frequency = f0; frequency <= axis.high; frequency += f0) {
    const at = x(frequency);
    if (frequency < axis.low || at - last < APART) continue;
    last = at;
    context.moveTo(at, floor);
    context.lineTo(at, y(levelAt(side, frequency)));
  }
  context.setLineDash([]);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.globalAlpha = 0.3;
  context.stroke();
  context.globalAlpha = 1;
}

function drawEnvelope(context: CanvasRenderingContext2D, side: SliceSide, axis: Axis, x: Scale, y: Scale): void {
  const { bins, binWidth, levelDb, colour, dashed } = side;
  context.beginPath();
  let joined = false;
  for (let bin = Math.ceil(axis.low / binWidth); bin < bins && bin * binWidth <= axis.high; bin++) {
    const [left, top] = [x(bin * binWidth), y(levelDb[bin] ?? Number.NEGATIVE_INFINITY)];
    if (joined) context.lineTo(left, top);
    else context.moveTo(left, top);
    joined = true;
  }
  context.setLineDash(dashed ? [5, 4] : []);
  context.strokeStyle = colour;
  context.lineWidth = dashed ? 1.5 : 2;
  context.stroke();
}

function drawArrow(
  context: CanvasRenderingContext2D,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): void {
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (length < HEAD) return;
  const [dx, dy] = [((toX - fromX) / length) * HEAD, ((toY - fromY) / length) * HEAD];
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.moveTo(toX - dx - dy / 2, toY - dy + dx / 2);
  context.lineTo(toX, toY);
  context.lineTo(toX - dx + dy / 2, toY - dy - dx / 2);
  context.stroke();
}
