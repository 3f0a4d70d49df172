import type { QuantityForms, ValueRange } from './quantity.ts';

const RATIO: ValueRange = { min: 0.001, max: 1000 };
const ONE_DAY = 86_400;

/** What a change of f0 may be. An offset in Hz moves voiced frames only; `~` sets their geometric mean. */
export const F0_FORMS: QuantityForms = {
  ratio: RATIO,
  offset: { st: { min: -120, max: 120 }, Hz: { min: -20_000, max: 20_000 } },
  absolute: { Hz: { min: 1, max: 20_000 } },
};

/** What a change of vocal-tract length may be: new / old, so that above 1 and above 0 st is longer. */
export const VTL_FORMS: QuantityForms = {
  ratio: RATIO,
  offset: { st: { min: -120, max: 120 } },
};

/** What a change of duration may be: a ratio, so much longer, or exactly so long. */
export const DURATION_FORMS: QuantityForms = {
  ratio: RATIO,
  offset: { s: { min: -ONE_DAY, max: ONE_DAY } },
  absolute: { s: { min: 0.001, max: ONE_DAY } },
};
