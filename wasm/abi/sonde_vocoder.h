/**
 * What a channel vocoder is made of besides filters, of wasm/kernels/{vocoder,random}. Pairs as in sonde_filter.h.
 */
#ifndef SONDE_VOCODER_H
#define SONDE_VOCODER_H

#include "sonde_base.h"
#include "sonde_level.h"

typedef struct sonde_mersenne sonde_mersenne;

enum {
  /** Evenly in ln f. */
  SONDE_SCALE_LOG = 0,
  /** Evenly along the basilar membrane. */
  SONDE_SCALE_GREENWOOD = 1,
  /** Evenly in Hz. */
  SONDE_SCALE_LINEAR = 2
};

/** `count` >= 2 frequencies, Hz, evenly on a scale, moved by `shift` mm towards the base. */
SONDE_API void sonde_space_frequencies(int32_t scale, double low, double high, int32_t count, double shift,
                                       double* out);

/** The geometric means of neighbours among f `[count]`, Hz; out `[count - 1]`. */
SONDE_API void sonde_geometric_means(const double* f, int32_t count, double* out);

/** MT19937 from one word, or, when is_list, from a list of `count` >= 1; null without memory. */
SONDE_API sonde_mersenne* sonde_mersenne_create(const uint32_t* key, int32_t count, int32_t is_list);

/** Takes null too. */
SONDE_API void sonde_mersenne_destroy(sonde_mersenne* generator);

/** The next n values of low + (high - low) * u, u in [0, 1) from two words each. */
SONDE_API void sonde_mersenne_uniform(sonde_mersenne* generator, double low, double high, int32_t n, double* out);

/** Two words that name the samples x `[n]`: a key for sounds that come without a seed. */
SONDE_API void sonde_fold_bits(const double* x, int32_t n, uint32_t* key);

/** sin(2 pi f i / sample_rate) for samples first..first+n-1 of both lanes. */
SONDE_API void sonde_tone_pair(double first_hz, double second_hz, double sample_rate, int32_t first, int32_t n,
                               double* out);

/** Low-noise noise between two frequencies, Hz, out `[n]`. */
SONDE_API int32_t sonde_low_noise(sonde_mersenne* generator, double low, double high, double sample_rate, int32_t n,
                                  double* out);

/** Pulse-spreading harmonic complex for the auditory filter at `center`, Hz, out `[n]`. */
SONDE_API int32_t sonde_pulse_spreading_complex(double center, double sample_rate, int32_t n, double* out);

/** Sounds a, b `[n]` into a pair; they may be the same. */
SONDE_API void sonde_pair_join(const double* a, const double* b, int32_t n, double* out);

/** max(x, 0), or |x| when full_wave, in place. */
SONDE_API void sonde_pair_rectify(double* x, int32_t n, int32_t full_wave);

/** x times y, in place. */
SONDE_API void sonde_pair_multiply(double* x, const double* y, int32_t n);

/** Sums of squares of the lanes; n a multiple of SONDE_SQUARE_SUM_LEAF but in the last block. */
SONDE_API void sonde_pair_add_squares(const double* x, int32_t n, sonde_square_sum* a, sonde_square_sum* b);

/** mix `[n]` += each lane / its rms * its target; a lane whose rms is 0 adds nothing. rms, target `[2]`. */
SONDE_API void sonde_pair_mix(const double* x, int32_t n, const double* rms, const double* target, double* mix);

/**
 * Weighted sums of all bands' envelopes, samples first..first+n-1. Pairs of envelopes begin `stride` doubles apart;
 * weights `[bands x 2]`; out pair `[n x 2]`.
 */
SONDE_API void sonde_pair_spread(const double* envelopes, int32_t bands, int32_t stride, int32_t first, int32_t n,
                                 const double* weights, double* out);

#endif
