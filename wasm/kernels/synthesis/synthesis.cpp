#include "synthesis.hpp"

#include <algorithm>
#include <cmath>

namespace sonde {

namespace {

const double* row_of(const double* rows, const ParameterRows& range, int frame, int bins) {
  const int i = std::min(std::max(frame - range.first_frame, 0), range.frames - 1);
  return rows + i * bins;
}

PulseParameters parameters_of(const PulseList& list, const ParameterRows& rows, int bins, int m) {
  const Pulse* pulse = list.pulses + m;
  const double position = pulse_position(list.sample_rate, list.frame_period, *pulse);
  const int last = list.frames - 1;
  const int i = static_cast<int>(std::min<double>(last, std::floor(position)));
  const int j = static_cast<int>(std::min<double>(last, std::ceil(position)));
  PulseParameters p;
  p.envelope[0] = row_of(rows.envelope, rows, i, bins);
  p.envelope[1] = row_of(rows.envelope, rows, j, bins);
  p.aperiodicity[0] = row_of(rows.aperiodicity, rows, i, bins);
  p.aperiodicity[1] = row_of(rows.aperiodicity, rows, j, bins);
  p.weight = position - i;
  p.voiced = pulse->voiced;
  p.shift = pulse->shift;
  p.distance = pulse[1].index - pulse->index;
  p.noise_offset = pulse->index - list.origin;
  return p;
}

void overlap_add(const double* response, int first, int count, const OutputWindow& window) {
  const int from = std::max(first, window.start);
  const int to = std::min(first + count, window.start + window.count);
  for (int n = from; n < to; ++n) window.y[n - window.start] += response[n - first];
}

}  // namespace

PulseList pulses_of(const PulseTrain& train, int from, int to) {
  const int end = std::min(to + 1, train.count);
  const int origin = train.count > 0 ? train.pulses[0].index : 0;
  return {train.pulses.data() + from, std::max(end - from, 0), origin, train.sample_rate, train.frame_period, train.frames};
}

void add_pulses(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise, const PulseList& list, int bins,
                const ParameterRows& rows, const OutputWindow& window) {
  const int fft_size = 2 * (bins - 1);
  // The last pulse's noise has no length: it contributes nothing.
  for (int m = 0; m < list.count - 1; ++m) {
    const double* response = pulse_response(plan, state, noise, parameters_of(list, rows, bins, m));
    overlap_add(response, list.pulses[m].index - fft_size / 2 + 1, fft_size, window);
  }
}

}  // namespace sonde
