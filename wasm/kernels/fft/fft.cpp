#include "fft.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "../memory.hpp"
#include "../simd.hpp"
#include "unit-root.hpp"

namespace sonde {

namespace {

constexpr int kLargestComplex = 1 << 26;
constexpr int kTile = 16;
/** Complex points that the inner passes finish before moving on: 64 KiB, so that a large transform stays in cache. */
constexpr int kCachePoints = 4096;
constexpr int kMostPasses = 14;

/** One pass joins `radix` neighbouring sub-transforms of `span` points each into one. */
struct Pass {
  int radix;
  int span;
  std::size_t table;
};

bool is_power_of_two(int n) { return n > 0 && (n & (n - 1)) == 0; }

/** Lays exp(-j 2 pi power k / n) for k and k + 1 as re re im im. */
double* put_roots(double* at, int k, int power, int n) {
  const UnitRoot a = unit_root(static_cast<long long>(k) * power % n, n);
  const UnitRoot b = unit_root(static_cast<long long>(k + 1) * power % n, n);
  at[0] = a.re;
  at[1] = b.re;
  at[2] = a.im;
  at[3] = b.im;
  return at + 4;
}

/** y = x w */
inline void rotate(F64x2 xr, F64x2 xi, F64x2 wr, F64x2 wi, F64x2& yr, F64x2& yi) {
  yr = xr * wr - xi * wi;
  yi = xr * wi + xi * wr;
}

/** DFT of four, in place, input and output in natural order. */
inline void dft4(F64x2 (&r)[4], F64x2 (&i)[4]) {
  const F64x2 ar = r[0] + r[2], ai = i[0] + i[2];
  const F64x2 br = r[0] - r[2], bi = i[0] - i[2];
  const F64x2 cr = r[1] + r[3], ci = i[1] + i[3];
  const F64x2 dr = r[1] - r[3], di = i[1] - i[3];
  r[0] = ar + cr, i[0] = ai + ci;
  r[1] = br + di, i[1] = bi - dr;
  r[2] = ar - cr, i[2] = ai - ci;
  r[3] = br - di, i[3] = bi + dr;
}

/** Four rows of four complex points, in registers. */
struct Tile {
  double re[kTile];
  double im[kTile];
};

/** Puts the transforms of two columns (first and second lane of r, i) into rows `row` and `row + 2`. */
inline void put_columns(Tile& tile, int row, const F64x2 (&r)[4], const F64x2 (&i)[4]) {
  double* re = tile.re + 4 * row;
  double* im = tile.im + 4 * row;
  store2(re, low2(r[0], r[1]));
  store2(re + 2, low2(r[2], r[3]));
  store2(im, low2(i[0], i[1]));
  store2(im + 2, low2(i[2], i[3]));
  store2(re + 8, high2(r[0], r[1]));
  store2(re + 10, high2(r[2], r[3]));
  store2(im + 8, high2(i[0], i[1]));
  store2(im + 10, high2(i[2], i[3]));
}

/**
 * Reads rows a quarter apart, transforms the columns, and turns the tile: column y becomes row reverse(y). Written to
 * the tile whose middle index is the reverse of the one read from, this is bit reversal and first pass at once.
 */
inline void turn(const double* re, const double* im, int quarter, Tile& tile) {
  for (int c = 0; c < 2; ++c) {
    F64x2 r[4], i[4];
    for (int row = 0; row < 4; ++row) {
      r[row] = load2(re + row * quarter + 2 * c);
      i[row] = load2(im + row * quarter + 2 * c);
    }
    dft4(r, i);
    put_columns(tile, c, r, i);
  }
}

/** The same from interleaved points (re, im, re, im, ...). */
inline void turn_interleaved(const double* z, int quarter, Tile& tile) {
  for (int c = 0; c < 2; ++c) {
    F64x2 r[4], i[4];
    for (int row = 0; row < 4; ++row) {
      const double* at = z + 2 * (row * quarter + 2 * c);
      const F64x2 a = load2(at), b = load2(at + 2);
      r[row] = low2(a, b);
      i[row] = high2(a, b);
    }
    dft4(r, i);
    put_columns(tile, c, r, i);
  }
}

inline void put(const Tile& tile, double* re, double* im, int quarter) {
  for (int row = 0; row < 4; ++row) {
    store2(re + row * quarter, load2(tile.re + 4 * row));
    store2(re + row * quarter + 2, load2(tile.re + 4 * row + 2));
    store2(im + row * quarter, load2(tile.im + 4 * row));
    store2(im + row * quarter + 2, load2(tile.im + 4 * row + 2));
  }
}

void join2(const double* w, double* re, double* im, int span) {
  for (int j = 0; j < span; j += 2, w += 4) {
    F64x2 br, bi;
    rotate(load2(re + span + j), load2(im + span + j), load2(w), load2(w + 2), br, bi);
    const F64x2 ar = load2(re + j), ai = load2(im + j);
    store2(re + j, ar + br);
    store2(im + j, ai + bi);
    store2(re + span + j, ar - br);
    store2(im + span + j, ai - bi);
  }
}

/** Neighbours lie in bit-reversed order: the second holds the points 2 mod 4, the third those 1 mod 4. */
void join4(const double* w, double* re, double* im, int span) {
  double* re1 = re + span;
  double* re2 = re1 + span;
  double* re3 = re2 + span;
  double* im1 = im + span;
  double* im2 = im1 + span;
  double* im3 = im2 + span;
  for (int j = 0; j < span; j += 2, w += 12) {
    F64x2 r[4], i[4];
    r[0] = load2(re + j);
    i[0] = load2(im + j);
    rotate(load2(re2 + j), load2(im2 + j), load2(w), load2(w + 2), r[1], i[1]);
    rotate(load2(re1 + j), load2(im1 + j), load2(w + 4), load2(w + 6), r[2], i[2]);
    rotate(load2(re3 + j), load2(im3 + j), load2(w + 8), load2(w + 10), r[3], i[3]);
    dft4(r, i);
    store2(re + j, r[0]);
    store2(im + j, i[0]);
    store2(re1 + j, r[1]);
    store2(im1 + j, i[1]);
    store2(re2 + j, r[2]);
    store2(im2 + j, i[2]);
    store2(re3 + j, r[3]);
    store2(im3 + j, i[3]);
  }
}

/** Sizes below a tile, radix 2. `roots` are the n-th roots, interleaved. */
void small_dft(const double* roots, int n, double* re, double* im) {
  for (int k = 1, mirror = 0; k < n; ++k) {
    int bit = n / 2;
    for (; (mirror & bit) != 0; bit /= 2) mirror -= bit;
    mirror += bit;
    if (k >= mirror) continue;
    std::swap(re[k], re[mirror]);
    std::swap(im[k], im[mirror]);
  }
  for (int span = 1; span < n; span *= 2) {
    for (int at = 0; at < n; at += 2 * span) {
      for (int a = at; a < at + span; ++a) {
        const int b = a + span;
        const double* w = roots + (a - at) * (n / span);
        const double r = re[b] * w[0] - im[b] * w[1];
        const double i = re[b] * w[1] + im[b] * w[0];
        re[b] = re[a] - r;
        im[b] = im[a] - i;
        re[a] += r;
        im[a] += i;
      }
    }
  }
}

}  // namespace

struct FftPlan {
  int size = 0;
  int passes = 0;
  Pass pass[kMostPasses] = {};
  /** Twiddle factors in the order in which the passes read them; for sizes below a tile, the roots, interleaved. */
  Buffer<double> tables;
  /** reverse[m]: the bits of the tile number m backwards. */
  Buffer<std::int32_t> reverse;

  bool configure(int n);
  void join(double* re, double* im, int last) const;
  void finish(double* re, double* im) const {
    if (passes > 0) join(re, im, passes - 1);
  }
  void from_interleaved(const double* z, double* re, double* im) const;
};

bool FftPlan::configure(int n) {
  if (!is_power_of_two(n) || n > kLargestComplex) return false;
  size = n;
  if (n < kTile) {
    if (!tables.allocate(2 * static_cast<std::size_t>(n))) return false;
    for (int k = 0; k < n; ++k) {
      const UnitRoot w = unit_root(k, n);
      tables[2 * k] = w.re;
      tables[2 * k + 1] = w.im;
    }
    return true;
  }
  int levels = 0;
  while ((1 << levels) < n) ++levels;
  std::size_t total = 0;
  for (int span = 4; span < n;) {
    const int radix = passes == 0 && (levels & 1) != 0 ? 2 : 4;
    pass[passes++] = {radix, span, total};
    total += 2 * static_cast<std::size_t>(radix - 1) * static_cast<std::size_t>(span);
    span *= radix;
  }
  if (!tables.allocate(total)) return false;
  for (int p = 0; p < passes; ++p) {
    const int radix = pass[p].radix, span = pass[p].span;
    double* at = tables.data() + pass[p].table;
    for (int k = 0; k < span; k += 2) {
      for (int power = 1; power < radix; ++power) at = put_roots(at, k, power, radix * span);
    }
  }
  const int tiles = n / kTile, bits = levels - 4;
  if (!reverse.allocate(static_cast<std::size_t>(tiles))) return false;
  for (int m = 1; m < tiles; ++m) {
    reverse[m] = (reverse[m >> 1] >> 1) | ((m & 1) << (bits - 1));
  }
  return true;
}

/** Runs passes 0..last on the points that they make one transform of; beyond the cache's size, part after part. */
void FftPlan::join(double* re, double* im, int last) const {
  const int whole = pass[last].radix * pass[last].span;
  int first = 0;
  if (whole > kCachePoints) {
    first = last;
    if (last > 0) {
      for (int part = 0; part < whole; part += pass[last].span) join(re + part, im + part, last - 1);
    }
  }
  for (int p = first; p <= last; ++p) {
    const int span = pass[p].span, step = pass[p].radix * span;
    const double* w = tables.data() + pass[p].table;
    if (pass[p].radix == 2) {
      for (int at = 0; at < whole; at += step) join2(w, re + at, im + at, span);
    } else {
      for (int at = 0; at < whole; at += step) join4(w, re + at, im + at, span);
    }
  }
}

/** Out of place: interleaved z to the transform in re, im. */
void FftPlan::from_interleaved(const double* z, double* re, double* im) const {
  if (size < kTile) {
    for (int k = 0; k < size; ++k) {
      re[k] = z[2 * k];
      im[k] = z[2 * k + 1];
    }
    small_dft(tables.data(), size, re, im);
    return;
  }
  const int quarter = size / 4, tiles = size / kTile;
  for (int m = 0; m < tiles; ++m) {
    Tile tile;
    turn_interleaved(z + 8 * reverse[m], quarter, tile);
    put(tile, re + 4 * m, im + 4 * m, quarter);
  }
  finish(re, im);
}

FftPlan* fft_plan_create(int n) {
  FftPlan* plan = create<FftPlan>();
  if (plan != nullptr && !plan->configure(n)) {
    destroy(plan);
    return nullptr;
  }
  return plan;
}

void fft_plan_destroy(FftPlan* plan) { destroy(plan); }

int fft_plan_size(const FftPlan* plan) { return plan->size; }

void fft_complex(const FftPlan* plan, double* re, double* im) {
  const int n = plan->size;
  if (n < kTile) {
    small_dft(plan->tables.data(), n, re, im);
    return;
  }
  const int quarter = n / 4, tiles = n / kTile;
  for (int m = 0; m < tiles; ++m) {
    const int mirror = plan->reverse[m];
    if (mirror < m) continue;
    Tile here, there;
    turn(re + 4 * m, im + 4 * m, quarter, here);
    if (mirror != m) {
      turn(re + 4 * mirror, im + 4 * mirror, quarter, there);
      put(there, re + 4 * m, im + 4 * m, quarter);
    }
    put(here, re + 4 * mirror, im + 4 * mirror, quarter);
  }
  plan->finish(re, im);
}

struct RealFftPlan {
  FftPlan half;
  /** exp(-j 2 pi k / n) for k = 1, 2, ... n / 4, two at a time (re re im im). */
  Buffer<double> roots;
};

RealFftPlan* real_fft_plan_create(int n) {
  if (!is_power_of_two(n) || n < 2) return nullptr;
  RealFftPlan* plan = create<RealFftPlan>();
  if (plan == nullptr) return nullptr;
  const int pairs = n / 8 + 1;
  if (!plan->half.configure(n / 2) || !plan->roots.allocate(4 * static_cast<std::size_t>(pairs))) {
    destroy(plan);
    return nullptr;
  }
  double* at = plan->roots.data();
  for (int p = 0; p < pairs; ++p) at = put_roots(at, 1 + 2 * p, 1, n);
  return plan;
}

void real_fft_plan_destroy(RealFftPlan* plan) { destroy(plan); }

int real_fft_plan_size(const RealFftPlan* plan) { return 2 * plan->half.size; }

namespace {

/**
 * Z[k] = E[k] + j O[k] of the even and odd samples gives X[k] = E[k] + w^k O[k] and conj X[h - k] = E[k] - w^k O[k],
 * with 2 E[k] = Z[k] + conj Z[h - k], 2 O[k] = -j (Z[k] - conj Z[h - k]).
 * One pair (k, h - k) per lane; `m` is Z[h - k].
 */
inline void untangle(F64x2 wr, F64x2 wi, F64x2& kr, F64x2& ki, F64x2& mr, F64x2& mi) {
  const F64x2 half = splat2(0.5);
  const F64x2 evenRe = half * (kr + mr), evenIm = half * (ki - mi);
  const F64x2 oddRe = half * (ki + mi), oddIm = half * (mr - kr);
  F64x2 r, i;
  rotate(oddRe, oddIm, wr, wi, r, i);
  kr = evenRe + r;
  ki = evenIm + i;
  mr = evenRe - r;
  mi = i - evenIm;
}

/** The way back, doubled: Z[k] = X[k] + conj X[h - k] + j conj(w)^k (X[k] - conj X[h - k]). */
inline void tangle(F64x2 wr, F64x2 wi, F64x2& kr, F64x2& ki, F64x2& mr, F64x2& mi) {
  const F64x2 evenRe = kr + mr, evenIm = ki - mi;
  F64x2 r, i;
  rotate(kr - mr, ki + mi, wr, -wi, r, i);
  kr = evenRe - i;
  ki = evenIm + r;
  mr = evenRe + i;
  mi = r - evenIm;
}

}  // namespace

void real_fft_forward(const RealFftPlan* plan, const double* x, double* re, double* im) {
  const int h = plan->half.size;
  plan->half.from_interleaved(x, re, im);
  const double r0 = re[0], i0 = im[0];
  re[0] = r0 + i0;
  re[h] = r0 - i0;
  im[0] = 0.0;
  im[h] = 0.0;
  const double* w = plan->roots.data();
  int k = 1;
  // Two pairs at once while they do not meet in the middle.
  for (; k + 1 < h - k - 1; k += 2, w += 4) {
    const int m = h - k - 1;
    F64x2 kr = load2(re + k), ki = load2(im + k);
    F64x2 mr = swap2(load2(re + m)), mi = swap2(load2(im + m));
    untangle(load2(w), load2(w + 2), kr, ki, mr, mi);
    store2(re + k, kr);
    store2(im + k, ki);
    store2(re + m, swap2(mr));
    store2(im + m, swap2(mi));
  }
  for (int lane = 0; k <= h - k; ++k, ++lane) {
    const int m = h - k;
    F64x2 kr = splat2(re[k]), ki = splat2(im[k]), mr = splat2(re[m]), mi = splat2(im[m]);
    untangle(splat2(w[lane]), splat2(w[lane + 2]), kr, ki, mr, mi);
    re[m] = first2(mr);
    im[m] = first2(mi);
    re[k] = first2(kr);
    im[k] = first2(ki);
  }
}

void real_fft_inverse(const RealFftPlan* plan, const double* re, const double* im, double* x, double* work) {
  const int h = plan->half.size;
  // x takes the half-size spectrum, interleaved with its parts exchanged: a forward transform is then the inverse.
  x[0] = re[0] - re[h];
  x[1] = re[0] + re[h];
  const double* w = plan->roots.data();
  int k = 1;
  for (; k + 1 < h - k - 1; k += 2, w += 4) {
    const int m = h - k - 1;
    F64x2 kr = load2(re + k), ki = load2(im + k);
    F64x2 mr = swap2(load2(re + m)), mi = swap2(load2(im + m));
    tangle(load2(w), load2(w + 2), kr, ki, mr, mi);
    store2(x + 2 * k, low2(ki, kr));
    store2(x + 2 * k + 2, high2(ki, kr));
    store2(x + 2 * m, high2(mi, mr));
    store2(x + 2 * m + 2, low2(mi, mr));
  }
  for (int lane = 0; k <= h - k; ++k, ++lane) {
    const int m = h - k;
    F64x2 kr = splat2(re[k]), ki = splat2(im[k]), mr = splat2(re[m]), mi = splat2(im[m]);
    tangle(splat2(w[lane]), splat2(w[lane + 2]), kr, ki, mr, mi);
    x[2 * m] = first2(mi);
    x[2 * m + 1] = first2(mr);
    x[2 * k] = first2(ki);
    x[2 * k + 1] = first2(kr);
  }
  double* zi = work;
  double* zr = work + h;
  plan->half.from_interleaved(x, zi, zr);
  if (h == 1) {
    x[0] = zr[0];
    x[1] = zi[0];
    return;
  }
  for (int n = 0; n < h; n += 2) {
    const F64x2 r = load2(zr + n), i = load2(zi + n);
    store2(x + 2 * n, low2(r, i));
    store2(x + 2 * n + 2, high2(r, i));
  }
}

}  // namespace sonde
