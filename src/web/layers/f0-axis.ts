import type { Axis } from './axis.ts';

/** About what f0's axis lies, and the whole octaves by which it is longer than usual, so that it holds a result that went far. */
export interface F0Growth {
  /** Geometric mean of the source's f0 as its step finds it, before any edit, Hz; undefined without a voice. */
  readonly centre?: number | undefined;
  readonly below: number;
  readonly above: number;
}

const REACH_OCTAVES = 1.75;
/** Hz, where no voice was found. */
const CENTRE = 160;

/** @param centre @param resultMean Hz, undefined without a voice */
export function f0Growth(centre: number | undefined, resultMean: number | undefined): F0Growth {
  const shift = resultMean === undefined ? 0 : Math.log2(resultMean / (centre ?? CENTRE));
  return { centre, below: Math.max(0, Math.ceil(-shift - 1)), above: Math.max(0, Math.ceil(shift - 1)) };
}

/** Centred on the source's mean and wide enough for usual changes; grows by octaves when a result leaves it. */
export function f0Axis({ centre = CENTRE, below, above }: F0Growth): Axis {
  return {
    scale: 'log',
    low: centre / 2 ** (REACH_OCTAVES + below),
    high: centre * 2 ** (REACH_OCTAVES + above),
    unit: 'Hz',
  };
}
