#pragma once

namespace sonde {

struct UnitRoot {
  double re;
  double im;
};

/**
 * exp(-j 2 pi k / n), each part within an ulp, symmetric to the bit: the angle is brought into the first octant in
 * integers before a sine or cosine is taken.
 * @param k 0..n-1
 * @param n a power of two up to 2^27
 */
UnitRoot unit_root(long long k, long long n);

}  // namespace sonde
