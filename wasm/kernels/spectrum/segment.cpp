#include "segment.hpp"

#include <cstring>

#include "../elementary/elementary.hpp"
#include "spectrum.hpp"

namespace sonde {

void cosine_table(double angle, int count, double* out) {
  for (int k = 0; k < count; k += 2) store2(out + k, cos_pair(splat2(angle) * pair2(k, k + 1)));
}

namespace {

void gather(const FrameSource& source, int origin, int reach, double* out) {
  const long long first = static_cast<long long>(origin) - reach;
  const long long at = first - source.start;
  const int count = 2 * reach + 1;
  if (at >= 0 && at + count <= source.count) {
    std::memcpy(out, source.x + at, sizeof(double) * count);
    return;
  }
  for (int i = 0; i < count; ++i) out[i] = sample_at(source, first + i);
}

}  // namespace

void cut_segment(const FrameSource& source, int origin, int reach, const double* window, double amplitude,
                 const double* noise, double* out) {
  gather(source, origin, reach, out);
  double sum = 0.0;
  double window_sum = 0.0;
  for (int i = 0; i <= 2 * reach; ++i) {
    const double w = window[i < reach ? reach - i : i - reach];
    out[i] = out[i] * w + amplitude * noise[i];
    sum += out[i];
    window_sum += w;
  }
  const double mean = sum / window_sum;
  for (int k = 0; k <= reach; ++k) {
    out[reach + k] -= window[k] * mean;
    if (k > 0) out[reach - k] -= window[k] * mean;
  }
}

}  // namespace sonde
