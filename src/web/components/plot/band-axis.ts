import { type Axis, frequencyAt, heightOf, LENGTH_MM, valueAt } from '../../layers/axis.ts';

export const AXIS_KINDS = ['place', 'log', 'linear'] as const;
export type AxisKind = (typeof AXIS_KINDS)[number];

/** An axis of frequency that runs to the right. */
export interface BandAxis {
  readonly kind: AxisKind;
  /** 0 at the low end, 1 at the high one; beyond them for what lies outside. */
  share(frequency: number): number;
  /** Hz */
  frequency(share: number): number;
  readonly ticks: readonly number[];
}

const TOP = frequencyAt(LENGTH_MM);
const TICKS = [100, 200, 500, 1000, 2000, 4000, 8000, 16_000];

/** The logarithmic one has no room below 50 Hz; the linear one ends with half of what most sounds have. */
const AXES: Readonly<Record<AxisKind, Axis & { readonly ticks: readonly number[] }>> = {
  place: { scale: 'greenwood', low: 0, high: TOP, unit: 'Hz', ticks: TICKS },
  log: { scale: 'log', low: 50, high: TOP, unit: 'Hz', ticks: TICKS },
  linear: { scale: 'linear', low: 0, high: 12_000, unit: 'Hz', ticks: [2000, 4000, 6000, 8000, 10_000] },
};

export function bandAxis(kind: AxisKind): BandAxis {
  const axis = AXES[kind];
  return {
    kind,
    share: (frequency) => heightOf(axis, Math.max(frequency, kind === 'log' ? 1 : 0)),
    frequency: (share) => valueAt(axis, share),
    ticks: axis.ticks,
  };
}
