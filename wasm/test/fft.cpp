#include "../kernels/fft/fft.hpp"
#include "../kernels/fft/padded-fft.hpp"

#include <cmath>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

constexpr long double kPi = 3.14159265358979323846264338327950288L;

/** Largest distance of re, im from the sum of the definition over about `bins` bins, relative to its size. */
double distance_from_definition(const std::vector<double>& x, const std::vector<double>& y, Fenced& re, Fenced& im) {
  const int n = static_cast<int>(x.size());
  const int step = n > 512 ? n / 31 : 1;
  long double error = 0, size = 0;
  for (int k = 0; k < n; k += step) {
    long double a = 0, b = 0;
    for (int i = 0; i < n; ++i) {
      const long double angle = -2 * kPi * (static_cast<long long>(i) * k % n) / n;
      a += x[i] * std::cos(angle) - y[i] * std::sin(angle);
      b += x[i] * std::sin(angle) + y[i] * std::cos(angle);
    }
    error += (re[k] - a) * (re[k] - a) + (im[k] - b) * (im[k] - b);
    size += a * a + b * b;
  }
  return static_cast<double>(std::sqrt(error / size));
}

void put(Fenced& to, const std::vector<double>& from) {
  for (int i = 0; i < to.size(); ++i) to[i] = from[i];
}

/** Padded transforms of `count` samples, block by block and in order, against the transform of all N. */
void check_padded(const PaddedFftPlan* plan, int n, int count) {
  const PaddedShape shape = padded_shape(plan, count);
  EXPECT(shape.blocks * shape.size == n && shape.room() >= count);
  const std::vector<double> x = noise(count, 4), y = noise(count, 5);
  Fenced re(n), im(n), padded_x(shape.room()), padded_y(shape.room()), br(shape.size), bi(shape.size);
  for (int i = 0; i < n; ++i) {
    re[i] = i < count ? x[i] : 0;
    im[i] = i < count ? y[i] : 0;
    if (i >= shape.room()) continue;
    padded_x[i] = re[i];
    padded_y[i] = im[i];
  }
  FftPlan* whole = fft_plan_create(n);
  fft_complex(whole, re.data(), im.data());
  double error = 0;
  for (int r = 0; r < shape.blocks; ++r) {
    padded_block(plan, count, padded_x.data(), padded_y.data(), r, br.data(), bi.data());
    for (int k = 0; k < shape.size; ++k) {
      const int bin = shape.blocks * k + r;
      error = std::fmax(error, std::fmax(std::fabs(br[k] - re[bin]), std::fabs(bi[k] - im[bin])));
    }
  }
  EXPECT(error < 4e-15 * std::sqrt(n));
  fft_plan_destroy(whole);

  Fenced half_re(n / 2 + 1), half_im(n / 2 + 1), real_x(n), work_re(shape.size + 1), work_im(shape.size + 1);
  Fenced blocks(n / 2 + 1), power(n / 2 + 1);
  for (int i = 0; i < n; ++i) real_x[i] = i < count ? x[i] : 0;
  RealFftPlan* real = real_fft_plan_create(n);
  real_fft_forward(real, real_x.data(), half_re.data(), half_im.data());
  padded_power(plan, count, padded_x.data(), work_re.data(), work_im.data(), blocks.data());
  padded_order(shape, blocks.data(), power.data());
  error = 0;
  for (int k = 0; k <= n / 2; ++k) {
    error = std::fmax(error, std::fabs(power[k] - (half_re[k] * half_re[k] + half_im[k] * half_im[k])));
  }
  EXPECT(error < 1e-14 * n);
  for (const Fenced* each : {&br, &bi, &padded_x, &padded_y, &work_re, &work_im, &blocks, &power}) {
    EXPECT(each->fences_intact());
  }
  real_fft_plan_destroy(real);
}

}  // namespace

int main() {
  test("a complex transform equals its definition and comes back", [] {
    for (int n = 1; n <= 65536; n *= 2) {
      const std::vector<double> x = noise(n, 1), y = noise(n, 2);
      Fenced re(n), im(n);
      put(re, x);
      put(im, y);
      FftPlan* plan = fft_plan_create(n);
      EXPECT(plan != nullptr);
      EXPECT(fft_plan_size(plan) == n);
      fft_complex(plan, re.data(), im.data());
      if (n <= 16384) EXPECT(distance_from_definition(x, y, re, im) < 4e-16);
      fft_complex(plan, im.data(), re.data());
      double largest = 0;
      for (int i = 0; i < n; ++i) {
        largest = std::fmax(largest, std::fmax(std::fabs(re[i] / n - x[i]), std::fabs(im[i] / n - y[i])));
      }
      EXPECT(largest < 2e-15);
      EXPECT(re.fences_intact() && im.fences_intact());
      fft_plan_destroy(plan);
    }
  });

  test("a real transform equals the complex one and comes back, inside its fences", [] {
    for (int n = 2; n <= 65536; n *= 2) {
      const std::vector<double> x = noise(n, 3);
      Fenced wholeRe(n), wholeIm(n), re(n / 2 + 1), im(n / 2 + 1), back(n), work(n);
      for (int i = 0; i < n; ++i) {
        wholeRe[i] = x[i];
        wholeIm[i] = 0;
      }
      FftPlan* whole = fft_plan_create(n);
      RealFftPlan* plan = real_fft_plan_create(n);
      fft_complex(whole, wholeRe.data(), wholeIm.data());
      real_fft_forward(plan, x.data(), re.data(), im.data());
      double largest = 0;
      for (int k = 0; k <= n / 2; ++k) {
        largest = std::fmax(largest, std::fmax(std::fabs(re[k] - wholeRe[k]), std::fabs(im[k] - wholeIm[k])));
      }
      EXPECT(largest < 4e-15 * std::sqrt(n) * std::sqrt(n));
      EXPECT(im[0] == 0 && im[n / 2] == 0);
      im[0] = 1;
      im[n / 2] = -1;
      real_fft_inverse(plan, re.data(), im.data(), back.data(), work.data());
      largest = 0;
      for (int i = 0; i < n; ++i) largest = std::fmax(largest, std::fabs(back[i] / n - x[i]));
      EXPECT(largest < 2e-15);
      EXPECT(re.fences_intact() && im.fences_intact() && back.fences_intact() && work.fences_intact());
      real_fft_plan_destroy(plan);
      fft_plan_destroy(whole);
    }
  });

  test("a padded transform equals the whole one, for any number of samples", [] {
    for (const int n : {64, 128, 1024, 4096}) {
      PaddedFftPlan* plan = padded_fft_plan_create(n);
      EXPECT(plan != nullptr);
      for (const int count : {1, 2, n / 8 - 1, n / 8 + 3, n / 4, n / 4 + 1, n / 2 - 1, n / 2 + 1, n - 1, n}) {
        check_padded(plan, n, count);
      }
      padded_fft_plan_destroy(plan);
    }
    for (const int n : {-8, 0, 32, 96}) EXPECT(padded_fft_plan_create(n) == nullptr);
    padded_fft_plan_destroy(nullptr);
  });

  test("sizes that are no power of two, or out of range, give no plan", [] {
    for (const int n : {-8, 0, 3, 6, 1000, (1 << 27) + (1 << 3)}) EXPECT(fft_plan_create(n) == nullptr);
    for (const int n : {-8, 0, 1, 3, 6, 1000}) EXPECT(real_fft_plan_create(n) == nullptr);
    fft_plan_destroy(nullptr);
    real_fft_plan_destroy(nullptr);
  });

  return report();
}
