import type { Quantity, QuantityUnit } from '../../core/units/quantity.ts';
import type { WorldParam } from './world-texts.ts';

/** What is known about the source that gives a change its meaning. */
export interface SourceFacts {
  /** Geometric mean over voiced frames, Hz; undefined while unknown or when nothing is voiced. */
  readonly meanF0: number | undefined;
  /** s */
  readonly duration: number;
  /** What the talker's vocal tract is taken for, where that was chosen. */
  readonly tractCm?: number;
}

export interface Ratio {
  readonly value: number;
  /** False when the number is an estimate: an offset in Hz moves each frame by its own ratio. */
  readonly exact: boolean;
}

/** Sliders and the plane work in semitones of the ratio new / old, for all three parameters. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const SCALES: Readonly<Record<WorldParam, Scale>> = {
  f0: { min: -24, max: 24, step: 0.1 },
  vtl: { min: -10, max: 10, step: 0.1 },
  duration: { min: -24, max: 24, step: 0.1 },
};

export const F0_FLOOR = 71;
export const F0_CEILING = 800;

const UNCHANGED: Ratio = { value: 1, exact: true };

/** New / old of a change; undefined when the source's mean f0 is needed and not known, or the result would not be positive. */
export function ratioOf(param: WorldParam, change: Quantity | undefined, facts: SourceFacts): Ratio | undefined {
  if (change === undefined) return UNCHANGED;
  if (change.kind === 'ratio') return { value: change.value, exact: true };
  if (change.kind === 'offset' && change.unit === 'st') return { value: 2 ** (change.value / 12), exact: true };
  const base = param === 'f0' ? facts.meanF0 : facts.duration;
  if (base === undefined || base <= 0) return undefined;
  const target = change.kind === 'absolute' ? change.value : base + change.value;
  if (!(target > 0)) return undefined;
  return { value: target / base, exact: change.kind === 'absolute' || param === 'duration' };
}

/** Where a change stands on the semitone scale; undefined as for `ratioOf`. */
export function positionOf(param: WorldParam, change: Quantity | undefined, facts: SourceFacts): number | undefined {
  const ratio = ratioOf(param, change, facts);
  return ratio === undefined ? undefined : 12 * Math.log2(ratio.value);
}

/** The strict text of a slider position: semitones for f0 and VTL, a ratio for duration; empty at neutral. */
export function textAt(param: WorldParam, position: number): string {
  if (param === 'duration') return ratioText(2 ** (position / 12));
  return offsetText(position, 'st');
}

const STEPS: Readonly<Record<QuantityUnit | 'ratio', number>> = { st: 0.1, Hz: 1, s: 0.01, ratio: 0.01 };

/** The change moved by a number of steps of its own unit; an empty one begins at neutral. */
export function steppedText(param: WorldParam, change: Quantity | undefined, steps: number): string {
  if (change === undefined) {
    return param === 'duration' ? ratioText(1 + steps * STEPS.ratio) : offsetText(steps * STEPS.st, 'st');
  }
  if (change.kind === 'ratio') return ratioText(Math.max(change.value + steps * STEPS.ratio, STEPS.ratio));
  const value = change.value + steps * STEPS[change.unit];
  if (change.kind === 'offset') return offsetText(value, change.unit);
  return `~${plain(Math.max(value, STEPS[change.unit]), 3)}${change.unit}`;
}

function ratioText(ratio: number): string {
  const text = plain(ratio, 3);
  return text === '1' ? '' : `*${text}`;
}

function offsetText(value: number, unit: QuantityUnit): string {
  const text = plain(Math.abs(value), unit === 's' ? 3 : 2);
  if (text === '0') return '';
  return `${value < 0 ? '-' : '+'}${text}${unit}`;
}

/** Shortest decimal with at most `digits` places, ASCII. */
function plain(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
