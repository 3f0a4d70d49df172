#include "d4c.hpp"

#include <algorithm>
#include <cmath>

#include "../elementary/elementary.hpp"
#include "../spectrum/segment.hpp"
#include "../spectrum/spectrum.hpp"
#include "d4c-plan.hpp"
#include "smaller-share.hpp"
#include "window.hpp"

namespace sonde {

struct D4cState {
  NoiseStream noise = {};
  /** of the window's angle, from the centre outwards, `[fft_size/2 + 2]` */
  Buffer<double> cosines;
  Buffer<double> half_window;
  /** `[fft_size]` each */
  Buffer<double> window;
  Buffer<double> noise_values;
  Buffer<double> segment;
  Buffer<double> ramped;
  /** two blocks of a transform, `[fft_size + 2]` each */
  Buffer<double> re;
  Buffer<double> im;
  /** half spectra, `[fft_size/2 + 2]` each */
  Buffer<double> blocks;
  Buffer<double> centroid;
  Buffer<double> power;
  Buffer<double> delay;
  Buffer<double> work;
};

D4cState* d4c_state_create(const D4cPlan* plan) {
  D4cState* state = create<D4cState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  const int half = n / 2 + 2;
  bool ok = state->re.allocate(n + 2) && state->im.allocate(n + 2) &&
            state->work.allocate(std::max(smoothing_work(n), plan->output_fft_size / 2 + 2));
  for (Buffer<double>* each : {&state->window, &state->noise_values, &state->segment, &state->ramped}) {
    ok = ok && each->allocate(n);
  }
  for (Buffer<double>* each : {&state->cosines, &state->half_window, &state->blocks, &state->centroid, &state->power,
                               &state->delay}) {
    ok = ok && each->allocate(half);
  }
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void d4c_state_destroy(D4cState* state) { destroy(state); }

namespace {

bool is_voiced(double f0, double share) { return f0 != 0.0 && share > kVoicingThreshold; }

int reach_of(const D4cPlan* plan, double f0) {
  return window_reach(plan->sample_rate, std::max(f0, kD4cFloor), kD4cPeriods, plan->fft_size);
}

/** One frame's place in the sound. */
struct Frame {
  const FrameSource& source;
  double f0;
  /** s */
  double time;
  int reach;
  int samples() const { return 2 * reach + 1; }
};

/** Section 9.1: the segment at `time` under the window, and zeros as far as a transform reads, into `out`. */
void segment_at(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const Frame& frame, double time,
                double window_sum, double* out) {
  noise_take(noise, &state->noise, frame.samples(), state->noise_values.data());
  const SegmentWindow window = {state->window.data(), frame.reach, window_sum};
  const int origin = frame_origin(time, plan->sample_rate);
  cut_segment(frame.source, origin, window, plan->noise_amplitude, state->noise_values.data(), out);
  std::fill(out + frame.samples(), out + padded_shape(plan->fft, frame.samples()).room(), 0.0);
}

double energy_of(const double* x, int count) {
  F64x2 sum = splat2(0.0);
  for (int i = 0; i < count; i += 2) sum = sum + load2(x + i) * load2(x + i);
  return first2(sum) + second2(sum);
}

/** One block of a complex transform. */
struct Block {
  const double* re;
  const double* im;
};

/** c[k] += scale Im(A[k] B[last - k]), k = 0..count-1, count even: bins of two blocks that add up to N. */
void add_products(Block a, Block b, int last, int count, F64x2 scale, double* c) {
  for (int k = 0; k < count; k += 2) {
    const int m = last - k - 1;
    const F64x2 sum = load2(a.re + k) * swap2(load2(b.im + m)) + load2(a.im + k) * swap2(load2(b.re + m));
    store2(c + k, load2(c + k) + sum * scale);
  }
}

/** The same within a block that is its own mirror, into every second place. */
void add_own_products(Block a, int last, int count, double scale, double* c) {
  for (int k = 0; k < count; ++k) c[2 * k] += (a.re[k] * a.im[last - k] + a.im[k] * a.re[last - k]) * scale;
}

/**
 * Step 1, one of the two: adds the energy centroid over time of every bin, block by block. With Z the transform of
 * v[n] + j (n + 1) v[n], and A, B those of its two parts, Re A Re B + Im A Im B = Im(Z[k] Z[N - k]) / 2.
 */
void add_centroid(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const Frame& frame, double time,
                  double window_sum, double* centroid) {
  const int samples = frame.samples();
  double* v = state->segment.data();
  double* ramped = state->ramped.data();
  segment_at(plan, state, noise, frame, time, window_sum, v);
  // Both parts of the transform at the same level, so that neither drowns the other; a power of two loses nothing.
  const double level = 1.0 / power_of_two_above(frame.reach);
  for (int i = 0; i < samples; i += 2) store2(ramped + i, load2(v + i) * (pair2(i + 1, i + 2) * splat2(level)));
  const PaddedShape shape = padded_shape(plan->fft, samples);
  std::fill(ramped + samples, ramped + shape.room(), 0.0);
  const double scale = 0.5 / (level * energy_of(v, samples));
  const int size = shape.size, middle = shape.blocks / 2;
  double *ar = state->re.data(), *ai = state->im.data(), *br = ar + size + 1, *bi = ai + size + 1;
  // Bins 0, R, 2 R ...: bin N, which is bin 0, is put at their end.
  padded_block(plan->fft, samples, v, ramped, 0, ar, ai);
  ar[size] = ar[0];
  ai[size] = ai[0];
  add_own_products({ar, ai}, size, size / 2 + 1, scale, centroid);
  padded_block(plan->fft, samples, v, ramped, middle, ar, ai);
  add_own_products({ar, ai}, size - 1, size / 2, scale, centroid + 1);
  centroid += size + 1;
  for (int r = 1; r < middle; ++r, centroid += size) {
    padded_block(plan->fft, samples, v, ramped, r, ar, ai);
    padded_block(plan->fft, samples, v, ramped, shape.blocks - r, br, bi);
    add_products({ar, ai}, {br, bi}, size - 1, size, splat2(scale), centroid);
  }
}

/** Step 1: both centroids, a quarter of a period before and after the frame. */
void static_centroid(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const Frame& frame) {
  double* half = state->half_window.data();
  double* blocks = state->blocks.data();
  blackman_from_cosines(state->cosines.data(), frame.reach + 1, half);
  const double sum = spread_window(half, frame.reach, state->window.data());
  std::fill(blocks, blocks + plan->fft_size / 2 + 1, 0.0);
  add_centroid(plan, state, noise, frame, frame.time - 0.25 / frame.f0, sum, blocks);
  add_centroid(plan, state, noise, frame, frame.time + 0.25 / frame.f0, sum, blocks);
  padded_order(padded_shape(plan->fft, frame.samples()), blocks, state->centroid.data());
  correct_dc(state->centroid.data(), frame.f0, plan->sample_rate, plan->fft_size, state->work.data());
}

/** Step 2: the smoothed power up to bin `top`. */
void smoothed_power(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const Frame& frame, int top) {
  double* half = state->half_window.data();
  double* segment = state->segment.data();
  double* blocks = state->blocks.data();
  double* power = state->power.data();
  hann_from_cosines(state->cosines.data(), frame.reach + 1, half);
  segment_at(plan, state, noise, frame, frame.time, spread_window(half, frame.reach, state->window.data()), segment);
  padded_power(plan->fft, frame.samples(), segment, state->re.data(), state->im.data(), blocks);
  padded_order(padded_shape(plan->fft, frame.samples()), blocks, power);
  correct_dc(power, frame.f0, plan->sample_rate, plan->fft_size, state->work.data());
  smooth(power, frame.f0, plan->sample_rate, plan->fft_size, top, power, state->work.data());
}

/** Steps 1 to 3: the group delay of a frame, freed of its average, up to the last band, into `state->delay`. */
void group_delay(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const Frame& frame) {
  const int rate = plan->sample_rate, n = plan->fft_size, half = n / 2;
  double* work = state->work.data();
  double* power = state->power.data();
  double* delay = state->delay.data();
  const double* centroid = state->centroid.data();
  const double angle = window_angle(rate, frame.f0, kD4cPeriods);
  rotation_table(angle, frame.reach + 1, state->cosines.data(), state->half_window.data());
  static_centroid(plan, state, noise, frame);
  // Every smoothing needs some bins more than it gives.
  const int last = std::min(half, plan->top);
  const int averaged = std::min(half, last + smoothing_reach(frame.f0, rate, n));
  const int divided = std::min(half, averaged + smoothing_reach(frame.f0 / 2.0, rate, n));
  smoothed_power(plan, state, noise, frame, divided);
  for (int k = 0; k <= divided; k += 2) store2(delay + k, load2(centroid + k) / load2(power + k));
  smooth(delay, frame.f0 / 2.0, rate, n, averaged, delay, work);
  smooth(delay, frame.f0, rate, n, last, power, work);
  for (int k = 0; k <= last; k += 2) store2(delay + k, load2(delay + k) - load2(power + k));
}

/** Step 4: aperiodicity of one band, dB, 0 at most. */
double band_aperiodicity(const D4cPlan* plan, D4cState* state, double f0, int band) {
  const int n = plan->fft_size;
  const int width = 2 * plan->band_reach + 1;
  const int center = static_cast<int>(kBandSpacing * (band + 1) * n / plan->sample_rate);
  const double* delay = state->delay.data() + center - plan->band_reach;
  const double* window = plan->band_window.data();
  double* segment = state->segment.data();
  double* power = state->blocks.data();
  for (int i = 0; i < width; i += 2) store2(segment + i, load2(delay + i) * load2(window + i));
  std::fill(segment + width, segment + padded_shape(plan->fft, width).room(), 0.0);
  padded_power(plan->fft, width, segment, state->re.data(), state->im.data(), power);
  const double share = smaller_share(power, n / 2 + 1, plan->periodic_bins + 1, state->work.data());
  const double db = 10.0 * std::log10(share) + (f0 - 100.0) / 50.0;
  return db < 0.0 ? std::max(db, -1000.0) : 0.0;
}

/** Step 5: from dB at the knots to amplitude ratios at the output's bins. */
void fill_row(const D4cPlan* plan, const double* knots, double* work, double* out) {
  const int bins = plan->output_fft_size / 2 + 1;
  int k = 0;
  for (int s = 0; s <= plan->bands; ++s) {
    const double low = knots[s];
    const double rise = knots[s + 1] - low;
    for (; k < plan->segment_end[s]; ++k) work[k] = low + plan->weight[k] * rise;
  }
  const F64x2 scale = splat2(2.302585092994045684 / 20.0);
  for (k = 0; k < bins; k += 2) store2(work + k, exp_pair(load2(work + k) * scale));
  std::copy(work, work + bins, out);
}

}  // namespace

std::int64_t d4c_noise_count(const D4cPlan* plan, const double* f0, const double* share, int frames) {
  std::int64_t count = 0;
  for (int i = 0; i < frames; ++i) {
    if (is_voiced(f0[i], share[i])) count += 3 * (2 * reach_of(plan, f0[i]) + 1);
  }
  return count;
}

void d4c(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, const double* f0,
         const double* share, int first, int frames, std::int64_t noise_offset, double* out) {
  const std::size_t bins = plan->output_fft_size / 2 + 1;
  noise_seek(noise, &state->noise, static_cast<std::uint64_t>(noise_offset));
  for (int i = 0; i < frames; ++i) {
    double* row = out + i * bins;
    if (!is_voiced(f0[i], share[i])) {
      std::fill(row, row + bins, kFullyAperiodic);
      continue;
    }
    const double f = std::max(f0[i], kD4cFloor);
    group_delay(plan, state, noise, {source, f, frame_time(first + i, source.frame_period), reach_of(plan, f)});
    double knots[kMaxBands + 2];
    knots[0] = -60.0;
    for (int b = 0; b < plan->bands; ++b) knots[b + 1] = band_aperiodicity(plan, state, f, b);
    knots[plan->bands + 1] = -1e-12;
    fill_row(plan, knots, state->work.data(), row);
  }
}

}  // namespace sonde
