/**
 * Logarithm, exponential, sine and cosine of two doubles at once, without branches, for the inner loops over bins.
 *
 * Errors stay below one unit in the last place in the stated ranges. Outside of them the results are wrong but finite,
 * and nothing traps.
 *
 * @source polynomials and splitting constants of fdlibm (Sun Microsystems, 1993): e_log.c, e_exp.c, k_sin.c, k_cos.c
 */
#pragma once

#include "bits.hpp"

namespace sonde {

/** 1.5 * 2^52: added to a small double it leaves the nearest integer in the low bits of the mantissa. */
inline constexpr double kRoundingBias = 6755399441055744.0;

/** Natural logarithm. @param x 2^-1022 and above, finite; smaller, negative or NaN counts as 2^-1022 */
inline F64x2 log_pair(F64x2 x) {
  const I64x2 ix = bits2(max2(splat2(2.2250738585072014e-308), x));
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)); the upper bits of `parts` are k + 1024, which is never negative.
  const I64x2 parts = ix + splat_bits2((1ll << 62) - 0x3fe6a09e667f3bcd);
  const F64x2 m = from_bits2(ix + splat_bits2(1ll << 62) - (parts & splat_bits2(~0ll << 52)));
  const F64x2 dk =
      from_bits2(shift_right2(parts, 52) + bits2(splat2(kRoundingBias))) - splat2(kRoundingBias + 1024.0);
  const F64x2 f = m - splat2(1.0);
  const F64x2 s = f / (splat2(2.0) + f);
  const F64x2 z = s * s;
  const F64x2 w = z * z;
  const F64x2 even =
      w * (splat2(3.999999999940941908e-01) + w * (splat2(2.222219843214978396e-01) + w * splat2(1.531383769920937332e-01)));
  const F64x2 odd =
      z * (splat2(6.666666666666735130e-01) +
           w * (splat2(2.857142874366239149e-01) +
                w * (splat2(1.818357216161805012e-01) + w * splat2(1.479819860511658591e-01))));
  const F64x2 half_square = splat2(0.5) * f * f;
  return s * (half_square + (even + odd)) + dk * splat2(1.90821492927058770002e-10) - half_square + f +
         dk * splat2(6.93147180369123816490e-01);
}

/** @param x -708 .. 709; beyond, the value at the limit */
inline F64x2 exp_pair(F64x2 x) {
  x = min2(splat2(709.0), max2(splat2(-708.0), x));
  const F64x2 biased = x * splat2(1.44269504088896338700) + splat2(kRoundingBias);
  const F64x2 k = biased - splat2(kRoundingBias);
  const F64x2 high = x - k * splat2(6.93147180369123816490e-01);
  const F64x2 low = k * splat2(1.90821492927058770002e-10);
  const F64x2 r = high - low;
  const F64x2 rr = r * r;
  const F64x2 c =
      r - rr * (splat2(1.66666666666666019037e-01) +
                rr * (splat2(-2.77777777770155933842e-03) +
                      rr * (splat2(6.61375632143793436117e-05) +
                            rr * (splat2(-1.65339022054652515390e-06) + rr * splat2(4.13813679705723846039e-08)))));
  const F64x2 y = splat2(1.0) + (r * c / (splat2(2.0) - c) - low + high);
  return from_bits2(bits2(y) + shift_left2(bits2(biased), 52));
}

/** x as quadrant * pi/2 + (head + tail), |head| <= pi/4; the quadrant is in the low bits. */
struct ReducedAngle {
  F64x2 head;
  F64x2 tail;
  I64x2 quadrant;
};

/** @param x |x| < 2^20 rad */
inline ReducedAngle reduce_pair(F64x2 x) {
  const F64x2 biased = x * splat2(6.36619772367581382433e-01) + splat2(kRoundingBias);
  const F64x2 n = biased - splat2(kRoundingBias);
  const F64x2 r = x - n * splat2(1.57079632673412561417e+00);
  const F64x2 w = n * splat2(6.07710050650619224932e-11);
  const F64x2 head = r - w;
  return {head, (r - head) - w, bits2(biased)};
}

/** sin(head + tail) within pi/4. */
inline F64x2 sin_kernel(F64x2 x, F64x2 tail) {
  const F64x2 z = x * x;
  const F64x2 w = z * z;
  const F64x2 r = splat2(8.33333333332248946124e-03) +
                  z * (splat2(-1.98412698298579493134e-04) + z * splat2(2.75573137070700676789e-06)) +
                  z * w * (splat2(-2.50507602534068634195e-08) + z * splat2(1.58969099521155010221e-10));
  const F64x2 v = z * x;
  return x - ((z * (splat2(0.5) * tail - v * r) - tail) - v * splat2(-1.66666666666666324348e-01));
}

/** cos(head + tail) within pi/4. */
inline F64x2 cos_kernel(F64x2 x, F64x2 tail) {
  const F64x2 z = x * x;
  const F64x2 zz = z * z;
  const F64x2 r =
      z * (splat2(4.16666666666666019037e-02) +
           z * (splat2(-1.38888888888741095749e-03) + z * splat2(2.48015872894767294178e-05))) +
      zz * zz *
          (splat2(-2.75573143513906633035e-07) +
           z * (splat2(2.08757232129817482790e-09) + z * splat2(-1.13596475577881948265e-11)));
  const F64x2 half = splat2(0.5) * z;
  const F64x2 w = splat2(1.0) - half;
  return w + (((splat2(1.0) - w) - half) + (z * r - x * tail));
}

/** @param x |x| < 2^20 rad; absolute error below 2^-52 */
inline void sincos_pair(F64x2 x, F64x2* sine, F64x2* cosine) {
  const ReducedAngle a = reduce_pair(x);
  const F64x2 s = sin_kernel(a.head, a.tail);
  const F64x2 c = cos_kernel(a.head, a.tail);
  const I64x2 one = splat_bits2(1);
  const I64x2 two = splat_bits2(2);
  const I64x2 exchanged = splat_bits2(0) - (a.quadrant & one);
  *sine = from_bits2(bits2(select2(exchanged, c, s)) ^ shift_left2(a.quadrant & two, 62));
  *cosine = from_bits2(bits2(select2(exchanged, s, c)) ^ shift_left2((a.quadrant + one) & two, 62));
}

/** @param x |x| < 2^20 rad */
inline F64x2 sin_pair(F64x2 x) {
  F64x2 sine, cosine;
  sincos_pair(x, &sine, &cosine);
  return sine;
}

/** @param x |x| < 2^20 rad */
inline F64x2 cos_pair(F64x2 x) {
  F64x2 sine, cosine;
  sincos_pair(x, &sine, &cosine);
  return cosine;
}

}  // namespace sonde
