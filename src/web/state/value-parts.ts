import { z } from 'zod';

/** The part of a value axis that is shown, as shares of its height: 0 is its lower end, 1 its upper. */
export interface AxisPart {
  readonly low: number;
  readonly high: number;
}

/** Of a view by `valuesName`; those that are shown whole have none. */
export type ValueParts = Readonly<Record<string, AxisPart>>;

/** No part is smaller: 125 Hz of 8 kHz, 36 dB of a waveform. */
export const LEAST_PART = 1 / 64;

const share = z.number().min(0).max(1);

export const valuePartsSchema = z.record(
  z.string(),
  z.object({ low: share, high: share }).refine(({ low, high }) => high - low > LEAST_PART / 2),
);

interface NamedView {
  readonly id: string;
  readonly kind: string;
}

/** Both sides of a view have one part, so that they compare. A difference of lines has an axis of its own. */
export function valuesName({ id, kind }: NamedView, difference = false): string {
  return `${kind} ${id}${difference && kind === 'line' ? ' difference' : ''}`;
}

/**
 * Zooms so that the value at `about` stays where it is.
 * @param factor above 1 shows less
 * @param about 0..1 of what is shown
 * @returns undefined for the whole axis
 */
export function zoomPart(part: AxisPart | undefined, factor: number, about: number): AxisPart | undefined {
  const { low, high } = part ?? { low: 0, high: 1 };
  const length = Math.min(Math.max((high - low) / factor, LEAST_PART), 1);
  if (length > 1 - 1e-9) return undefined;
  const start = Math.min(Math.max(low + about * (high - low - length), 0), 1 - length);
  return { low: start, high: Math.min(start + length, 1) };
}

/** @param part undefined for the whole axis */
export function withPart(parts: ValueParts, name: string, part: AxisPart | undefined): ValueParts {
  const { [name]: _, ...others } = parts;
  return part ? { ...others, [name]: part } : others;
}

/** Another range or scale of the views of a kind is seen from end to end. */
export function withoutKind(parts: ValueParts, kind: 'map' | 'wave'): ValueParts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !name.startsWith(`${kind} `)));
}
