import type { BandAxis } from './band-axis.ts';
import type { PlotSize } from './canvas.tsx';

/** Of a picture of filters, dB. */
export const RESPONSE_RANGE = { low: -60, high: 5 };

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
}

export function responseHeight(db: number, height: number): number {
  const { low, high } = RESPONSE_RANGE;
  return (height * (high - Math.min(Math.max(db, low), high))) / (high - low);
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
    const path = bandPath(curves, band, style.uses, x, size);
    context.globalAlpha = isFocus || style.band === undefined ? 0.9 : 0.45;
    context.lineWidth = isFocus ? 2 : 1;
    context.stroke(path);
    if (!isFocus) continue;
    context.globalAlpha = 0.16;
    context.fill(path);
  }
  context.restore();
}

/** Only what is above the floor, so that twenty skirts do not become one line at the bottom. */
function bandPath(curves: ResponseCurves, band: number, uses: number, x: Float64Array, size: PlotSize): Path2D {
  const { frequencies, gains } = curves;
  const path = new Path2D();
  const floor = 10 ** (RESPONSE_RANGE.low / (20 * uses));
  let isOpen = false;
  for (let point = 0; point < frequencies.length; point++) {
    const gain = gains[band * frequencies.length + point] ?? Number.NaN;
    const at = x[point] ?? 0;
    const isSeen = gain > floor && at >= -size.width && at <= 2 * size.width;
    if (isSeen && !isOpen) path.moveTo(at, size.height);
    if (isSeen) path.lineTo(at, responseHeight(20 * uses * Math.log10(gain), size.height));
    else if (isOpen) path.lineTo(at, size.height);
    isOpen = isSeen;
  }
  return path;
}
