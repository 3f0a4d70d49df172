/**
 * Filters: Butterworth designs, second-order sections, Hilbert envelopes, of wasm/kernels/filter.
 *
 * Sections are `[sections x 6]`: b0 b1 b2 1 a1 a2. A pair is two sounds side by side, `[n x 2]`.
 */
#ifndef SONDE_FILTER_H
#define SONDE_FILTER_H

#include "sonde_base.h"

typedef struct sonde_sos_pair sonde_sos_pair;
typedef struct sonde_hilbert_pair sonde_hilbert_pair;

enum {
  /** Passes what lies below `high`. */
  SONDE_FILTER_LOW_PASS = 0,
  /** Passes what lies above `low`. */
  SONDE_FILTER_HIGH_PASS = 1,
  /** Passes what lies between; of order N it has 2N poles. */
  SONDE_FILTER_BAND_PASS = 2,
  /** Highest order of a design. */
  SONDE_FILTER_MOST_ORDER = 48
};

/** Sections of a design; 0 for an order or kind that there is not. */
SONDE_API int32_t sonde_butterworth_sections(int32_t kind, int32_t order);

/** Sections of a filter with its cut-offs, Hz, at -3 dB, inside 0 < f < sample_rate / 2. */
SONDE_API int32_t sonde_butterworth(int32_t kind, int32_t order, double low, double high, double sample_rate,
                                    double* sos);

/** |H| at a frequency, Hz. */
SONDE_API double sonde_sos_gain(const double* sos, int32_t sections, double frequency, double sample_rate);

/** Samples that zero-phase filtering needs at each end: a sound must have more. */
SONDE_API int32_t sonde_sos_edge(const double* sos, int32_t sections);

/** Filters of one design kind and order for the two sounds of a pair; null without memory. */
SONDE_API sonde_sos_pair* sonde_sos_pair_create(const double* first, const double* second, int32_t sections,
                                                int32_t zero_phase);

/** Takes null too. */
SONDE_API void sonde_sos_pair_destroy(sonde_sos_pair* pair);

/** Begins to filter x `[n x 2]` in place; x stays where it is until nothing is left. */
SONDE_API int32_t sonde_sos_pair_start(sonde_sos_pair* pair, double* x, int32_t n);

/** Samples that are left, over all passes. */
SONDE_API double sonde_sos_pair_left(const sonde_sos_pair* pair);

/** Does so many samples, or as many as are left in this pass and the next. */
SONDE_API void sonde_sos_pair_run(sonde_sos_pair* pair, int32_t count);

/** Envelopes for pairs of n samples; null without memory. */
SONDE_API sonde_hilbert_pair* sonde_hilbert_pair_create(int32_t n);

/** Takes null too. */
SONDE_API void sonde_hilbert_pair_destroy(sonde_hilbert_pair* hilbert);

/** Steps of an envelope. */
SONDE_API int32_t sonde_hilbert_pair_steps(const sonde_hilbert_pair* hilbert);

/** Does step `step`, from 0, in order; the last one turns x `[n x 2]` into its envelope. */
SONDE_API void sonde_hilbert_pair_step(sonde_hilbert_pair* hilbert, int32_t step, double* x);

#endif
