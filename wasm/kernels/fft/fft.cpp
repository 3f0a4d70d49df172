#include "fft.hpp"

#include <utility>

#include "fft-passes.hpp"
#include "fft-plan.hpp"
#include "unit-root.hpp"

namespace sonde {

namespace {

constexpr int kLargestComplex = 1 << 26;
/** Complex points that the inner passes finish before moving on: 64 KiB, so that a large transform stays in cache. */
constexpr int kCachePoints = 4096;

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

double* put_roots(double* at, int k, int power, int n) {
  const UnitRoot a = unit_root(static_cast<long long>(k) * power % n, n);
  const UnitRoot b = unit_root(static_cast<long long>(k + 1) * power % n, n);
  at[0] = a.re;
  at[1] = b.re;
  at[2] = a.im;
  at[3] = b.im;
  return at + 4;
}

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

}  // namespace sonde
