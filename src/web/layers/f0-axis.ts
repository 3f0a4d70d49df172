import type { Axis } from './axis.ts';

/** Whole octaves by which f0's axis is longer than usual, so that it holds a result that went far. */
export interface F0Growth {
  readonly below: number;
  readonly above: number;
}

const REACH_OCTAVES = 1.75;
/** Hz, where no voice was found. */
const CENTRE = 160;

/** @param sourceMean @param resultMean Hz, undefined without a voice */
export function f0Growth(sourceMean: number | undefined, resultMean: number | undefined): F0Growth {
  const shift = resultMean === undefined ? 0 : Math.log2(resultMean / (sourceMean ?? CENTRE));
  return { below: Math.max(0, Math.ceil(-shift - 1)), above: Math.max(0, Math.ceil(shift - 1)) };
}

/** Centred on the source's mean and wide enough for usual changes; grows by octaves when a result leaves it. */
export function f0Axis(sourceMean: number | undefined, { below, above }: F0Growth): Axis {
  const centre = sourceMean ?? CENTRE;
  return {
    scale: 'log',
    low: centre / 2 ** (REACH_OCTAVES + below),
    high: centre * 2 ** (REACH_OCTAVES + above),
    unit: 'Hz',
  };
}
