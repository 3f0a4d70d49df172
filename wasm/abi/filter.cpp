#include "../kernels/check.hpp"
#include "../kernels/filter/butterworth.hpp"
#include "../kernels/filter/hilbert.hpp"
#include "../kernels/filter/sos.hpp"
#include "message.hpp"
#include "sonde_filter.h"

static_assert(SONDE_FILTER_MOST_ORDER == sonde::kMostFilterOrder);

namespace {

sonde::SosPair* object(sonde_sos_pair* pair) { return reinterpret_cast<sonde::SosPair*>(pair); }
const sonde::SosPair* object(const sonde_sos_pair* pair) { return reinterpret_cast<const sonde::SosPair*>(pair); }
sonde::HilbertPair* object(sonde_hilbert_pair* pair) { return reinterpret_cast<sonde::HilbertPair*>(pair); }
const sonde::HilbertPair* object(const sonde_hilbert_pair* pair) {
  return reinterpret_cast<const sonde::HilbertPair*>(pair);
}
bool is_kind(int32_t kind) { return kind >= SONDE_FILTER_LOW_PASS && kind <= SONDE_FILTER_BAND_PASS; }

}  // namespace

int32_t sonde_butterworth_sections(int32_t kind, int32_t order) {
  return is_kind(kind) ? sonde::butterworth_sections(static_cast<sonde::FilterKind>(kind), order) : 0;
}

int32_t sonde_butterworth(int32_t kind, int32_t order, double low, double high, double sample_rate, double* sos) {
  if (is_kind(kind) && sonde::butterworth(static_cast<sonde::FilterKind>(kind), order, low, high, sample_rate, sos)) {
    return SONDE_OK;
  }
  return sonde_fail(SONDE_BAD_ARGUMENT, "butterworth: the order must be 1..48, 0 < low < high < half the sampling rate");
}

double sonde_sos_gain(const double* sos, int32_t sections, double frequency, double sample_rate) {
  return sonde::sos_gain(sos, sections, frequency, sample_rate);
}

int32_t sonde_sos_edge(const double* sos, int32_t sections) { return sonde::sos_edge(sos, sections); }

sonde_sos_pair* sonde_sos_pair_create(const double* first, const double* second, int32_t sections, int32_t zero_phase) {
  sonde::SosPair* pair = sonde::sos_pair_create(first, second, sections, zero_phase != 0);
  if (pair == nullptr) sonde_fail(SONDE_NO_MEMORY, "sos: no memory for a pair, or its filters differ in kind");
  return reinterpret_cast<sonde_sos_pair*>(pair);
}

void sonde_sos_pair_destroy(sonde_sos_pair* pair) { sonde::sos_pair_destroy(object(pair)); }

int32_t sonde_sos_pair_start(sonde_sos_pair* pair, double* x, int32_t n) {
  if (sonde::sos_pair_start(object(pair), x, n)) return SONDE_OK;
  return sonde_fail(SONDE_BAD_ARGUMENT, "sos: the sound is not longer than its continuation at the ends");
}

double sonde_sos_pair_left(const sonde_sos_pair* pair) { return static_cast<double>(sonde::sos_pair_left(object(pair))); }

void sonde_sos_pair_run(sonde_sos_pair* pair, int32_t count) { sonde::sos_pair_run(object(pair), count); }

sonde_hilbert_pair* sonde_hilbert_pair_create(int32_t n) {
  sonde::HilbertPair* pair = sonde::hilbert_pair_create(n);
  if (pair == nullptr) sonde_fail(SONDE_NO_MEMORY, "hilbert: no memory for this length");
  return reinterpret_cast<sonde_hilbert_pair*>(pair);
}

void sonde_hilbert_pair_destroy(sonde_hilbert_pair* hilbert) { sonde::hilbert_pair_destroy(object(hilbert)); }

int32_t sonde_hilbert_pair_steps(const sonde_hilbert_pair* hilbert) { return sonde::hilbert_pair_steps(object(hilbert)); }

void sonde_hilbert_pair_step(sonde_hilbert_pair* hilbert, int32_t step, double* x) {
  sonde::check(step >= 0 && step < sonde::hilbert_pair_steps(object(hilbert)), "hilbert: there is no such step");
  sonde::hilbert_pair_step(object(hilbert), step, x);
}
