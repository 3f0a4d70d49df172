#include "interpolation.hpp"

namespace sonde {

namespace {

/** The segment of a query, (number of knots <= q) - 1 limited to 0..n-2: looked for near the one before, then by halves. */
int segment_of(const double* knots, int n, double q, int previous) {
  const int last = n - 2;
  for (int s = previous; s <= last && s <= previous + 1; ++s) {
    if ((s == 0 || knots[s] <= q) && (s == last || q < knots[s + 1])) return s;
  }
  int low = 0;
  int high = n - 1;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    if (knots[middle] <= q) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * Slopes at the knots. Row i of the system, with h the distances and d the divided differences of the data:
 *   h[i] s[i-1] + 2 (h[i-1] + h[i]) s[i] + h[i-1] s[i+1] = 3 (h[i] d[i-1] + h[i-1] d[i])
 * and at the ends the not-a-knot rows, in which the third unknown has been eliminated. Elimination without pivoting is
 * safe: after the first row every pivot is positive and larger than what is taken from the next.
 */
void solve_slopes(const double* h, const double* d, int n, double* slopes, double* upper) {
  const int last = n - 1;
  const double head = h[0] + h[1];
  upper[0] = head / h[1];
  slopes[0] = ((h[0] + 2.0 * head) * h[1] * d[0] + h[0] * h[0] * d[1]) / head / h[1];
  for (int i = 1; i < last; ++i) {
    const double pivot = 2.0 * (h[i - 1] + h[i]) - h[i] * upper[i - 1];
    upper[i] = h[i - 1] / pivot;
    slopes[i] = (3.0 * (h[i] * d[i - 1] + h[i - 1] * d[i]) - h[i] * slopes[i - 1]) / pivot;
  }
  const double a = h[last - 1];
  const double b = h[last - 2];
  const double tail = a + b;
  const double right = (a * a * d[last - 2] + (2.0 * tail + a) * b * d[last - 1]) / tail;
  slopes[last] = (right - tail * slopes[last - 1]) / (b - tail * upper[last - 1]);
  for (int i = last - 1; i >= 0; --i) slopes[i] -= upper[i] * slopes[i + 1];
}

}  // namespace

void linear_interpolate(const double* knots, const double* values, int n, const double* queries, int m, double* out) {
  int s = 0;
  for (int i = 0; i < m; ++i) {
    const double q = queries[i];
    s = segment_of(knots, n, q, s);
    out[i] = values[s] + ((q - knots[s]) / (knots[s + 1] - knots[s])) * (values[s + 1] - values[s]);
  }
}

void cubic_not_a_knot(const double* knots, const double* values, int n, const double* queries, int m, double* out,
                      double* work) {
  double* slopes = work;
  double* h = work + n;
  double* d = work + 2 * n;
  for (int i = 0; i < n - 1; ++i) {
    h[i] = knots[i + 1] - knots[i];
    d[i] = (values[i + 1] - values[i]) / h[i];
  }
  solve_slopes(h, d, n, slopes, work + 3 * n);

  int s = 0;
  for (int i = 0; i < m; ++i) {
    const double q = queries[i];
    if (q <= knots[0] || q >= knots[n - 1]) {
      out[i] = q <= knots[0] ? values[0] : values[n - 1];
      continue;
    }
    s = segment_of(knots, n, q, s);
    const double t = q - knots[s];
    const double c2 = (3.0 * d[s] - 2.0 * slopes[s] - slopes[s + 1]) / h[s];
    const double c3 = (slopes[s] + slopes[s + 1] - 2.0 * d[s]) / (h[s] * h[s]);
    out[i] = values[s] + t * (slopes[s] + t * (c2 + t * c3));
  }
}

}  // namespace sonde
