#include "../kernels/check.hpp"
#include "../kernels/memory.hpp"
#include "../kernels/random/mersenne.hpp"
#include "../kernels/vocoder/carriers.hpp"
#include "../kernels/vocoder/pair.hpp"
#include "../kernels/vocoder/scale.hpp"
#include "message.hpp"
#include "sonde_vocoder.h"

namespace {

sonde::Mersenne* object(sonde_mersenne* generator) { return reinterpret_cast<sonde::Mersenne*>(generator); }
sonde::SquareSum* object(sonde_square_sum* sum) { return reinterpret_cast<sonde::SquareSum*>(sum); }

}  // namespace

void sonde_space_frequencies(int32_t scale, double low, double high, int32_t count, double shift, double* out) {
  sonde::check(scale >= SONDE_SCALE_LOG && scale <= SONDE_SCALE_LINEAR, "scale: log, greenwood or linear");
  sonde::check(count >= 2, "scale: at least two frequencies");
  sonde::space_frequencies(static_cast<sonde::FrequencyScale>(scale), low, high, count, shift, out);
}

void sonde_geometric_means(const double* f, int32_t count, double* out) { sonde::geometric_means(f, count, out); }

sonde_mersenne* sonde_mersenne_create(const uint32_t* key, int32_t count, int32_t is_list) {
  sonde::check(count >= 1, "mersenne: at least one word of seed");
  auto* generator = sonde::create<sonde::Mersenne>();
  if (generator == nullptr) {
    sonde_fail(SONDE_NO_MEMORY, "mersenne: no memory for a generator");
    return nullptr;
  }
  if (is_list != 0) {
    sonde::mersenne_seed_list(generator, key, count);
  } else {
    sonde::mersenne_seed(generator, key[0]);
  }
  return reinterpret_cast<sonde_mersenne*>(generator);
}

void sonde_mersenne_destroy(sonde_mersenne* generator) { sonde::destroy(object(generator)); }

void sonde_mersenne_uniform(sonde_mersenne* generator, double low, double high, int32_t n, double* out) {
  sonde::mersenne_uniform(object(generator), low, high, n, out);
}

void sonde_fold_bits(const double* x, int32_t n, uint32_t* key) { sonde::fold_bits(x, n, key); }

void sonde_tone_pair(double first_hz, double second_hz, double sample_rate, int32_t first, int32_t n, double* out) {
  sonde::tone_pair(first_hz, second_hz, sample_rate, first, n, out);
}

int32_t sonde_low_noise(sonde_mersenne* generator, double low, double high, double sample_rate, int32_t n,
                        double* out) {
  if (sonde::low_noise(object(generator), low, high, sample_rate, n, out)) return SONDE_OK;
  return sonde_fail(SONDE_NO_MEMORY, "low-noise noise: no memory for this length");
}

int32_t sonde_pulse_spreading_complex(double center, double sample_rate, int32_t n, double* out) {
  if (sonde::pulse_spreading_complex(center, sample_rate, n, out)) return SONDE_OK;
  return sonde_fail(SONDE_NO_MEMORY, "pulse-spreading complex: no memory for a period");
}

void sonde_pair_join(const double* a, const double* b, int32_t n, double* out) { sonde::pair_join(a, b, n, out); }

void sonde_pair_rectify(double* x, int32_t n, int32_t full_wave) { sonde::pair_rectify(x, n, full_wave != 0); }

void sonde_pair_multiply(double* x, const double* y, int32_t n) { sonde::pair_multiply(x, y, n); }

void sonde_pair_add_squares(const double* x, int32_t n, sonde_square_sum* a, sonde_square_sum* b) {
  sonde::pair_add_squares(x, n, object(a), object(b));
}

void sonde_pair_mix(const double* x, int32_t n, const double* rms, const double* target, double* mix) {
  sonde::pair_mix(x, n, rms, target, mix);
}

void sonde_pair_spread(const double* envelopes, int32_t bands, int32_t stride, int32_t first, int32_t n,
                       const double* weights, double* out) {
  sonde::pair_spread(envelopes, bands, stride, first, n, weights, out);
}
