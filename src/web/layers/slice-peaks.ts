/** A place of a spectrum where it is higher than around it. */
export interface Peak {
  /** Hz */
  readonly frequency: number;
  readonly levelDb: number;
}

/** dB that a peak rises above what divides it from a higher one; less is a ripple. */
const PROMINENCE = 2;
/** dB below the highest peak, below which none is looked for. */
const REACH = 50;
/** Formants that are told apart by eye. */
const MOST = 8;

/** Peaks of a smooth spectrum, in the order of their frequencies. For the eye: nothing here enters a sound. */
export function peaksOf(levelDb: Float32Array, bins: number, binWidth: number): readonly Peak[] {
  const at = (bin: number): number => levelDb[bin] ?? Number.NEGATIVE_INFINITY;
  const found: Peak[] = [];
  for (let bin = 1; bin < bins - 1; bin++) {
    if (!(at(bin) > at(bin - 1) && at(bin) >= at(bin + 1))) continue;
    if (Math.min(rise(at, bin, -1, bins), rise(at, bin, 1, bins)) < PROMINENCE) continue;
    found.push({ frequency: bin * binWidth, levelDb: at(bin) });
  }
  const highest = found.reduce((most, { levelDb: level }) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  return found.filter(({ levelDb: level }) => level >= highest - REACH).slice(0, MOST);
}

/** dB down to the lowest place before something higher comes, or the end. */
function rise(at: (bin: number) => number, bin: number, step: 1 | -1, bins: number): number {
  let least = at(bin);
  for (let other = bin + step; other >= 0 && other < bins && at(other) <= at(bin); other += step) {
    least = Math.min(least, at(other));
  }
  return at(bin) - least;
}

export interface Shift {
  readonly from: Peak;
  readonly to: Peak;
}

/** A peak of the result is that of the source if it is no farther from where it should be, as a ratio: 2 st. */
const NEAR = 2 ** (2 / 12);
/** Less is no shift: 0.05 st. */
const LEAST = 2 ** (0.05 / 12);

/** Where the peaks of a source went. @param scale what the recipe multiplies formants by */
export function shiftsOf(source: readonly Peak[], result: readonly Peak[], scale: number): readonly Shift[] {
  if (Math.max(scale, 1 / scale) < LEAST) return [];
  return source.flatMap((from) => {
    const off = ({ frequency }: Peak): number => Math.abs(Math.log2(frequency / (from.frequency * scale)));
    const to = result.reduce<Peak | undefined>(
      (best, peak) => (best && off(best) <= off(peak) ? best : peak),
      undefined,
    );
    return to && off(to) <= Math.log2(NEAR) ? [{ from, to }] : [];
  });
}
