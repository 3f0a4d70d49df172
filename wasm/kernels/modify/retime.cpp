#include "retime.hpp"

#include <algorithm>
#include <cstddef>

#include "../interpolation/interpolation.hpp"
#include "../memory.hpp"
#include "../spectrum/spectrum.hpp"

namespace sonde {

void spread_times(double end, int count, double* out) {
  const double step = count > 1 ? end / (count - 1) : 0.0;
  for (int i = 0; i < count; ++i) out[i] = i * step;
  if (count > 1) out[count - 1] = end;
}

namespace {

/** f0 through the voiced frames at the times, whether voiced there or not. */
bool follow_voiced(const double* f0, int frames, double frame_period, const double* times, int count, double* out) {
  Buffer<double> work;
  if (!work.allocate(2 * frames + static_cast<std::size_t>(cubic_not_a_knot_work(frames)))) return false;
  double* knots = work.data();
  double* values = knots + frames;
  int voiced = 0;
  for (int i = 0; i < frames; ++i) {
    if (!(f0[i] > 0.0)) continue;
    knots[voiced] = frame_time(i, frame_period);
    values[voiced] = f0[i];
    ++voiced;
  }
  if (voiced >= 4) {
    cubic_not_a_knot(knots, values, voiced, times, count, out, values + frames);
  } else if (voiced >= 2) {
    for (int i = 0; i < count; ++i) out[i] = std::min(std::max(times[i], knots[0]), knots[voiced - 1]);
    linear_interpolate(knots, values, voiced, out, count, out);
  } else {
    std::fill(out, out + count, voiced == 1 ? values[0] : 0.0);
  }
  return true;
}

}  // namespace

bool retime_f0(const double* f0, int frames, double frame_period, const double* times, int count, double* out) {
  if (!follow_voiced(f0, frames, frame_period, times, count, out)) return false;
  for (int i = 0; i < count; ++i) {
    const int before = frame_before(times[i], frame_period, frames);
    const int after = std::min(before + 1, frames - 1);
    const double from = f0[before] > 0.0 ? 0.0 : 1.0;
    const double to = f0[after] > 0.0 ? 0.0 : 1.0;
    const double start = frame_time(before, frame_period);
    const double part = (times[i] - start) / (frame_time(before + 1, frame_period) - start);
    const double unvoiced = from + part * (to - from);
    if (unvoiced > 0.5 || out[i] < 0.0) out[i] = 0.0;
  }
  return true;
}

int frame_before(double time, double frame_period, int total) {
  const double position = time * 1000.0 / frame_period;
  int i = position < total ? static_cast<int>(std::max(position, 0.0)) : total - 1;
  // The quotient may be off by its rounding; the frames' own times decide.
  if (i > 0 && frame_time(i, frame_period) > time) --i;
  if (i < total - 1 && frame_time(i + 1, frame_period) <= time) ++i;
  return i;
}

namespace {

/** One row: both rows weighted in time, read at k * ratio. */
void resample_row(const double* before, const double* after, double part, double ratio, int bins, double* out) {
  const double rest = 1.0 - part;
  for (int k = 0; k < bins; ++k) {
    const double place = k * ratio;
    const bool inside = place < bins - 1;
    const int j = inside ? static_cast<int>(place) : bins - 1;
    const int i = inside ? j + 1 : j;
    const double a = inside ? place - j : 0.0;
    const double low = (1.0 - a) * before[j] + a * before[i];
    out[k] = part == 0.0 ? low : rest * low + part * ((1.0 - a) * after[j] + a * after[i]);
  }
}

}  // namespace

void resample_rows(const MatrixRows& rows, int total, double frame_period, double frequency_ratio, const double* times,
                   int count, double* out) {
  const std::size_t bins = rows.bins;
  const auto row = [&rows, bins](int frame) {
    return rows.values + bins * std::min(std::max(frame - rows.first_frame, 0), rows.frames - 1);
  };
  for (int i = 0; i < count; ++i) {
    const int before = frame_before(times[i], frame_period, total);
    const int after = std::min(before + 1, total - 1);
    const double start = frame_time(before, frame_period);
    const double part = after == before ? 0.0 : (times[i] - start) / (frame_time(after, frame_period) - start);
    resample_row(row(before), row(after), std::max(part, 0.0), frequency_ratio, rows.bins, out + i * bins);
  }
}

}  // namespace sonde
