#include "smaller-share.hpp"

#include <algorithm>

namespace sonde {

namespace {

/** Puts `value` at the top of a heap whose smallest is on top, and lets it sink. */
void sink(double* heap, int size, int at, double value) {
  for (;;) {
    int child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && heap[child + 1] < heap[child]) ++child;
    if (!(heap[child] < value)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = value;
}

}  // namespace

double smaller_share(const double* values, int count, int largest, double* work) {
  std::copy(values, values + largest, work);
  for (int i = largest / 2 - 1; i >= 0; i--) sink(work, largest, i, work[i]);
  for (int i = largest; i < count; ++i) {
    if (values[i] > work[0]) sink(work, largest, 0, values[i]);
  }
  // Sum the small ones by themselves: they are too small to be found as a difference.
  const double threshold = work[0];
  double large = 0.0;
  int above = 0;
  for (int i = 0; i < largest; ++i) {
    large += work[i];
    if (work[i] > threshold) ++above;
  }
  double small = 0.0;
  int equal = 0;
  for (int i = 0; i < count; ++i) {
    small += values[i] < threshold ? values[i] : 0.0;
    equal += values[i] == threshold ? 1 : 0;
  }
  small += (equal - (largest - above)) * threshold;
  return small / (small + large);
}

}  // namespace sonde
