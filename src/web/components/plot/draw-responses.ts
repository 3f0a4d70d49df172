import type { BandAxis } from './band-axis.ts';
import type { PlotSize } from './canvas.tsx';

/** dB at the lower and the upper edge of a picture of filters. */
export interface ResponseRange {
  readonly low: number;
  readonly high: number;
}

export interface ResponseCurves {
  /** Hz, `[points]` */
  readonly frequencies: Float64Array;
  /** `[bands x points]`, NaN where there is none. */
  readonly gains: Float32Array;
  readonly bands: number;
}

export interface ResponseStyle {
  readonly colour: string;
  readonly dashed: boolean;
  /** How often the filters are used: each use adds its dB. */
  readonly uses: number;
  /** The band that is looked at. */
  readonly band: number | undefined;
  readonly range: ResponseRange;
  /** CSS px of lines; the one that is looked at has at least two. */
  readonly weight?: number;
  /** Of lines, where no band is looked at. */
  readonly alpha?: number;
}

/** CSS px from the top; what is above the range is above the picture. */
export function responseHeight(db: number, height: number, { low, high }: ResponseRange): number {
  return (height * (high - Math.max(db, low))) / (high - low);
}

/** One line per band; the one that is looked at is filled. */
export function drawResponses(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  axis: BandAxis,
  curves: ResponseCurves,
  style: ResponseStyle,
): void {
  const x = Float64Array.from(curves.frequencies, (frequency) => axis.share(frequency) * size.width);
  context.save();
  context.lineJoin = 'round';
  context.setLineDash(style.dashed ? [4, 3] : []);
  context.strokeStyle = style.colour;
  context.fillStyle = style.colour;
  for (let band = 0; band < curves.bands; band++) {
    const isFocus = band === style.band;
    traceBand(context, curves, band, style, x, size);
    context.globalAlpha = isFocus || style.band === undefined ? (style.alpha ?? 0.9) : 0.45;
    context.lineWidth = Math.max(style.weight ?? 1, isFocus ? 2 : 0);
    context.stroke();
    if (!isFocus) continue;
    context.globalAlpha = 0.16;
    context.fill();
  }
  context.restore();
}

/** Only what is above the floor, so that twenty skirts do not become one line at the bottom. */
function traceBand(
  context: CanvasRenderingContext2D,
  curves: ResponseCurves,
  band: number,
  { uses, range }: ResponseStyle,
  x: Float64Array,
  size: PlotSize,
): void {
  const { frequencies, gains } = curves;
  context.beginPath();
  const floor = 10 ** (range.low / (20 * uses));
  let isOpen = false;
  for (let point = 0; point < frequencies.length; point++) {
    const gain = gains[band * frequencies.length + point] ?? Number.NaN;
    const at = x[point] ?? 0;
    const isSeen = gain > floor && at >= -size.width && at <= 2 * size.width;
    if (isSeen && !isOpen) context.moveTo(at, size.height);
    if (isSeen) context.lineTo(at, responseHeight(20 * uses * Math.log10(gain), size.height, range));
    else if (isOpen) context.lineTo(at, size.height);
    isOpen = isSeen;
  }
}
