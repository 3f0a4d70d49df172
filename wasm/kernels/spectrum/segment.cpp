#include "segment.hpp"

#include "../elementary/elementary.hpp"

namespace sonde {

/** By doubling: every value is the product of at most log2(count) rotations that are exact to their last bit. */
void rotation_table(double angle, int count, double* cosine, double* sine) {
  F64x2 s, c;
  sincos_pair(pair2(0.0, angle), &s, &c);
  store2(cosine, c);
  store2(sine, s);
  for (int done = 2; done < count; done *= 4) {
    // The rotations by `done` and by twice as much.
    sincos_pair(splat2(angle) * pair2(done, 2 * done), &s, &c);
    for (int twice = 0; twice < 2 && done << twice < count; ++twice) {
      const int from = done << twice, end = 2 * from < count ? from : count - from;
      const F64x2 turn_cos = twice == 0 ? low2(c, c) : high2(c, c);
      const F64x2 turn_sin = twice == 0 ? low2(s, s) : high2(s, s);
      for (int i = 0; i < end; i += 2) {
        const F64x2 a = load2(cosine + i), b = load2(sine + i);
        store2(cosine + from + i, a * turn_cos - b * turn_sin);
        store2(sine + from + i, b * turn_cos + a * turn_sin);
      }
    }
  }
}

double spread_window(const double* half, int reach, double* window) {
  double* middle = window + reach;
  F64x2 sum = splat2(0.0);
  middle[0] = half[0];
  int k = 1;
  for (; k < reach; k += 2) {
    const F64x2 w = load2(half + k);
    store2(middle + k, w);
    store2(middle - k - 1, swap2(w));
    sum = sum + w;
  }
  double total = first2(sum) + second2(sum);
  if (k == reach) {
    middle[k] = middle[-k] = half[k];
    total += half[k];
  }
  return half[0] + 2.0 * total;
}

void cut_segment(const FrameSource& source, int origin, const SegmentWindow& window, double amplitude,
                 const double* noise, double* out) {
  const long long first = static_cast<long long>(origin) - window.reach;
  const long long at = first - source.start;
  const int count = 2 * window.reach + 1;
  const double* w = window.values;
  const double* from = out;
  if (at >= 0 && at + count <= source.count) {
    from = source.x + at;
  } else {
    for (int i = 0; i < count; ++i) out[i] = sample_at(source, first + i);
  }
  const F64x2 trace = splat2(amplitude);
  F64x2 sums = splat2(0.0);
  // The count is odd: the last value stands alone.
  const int last = count - 1;
  for (int i = 0; i < last; i += 2) {
    const F64x2 v = load2(from + i) * load2(w + i) + trace * load2(noise + i);
    store2(out + i, v);
    sums = sums + v;
  }
  out[last] = from[last] * w[last] + amplitude * noise[last];
  const double mean = (first2(sums) + second2(sums) + out[last]) / window.sum;
  const F64x2 means = splat2(mean);
  for (int i = 0; i < last; i += 2) store2(out + i, load2(out + i) - load2(w + i) * means);
  out[last] -= w[last] * mean;
}

}  // namespace sonde
