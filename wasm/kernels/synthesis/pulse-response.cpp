#include "pulse-response.hpp"

#include <algorithm>
#include <cmath>

#include "../elementary/elementary.hpp"
#include "../fft/fft.hpp"
#include "../memory.hpp"
#include "../spectrum/segment.hpp"
#include "../spectrum/spectrum.hpp"
#include "../symmetric-transform/symmetric-transform.hpp"
#include "minimum-phase.hpp"

namespace sonde {

struct ResponsePlan {
  int fft_size = 0;
  RealFftPlan* fft = nullptr;
  SymmetricPlan* symmetric = nullptr;
  /** Hann, sum 1, `[fft_size]`: the shape in which DC is taken out of a periodic response */
  Buffer<double> dc_weights;

  ~ResponsePlan() {
    real_fft_plan_destroy(fft);
    symmetric_plan_destroy(symmetric);
  }
};

struct ResponseState {
  NoiseStream noise = {};
  /** half spectra, `[fft_size/2 + 2]` each, so that pairs fit */
  Buffer<double> envelope;
  Buffer<double> ratio;
  Buffer<double> re;
  Buffer<double> im;
  Buffer<double> noise_re;
  Buffer<double> noise_im;
  /** `[fft_size]` each */
  Buffer<double> periodic;
  Buffer<double> aperiodic;
  Buffer<double> response;
  Buffer<double> work;
};

namespace {

void make_dc_weights(int n, double* d) {
  double sum = 0.0;
  for (int i = 0; i < n / 2; ++i) {
    d[i] = 0.5 - 0.5 * std::cos(2.0 * kPi * (i + 1.0) / (1.0 + n));
    d[n - 1 - i] = d[i];
    sum += 2.0 * d[i];
  }
  for (int i = 0; i < n; ++i) d[i] /= sum;
}

}  // namespace

ResponsePlan* response_plan_create(int fft_size) {
  ResponsePlan* plan = create<ResponsePlan>();
  if (plan == nullptr) return nullptr;
  plan->fft_size = fft_size;
  plan->fft = fft_size < 64 ? nullptr : real_fft_plan_create(fft_size);
  plan->symmetric = plan->fft == nullptr ? nullptr : symmetric_plan_create(fft_size);
  if (plan->symmetric == nullptr || !plan->dc_weights.allocate(fft_size)) {
    destroy(plan);
    return nullptr;
  }
  make_dc_weights(fft_size, plan->dc_weights.data());
  return plan;
}

void response_plan_destroy(ResponsePlan* plan) { destroy(plan); }

ResponseState* response_state_create(const ResponsePlan* plan) {
  ResponseState* state = create<ResponseState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  bool ok = state->work.allocate(minimum_phase_work(n));
  for (Buffer<double>* half : {&state->envelope, &state->ratio, &state->re,
                               &state->im, &state->noise_re, &state->noise_im}) {
    ok = ok && half->allocate(n / 2 + 2);
  }
  for (Buffer<double>* full : {&state->periodic, &state->aperiodic, &state->response}) ok = ok && full->allocate(n);
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void response_state_destroy(ResponseState* state) { destroy(state); }

namespace {

F64x2 clamp_ratio(F64x2 x) { return min2(splat2(0.999999999999), max2(splat2(0.001), x)); }

/** Step 6 for one pair of bins. */
struct PairOfBins {
  F64x2 envelope;
  F64x2 ratio;
};

PairOfBins mixed(const PulseParameters& p, F64x2 e0, F64x2 e1, F64x2 r0, F64x2 r1) {
  const F64x2 a = splat2(p.weight), b = splat2(1.0 - p.weight);
  const F64x2 r = b * clamp_ratio(r0) + a * clamp_ratio(r1);
  return {b * abs2(e0) + a * abs2(e1), r * r};
}

/** Step 6: envelope and squared aperiodicity at the pulse. Rows end with their last bin, which makes no pair. */
void parameters_at_pulse(int half, const PulseParameters& p, double* envelope, double* ratio) {
  const double *e0 = p.envelope[0], *e1 = p.envelope[1], *r0 = p.aperiodicity[0], *r1 = p.aperiodicity[1];
  PulseParameters own = p;
  // One frame alone is taken as it is.
  if (e0 == e1) own.weight = 0.0;
  for (int k = 0; k < half; k += 2) {
    const PairOfBins bins = mixed(own, load2(e0 + k), load2(e1 + k), load2(r0 + k), load2(r1 + k));
    store2(envelope + k, bins.envelope);
    store2(ratio + k, bins.ratio);
  }
  const PairOfBins last = mixed(own, splat2(e0[half]), splat2(e1[half]), splat2(r0[half]), splat2(r1[half]));
  store2(envelope + half, last.envelope);
  store2(ratio + half, last.ratio);
}

/** Multiplies by exp(-2 pi j shift k / N): a delay of `shift` samples, 0..1. @param turns scratch `[fft_size + 4]` */
void delay_by(double shift, int fft_size, double* re, double* im, double* turns) {
  const int half = fft_size / 2;
  double* cosines = turns;
  double* sines = turns + half + 2;
  rotation_table(2.0 * kPi * shift / fft_size, half + 1, cosines, sines);
  for (int k = 0; k <= half; k += 2) {
    const F64x2 c = load2(cosines + k);
    const F64x2 s = load2(sines + k);
    const F64x2 a = load2(re + k);
    const F64x2 b = load2(im + k);
    store2(re + k, a * c + b * s);
    store2(im + k, b * c - a * s);
  }
}

/** Step 7, before the halves are exchanged: false where the pulse has no periodic part. */
bool periodic_response(const ResponsePlan* plan, ResponseState* state, const PulseParameters& p) {
  const double* envelope = state->envelope.data();
  const double* ratio = state->ratio.data();
  if (!p.voiced || ratio[0] > 0.999) return false;
  double* re = state->re.data();
  double* im = state->im.data();
  for (int k = 0; k <= plan->fft_size / 2; k += 2) {
    store2(re + k, load2(envelope + k) * (splat2(1.0) - load2(ratio + k)) + splat2(1e-12));
  }
  minimum_phase(plan->symmetric, plan->fft_size, re, im, state->work.data());
  delay_by(p.shift, plan->fft_size, re, im, state->work.data());
  real_fft_inverse(plan->fft, re, im, state->periodic.data(), state->work.data());
  return true;
}

/** The spectrum of the pulse's noise: `count` values without their mean. */
void noise_spectrum(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise, std::int64_t offset,
                    int count) {
  double* values = state->aperiodic.data();
  noise_seek(noise, &state->noise, static_cast<std::uint64_t>(offset));
  noise_take(noise, &state->noise, count, values);
  double sum = 0.0;
  for (int i = 0; i < count; ++i) sum += values[i];
  const double mean = sum / count;
  for (int i = 0; i < count; ++i) values[i] -= mean;
  std::fill(values + count, values + plan->fft_size, 0.0);
  real_fft_forward(plan->fft, values, state->noise_re.data(), state->noise_im.data());
}

/** Step 8, before the halves are exchanged. */
void aperiodic_response(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise,
                        const PulseParameters& p) {
  double* re = state->re.data();
  double* im = state->im.data();
  noise_spectrum(plan, state, noise, p.noise_offset, std::min(p.distance, plan->fft_size));
  for (int k = 0; k <= plan->fft_size / 2; k += 2) {
    const F64x2 e = load2(state->envelope.data() + k);
    store2(re + k, p.voiced ? e * load2(state->ratio.data() + k) : e);
  }
  minimum_phase(plan->symmetric, plan->fft_size, re, im, state->work.data());
  for (int k = 0; k <= plan->fft_size / 2; k += 2) {
    const F64x2 a = load2(re + k);
    const F64x2 b = load2(im + k);
    const F64x2 c = load2(state->noise_re.data() + k);
    const F64x2 d = load2(state->noise_im.data() + k);
    store2(re + k, a * c - b * d);
    store2(im + k, a * d + b * c);
  }
  real_fft_inverse(plan->fft, re, im, state->aperiodic.data(), state->work.data());
}

/** The end of steps 7 to 9: exchanges halves, takes DC out of the periodic part, adds both. */
void mix(const ResponsePlan* plan, ResponseState* state, bool has_periodic, int distance) {
  const int n = plan->fft_size;
  const int half = n / 2;
  const double* p = state->periodic.data();
  const double* q = state->aperiodic.data();
  const double* d = plan->dc_weights.data();
  double* y = state->response.data();
  const double scale = 1.0 / n;
  for (int i = 0; i < half; ++i) {
    y[i] = q[half + i] * scale;
    y[half + i] = q[i] * scale;
  }
  if (!has_periodic) return;
  double dc = 0.0;
  for (int i = 0; i < half; ++i) dc += p[i];
  const double gain = std::sqrt(static_cast<double>(distance)) * scale;
  for (int i = 0; i < half; ++i) {
    y[i] -= dc * d[i] * gain;
    y[half + i] += (p[i] - dc * d[half + i]) * gain;
  }
}

}  // namespace

const double* pulse_response(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise,
                             const PulseParameters& parameters) {
  parameters_at_pulse(plan->fft_size / 2, parameters, state->envelope.data(), state->ratio.data());
  const bool has_periodic = periodic_response(plan, state, parameters);
  aperiodic_response(plan, state, noise, parameters);
  mix(plan, state, has_periodic, parameters.distance);
  return state->response.data();
}

}  // namespace sonde
