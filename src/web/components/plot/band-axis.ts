/**
 * Places on the human basilar membrane, for pictures and hands: what a recipe says in numbers, the kernels compute.
 * The constants are also in wasm/kernels/vocoder/scale.cpp.
 * @source Greenwood (1990), J. Acoust. Soc. Am. 87(6), 2592-2605
 */
const FREQUENCY = 165.4;
const PER_MM = 0.06;

/** mm from the apex to where the axis ends. */
export const LENGTH_MM = 35;

/** mm from the apex. @param frequency Hz, above -165.4 */
export function placeOf(frequency: number): number {
  return Math.log10(frequency / FREQUENCY + 1) / PER_MM;
}

/** Hz */
export function frequencyAt(place: number): number {
  return FREQUENCY * (10 ** (PER_MM * place) - 1);
}

export const AXIS_KINDS = ['place', 'log', 'linear'] as const;
export type AxisKind = (typeof AXIS_KINDS)[number];

/** An axis of frequency. */
export interface BandAxis {
  readonly kind: AxisKind;
  /** 0 at the low end, 1 at the high one; beyond them for what lies outside. */
  share(frequency: number): number;
  /** Hz */
  frequency(share: number): number;
  readonly ticks: readonly number[];
}

/** Hz: below it a logarithmic axis has no room. */
const LOG_FLOOR = 50;
/** Hz: half of what most sounds have. */
const LINEAR_TOP = 12_000;
const TICKS = [100, 200, 500, 1000, 2000, 4000, 8000, 16_000];

export function bandAxis(kind: AxisKind): BandAxis {
  if (kind === 'place') {
    return {
      kind,
      share: (frequency) => placeOf(Math.max(frequency, 0)) / LENGTH_MM,
      frequency: (share) => frequencyAt(share * LENGTH_MM),
      ticks: TICKS,
    };
  }
  const top = frequencyAt(LENGTH_MM);
  if (kind === 'log') {
    const octaves = Math.log2(top / LOG_FLOOR);
    return {
      kind,
      share: (frequency) => Math.log2(Math.max(frequency, 1) / LOG_FLOOR) / octaves,
      frequency: (share) => LOG_FLOOR * 2 ** (share * octaves),
      ticks: TICKS,
    };
  }
  return {
    kind,
    share: (frequency) => frequency / LINEAR_TOP,
    frequency: (share) => share * LINEAR_TOP,
    ticks: [2000, 4000, 6000, 8000, 10_000],
  };
}
