/** Arguments of the `vocoder` module as a request has them, for tests to change. */
export const METHOD = { family: 'butterworth', order: 4, 'zero-phase': true };
export const CAUSAL = { ...METHOD, 'zero-phase': false };
export const BANK = { f: { fmin: 100, fmax: 3000, n: 6, scale: 'greenwood' }, method: METHOD };
export const LOW_PASS = { method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 };
export const HILBERT = { method: 'hilbert' };

/** A whole set of arguments, some of them changed. */
export const vocoderWith = (change: object = {}) => ({
  analysis_filters: BANK,
  envelope: LOW_PASS,
  synthesis: { carrier: 'noise', random_seed: 1 },
  ...change,
});
