#include "hilbert.hpp"

#include "../fft/mixed-fft.hpp"
#include "../memory.hpp"
#include "../simd.hpp"

namespace sonde {

struct HilbertPair {
  int n = 0;
  int length = 0;
  int passes = 0;
  MixedFftPlan* plan = nullptr;
  Buffer<double> a;
  Buffer<double> b;
  ~HilbertPair() { mixed_fft_plan_destroy(plan); }
};

HilbertPair* hilbert_pair_create(int n) {
  auto* hilbert = create<HilbertPair>();
  if (hilbert == nullptr) return nullptr;
  hilbert->n = n;
  hilbert->length = smooth_length(n);
  hilbert->plan = mixed_fft_plan_create(hilbert->length);
  const std::size_t doubles = 2 * static_cast<std::size_t>(hilbert->length);
  if (n < 1 || hilbert->plan == nullptr || !hilbert->a.allocate(doubles) || !hilbert->b.allocate(doubles)) {
    destroy(hilbert);
    return nullptr;
  }
  hilbert->passes = mixed_fft_passes(hilbert->plan);
  return hilbert;
}

void hilbert_pair_destroy(HilbertPair* hilbert) { destroy(hilbert); }

int hilbert_pair_steps(const HilbertPair* hilbert) { return 2 * hilbert->passes + 3; }

namespace {

void take(HilbertPair* hilbert, const double* x) {
  for (int i = 0; i < hilbert->n; ++i) store2(hilbert->a.data() + 2 * i, load2(x + 2 * i));
  for (int i = hilbert->n; i < hilbert->length; ++i) store2(hilbert->a.data() + 2 * i, splat2(0.0));
}

/**
 * Multiplies by -j at positive and +j at negative frequencies, 0 at those that are both, and exchanges the parts: the
 * inverse transform is the forward one between two exchanges.
 */
void quarter_turn(double* z, int length) {
  const int half = (length + 1) / 2;
  store2(z, splat2(0.0));
  for (int k = 1; k < half; ++k) store2(z + 2 * k, load2(z + 2 * k) * pair2(-1.0, 1.0));
  if (length % 2 == 0) store2(z + length, splat2(0.0));
  for (int k = length - half + 1; k < length; ++k) store2(z + 2 * k, load2(z + 2 * k) * pair2(1.0, -1.0));
}

void give(const double* turned, double* x, int n, int length) {
  const F64x2 scale = splat2(1.0 / length);
  for (int i = 0; i < n; ++i) {
    const F64x2 re = load2(x + 2 * i);
    const F64x2 im = swap2(load2(turned + 2 * i)) * scale;
    store2(x + 2 * i, sqrt2(re * re + im * im));
  }
}

}  // namespace

void hilbert_pair_step(HilbertPair* hilbert, int step, double* x) {
  const int passes = hilbert->passes;
  double* a = hilbert->a.data();
  double* b = hilbert->b.data();
  // Passes go from one array to the other; `odd` is whether an odd number of them has been done.
  if (step == 0) {
    take(hilbert, x);
  } else if (step <= passes) {
    const bool odd = (step - 1) % 2 == 1;
    mixed_fft_pass(hilbert->plan, step - 1, odd ? b : a, odd ? a : b);
  } else if (step == passes + 1) {
    quarter_turn(passes % 2 == 1 ? b : a, hilbert->length);
  } else if (step <= 2 * passes + 1) {
    const bool odd = (step - 2) % 2 == 1;
    mixed_fft_pass(hilbert->plan, step - passes - 2, odd ? b : a, odd ? a : b);
  } else {
    give(a, x, hilbert->n, hilbert->length);
  }
}

}  // namespace sonde
