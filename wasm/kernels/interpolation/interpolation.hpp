/**
 * Interpolation of a function given at irregular places. Nothing here allocates or keeps anything.
 */
#pragma once

namespace sonde {

/**
 * Piecewise linear; the first and last segment are extended beyond the ends.
 * With s the segment of query q, the result is `v[s] + ((q - u[s]) / (u[s+1] - u[s])) * (v[s+1] - v[s])`, in that order.
 * @param knots `[n]`, strictly increasing
 * @param values `[n]`
 * @param n >= 2
 * @param queries `[m]`, in any order; close to the one before costs least
 * @param out `[m]`, may be `queries`
 */
void linear_interpolate(const double* knots, const double* values, int n, const double* queries, int m, double* out);

/** Doubles of scratch that `cubic_not_a_knot` needs for n knots. */
constexpr int cubic_not_a_knot_work(int n) { return 4 * n; }

/**
 * Interpolating cubic spline with not-a-knot ends: the third derivative is continuous at the second and the second-last
 * knot. Outside the knots the result is the end value.
 * @param knots `[n]`, strictly increasing
 * @param values `[n]`
 * @param n >= 4
 * @param queries `[m]`, in any order; close to the one before costs least
 * @param out `[m]`, may be `queries`
 * @param work scratch, `[cubic_not_a_knot_work(n)]`
 * @source de Boor (1978), A Practical Guide to Splines, chapter IV: the tridiagonal system for the slopes
 */
void cubic_not_a_knot(const double* knots, const double* values, int n, const double* queries, int m, double* out,
                      double* work);

}  // namespace sonde
