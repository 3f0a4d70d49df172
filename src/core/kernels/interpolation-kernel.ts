/** Between known values. */
export interface InterpolationKernel {
  /** Piecewise linear on strictly increasing knots (>= 2), extrapolating the first and last segment. */
  linear(knots: Float64Array, values: Float64Array, queries: Float64Array): Float64Array;
  /** Not-a-knot cubic spline through strictly increasing knots (>= 4), constant outside. */
  cubic(knots: Float64Array, values: Float64Array, queries: Float64Array): Float64Array;
}
