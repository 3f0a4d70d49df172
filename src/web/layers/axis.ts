import { niceStep, ticksBetween } from '../components/plot/ticks.ts';
import type { AxisPart } from '../state/value-parts.ts';

/** How frequency, or any other value, is spread over the height of a pane. */
export const SCALES = ['linear', 'mel', 'erb', 'greenwood', 'log'] as const;

export type Scale = (typeof SCALES)[number];

/** The values between a pane's lower and upper edge. For looking only: nothing here enters a sound. */
export interface Axis {
  readonly scale: Scale;
  readonly low: number;
  readonly high: number;
  /** `Hz` for those that a frequency cursor moves along. */
  readonly unit: string;
}

interface Warp {
  readonly to: (value: number) => number;
  readonly from: (place: number) => number;
}

/**
 * @source mel: O'Shaughnessy (1987), Speech communication, p. 150; ERB-rate: Glasberg & Moore (1990), Hear. Res. 47, eq. 4;
 * place in mm: Greenwood (1990), J. Acoust. Soc. Am. 87(6), with k = 1 as in the kernels (wasm/kernels/vocoder/scale.cpp)
 */
const WARPS: Readonly<Record<Scale, Warp>> = {
  linear: { to: (value) => value, from: (place) => place },
  mel: { to: (f) => 2595 * Math.log10(1 + f / 700), from: (mel) => 700 * (10 ** (mel / 2595) - 1) },
  erb: { to: (f) => 21.4 * Math.log10(1 + 0.00437 * f), from: (erb) => (10 ** (erb / 21.4) - 1) / 0.00437 },
  greenwood: { to: (f) => Math.log10(1 + f / 165.4) / 0.06, from: (mm) => 165.4 * (10 ** (0.06 * mm) - 1) },
  log: { to: (f) => Math.log2(Math.max(f, 1e-3)), from: (octaves) => 2 ** octaves },
};

/** A logarithmic axis has no zero; this is where one of frequencies begins, Hz. */
const LOG_START = 50;

export function frequencyAxis(scale: Scale, top: number): Axis {
  return { scale, low: scale === 'log' ? Math.min(LOG_START, top / 2) : 0, high: top, unit: 'Hz' };
}

/** Place of a value, 0 at the lower edge and 1 at the upper. */
export function heightOf({ scale, low, high }: Axis, value: number): number {
  const { to } = WARPS[scale];
  return (to(value) - to(low)) / (to(high) - to(low));
}

export function valueAt({ scale, low, high }: Axis, height: number): number {
  const { to, from } = WARPS[scale];
  return from(to(low) + height * (to(high) - to(low)));
}

/** The axis as far as it is shown. */
export function partOf(axis: Axis, part: AxisPart | undefined): Axis {
  return part ? { ...axis, low: valueAt(axis, part.low), high: valueAt(axis, part.high) } : axis;
}

/** mm from the apex to where pictures of the cochlea end. */
export const LENGTH_MM = 35;

/** Place on the human basilar membrane, mm from the apex. @param frequency Hz, above -165.4 */
export function placeOf(frequency: number): number {
  return WARPS.greenwood.to(frequency);
}

/** Hz. @param place mm from the apex */
export function frequencyAt(place: number): number {
  return WARPS.greenwood.from(place);
}

export interface AxisTick {
  readonly value: number;
  readonly height: number;
}

const ROUND = [1, 2, 5];

/** Round values no closer than `gap`, a share of the height. */
export function axisTicks(axis: Axis, gap: number): readonly AxisTick[] {
  const at = (value: number) => ({ value, height: heightOf(axis, value) });
  const { low, high, scale } = axis;
  if (scale === 'linear') return ticksBetween(low, high, niceStep((high - low) * Math.max(gap, 1e-3))).values.map(at);
  const candidates: number[] = [];
  for (let power = 10; power < high; power *= 10) candidates.push(...ROUND.map((digit) => digit * power));
  // Of a small part there may be none of these.
  if (low > 0 && high < 4 * low) candidates.push(...ticksBetween(low, high, niceStep((high - low) * gap)).values);
  const kept: AxisTick[] = [];
  // The ends are what a reader looks for.
  for (const tick of [high, low, ...candidates.reverse()].map(at)) {
    const inside = tick.height >= -1e-9 && tick.height <= 1 + 1e-9;
    if (inside && kept.every((other) => Math.abs(other.height - tick.height) >= gap)) kept.push(tick);
  }
  return kept.sort((a, b) => a.height - b.height);
}
