#include "pulse-train.hpp"

#include <cmath>
#include <utility>

#include "../envelope/cheap-trick.hpp"
#include "../spectrum/spectrum.hpp"

namespace sonde {

bool pulse_train_start(PulseTrain* train, int sample_rate, int fft_size, double frame_period, const double* f0,
                       int frames, int length) {
  const int knots = frames + 1;
  train->sample_rate = sample_rate;
  train->frame_period = frame_period / 1000.0;
  train->frames = frames;
  train->length = length;
  train->count = 0;
  train->position = 0;
  train->interval = 0;
  if (!train->f0.allocate(knots) || !train->voicing.allocate(knots) || !train->pulses.allocate(1024)) return false;
  const double lowest = sample_rate / fft_size + 1;
  double* knot_f0 = train->f0.data();
  double* voicing = train->voicing.data();
  for (int i = 0; i < frames; ++i) {
    knot_f0[i] = f0[i] >= lowest ? f0[i] : 0.0;
    voicing[i] = knot_f0[i] != 0.0 ? 1.0 : 0.0;
  }
  // With a single frame there is no predecessor to extrapolate from: it counts as 0.
  knot_f0[frames] = 2.0 * knot_f0[frames - 1] - (frames > 1 ? knot_f0[frames - 2] : 0.0);
  voicing[frames] = 2.0 * voicing[frames - 1] - (frames > 1 ? voicing[frames - 2] : 0.0);
  return true;
}

namespace {

constexpr double kTurn = 2.0 * kPi;

/**
 * fmod(phase, 2 pi), exactly, without its loop. With 2 pi = high + low, high of 26 bits, n high and n low are exact for
 * n < 2^26, and so are both differences: their results need fewer bits than a double has.
 */
double wrap(double phase) {
  constexpr double high = 6.28318524360656738281;
  constexpr double low = kTurn - high;
  if (!(phase >= 0.0 && phase < 4e8)) return std::fmod(phase, kTurn);
  double n = std::floor(phase * (1.0 / kTurn));
  double rest = (phase - n * high) - n * low;
  if (rest < 0.0 || rest >= kTurn) {
    n += rest < 0.0 ? -1.0 : 1.0;
    rest = (phase - n * high) - n * low;
  }
  return rest;
}

bool push(PulseTrain* train, const Pulse& pulse) {
  const std::size_t count = train->count;
  if (count == train->pulses.size()) {
    Buffer<Pulse> larger;
    if (!larger.allocate(2 * count)) return false;
    for (std::size_t i = 0; i < count; ++i) larger[i] = train->pulses[i];
    train->pulses = std::move(larger);
  }
  train->pulses[count] = pulse;
  ++train->count;
  return true;
}

struct SampleF0 {
  double f0;
  bool voiced;
};

/** Step 2: f0 and voicing at a sample, linear between frames, the last interval extended. Samples must ascend. */
SampleF0 f0_at(PulseTrain* train, int sample) {
  const double period = train->frame_period;
  const double time = static_cast<double>(sample) / train->sample_rate;
  int s = train->interval;
  while (s < train->frames - 1 && (s + 1) * period <= time) ++s;
  train->interval = s;
  const double start = s * period;
  const double part = (time - start) / ((s + 1) * period - start);
  const double* v = train->voicing.data() + s;
  const double* f = train->f0.data() + s;
  const bool voiced = v[0] + part * (v[1] - v[0]) > 0.5;
  return {voiced ? f[0] + part * (f[1] - f[0]) : kUnvoicedF0, voiced};
}

}  // namespace

bool pulse_train_advance(PulseTrain* train, int until) {
  if (until > train->length) until = train->length;
  for (; train->position < until; train->position++) {
    const int n = train->position;
    const SampleF0 now = f0_at(train, n);
    // Step 3
    const double step = kTurn * now.f0 / train->sample_rate;
    train->phase = n == 0 ? step : train->phase + step;
    const double wrapped = wrap(train->phase);
    // Step 4: the jump lies between the sample before and this one
    if (n > 0 && std::fabs(wrapped - train->wrapped) > kPi) {
      const double before = train->wrapped - kTurn;
      const double shift = -before / (wrapped - before);
      if (!push(train, {n - 1, train->previous_voiced, shift})) return false;
    }
    train->wrapped = wrapped;
    train->previous_voiced = now.voiced;
  }
  return true;
}

namespace {

/** The first pulse for which `isBefore` does not hold; it holds for none after that. */
template <class IsBefore>
int first_pulse(const PulseTrain& train, IsBefore isBefore) {
  int low = 0;
  int high = train.count;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (isBefore(train.pulses[middle])) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

int pulse_at_frame(const PulseTrain& train, int frame) {
  if (frame >= train.frames) return train.count;
  return first_pulse(train, [&](const Pulse& pulse) {
    return pulse_position(train.sample_rate, train.frame_period, pulse) < frame;
  });
}

int pulse_at_sample(const PulseTrain& train, int sample) {
  return first_pulse(train, [&](const Pulse& pulse) { return pulse.index < sample; });
}

}  // namespace sonde
