#include "sos.hpp"

#include <cmath>

#include "../memory.hpp"
#include "../simd.hpp"

namespace sonde {

namespace {

constexpr double kPi = 3.14159265358979323846;
/** Coefficients of a section in a pair: b0 b1 b2 a1 a2, both lanes of each. */
constexpr int kSectionDoubles = 10;
constexpr int kStateDoubles = 4;

/** S sections over n samples, `step` doubles apart, in place. */
template <int S>
void run_sections(const double* coefficients, double* state, double* x, int n, int step) {
  F64x2 b0[S], b1[S], b2[S], a1[S], a2[S], s0[S], s1[S];
  for (int k = 0; k < S; ++k) {
    const double* c = coefficients + kSectionDoubles * k;
    b0[k] = load2(c), b1[k] = load2(c + 2), b2[k] = load2(c + 4), a1[k] = load2(c + 6), a2[k] = load2(c + 8);
    s0[k] = load2(state + kStateDoubles * k), s1[k] = load2(state + kStateDoubles * k + 2);
  }
  for (; n > 0; --n, x += step) {
    F64x2 v = load2(x);
    for (int k = 0; k < S; ++k) {
      const F64x2 y = b0[k] * v + s0[k];
      s0[k] = b1[k] * v - a1[k] * y + s1[k];
      s1[k] = b2[k] * v - a2[k] * y;
      v = y;
    }
    store2(x, v);
  }
  for (int k = 0; k < S; ++k) {
    store2(state + kStateDoubles * k, s0[k]);
    store2(state + kStateDoubles * k + 2, s1[k]);
  }
}

/** All sections, at most four at a time: what one hands to the next is the same, sample by sample or block by block. */
void run_cascade(const double* coefficients, double* state, int sections, double* x, int n, int step) {
  for (int done = 0; done < sections;) {
    const double* c = coefficients + kSectionDoubles * done;
    double* s = state + kStateDoubles * done;
    const int left = sections - done;
    if (left >= 4) run_sections<4>(c, s, x, n, step);
    if (left == 3) run_sections<3>(c, s, x, n, step);
    if (left == 2) run_sections<2>(c, s, x, n, step);
    if (left == 1) run_sections<1>(c, s, x, n, step);
    done += left >= 4 ? 4 : left;
  }
}

/** State of each section, `[sections x 2]`, after a constant 1 for ever. */
void steady_state(const double* sos, int sections, int lane, double* state) {
  double scale = 1.0;
  for (int k = 0; k < sections; ++k) {
    const double* c = sos + 6 * k;
    const double b1 = c[1] - c[4] * c[0];
    const double b2 = c[2] - c[5] * c[0];
    const double z0 = (b1 + b2) / (1 + c[4] + c[5]);
    state[kStateDoubles * k + lane] = scale * z0;
    state[kStateDoubles * k + 2 + lane] = scale * ((1 + c[4]) * z0 - b1);
    scale *= (c[0] + c[1] + c[2]) / (1 + c[4] + c[5]);
  }
}

}  // namespace

struct SosPair {
  int sections = 0;
  int edge = 0;
  bool zero_phase = false;
  Buffer<double> coefficients;
  Buffer<double> steady;
  Buffer<double> state;
  /** A continuation, and room for the one that is thrown away. */
  Buffer<double> beyond;
  Buffer<double> before;
  double* x = nullptr;
  int n = 0;
  bool backward = false;
  int done = 0;
};

double sos_gain(const double* sos, int sections, double frequency, double sample_rate) {
  const double w = 2 * kPi * frequency / sample_rate;
  const double c1 = std::cos(w), s1 = -std::sin(w);
  const double c2 = std::cos(2 * w), s2 = -std::sin(2 * w);
  double gain = 1.0;
  for (int k = 0; k < sections; ++k) {
    const double* c = sos + 6 * k;
    gain *= std::hypot(c[0] + c[1] * c1 + c[2] * c2, c[1] * s1 + c[2] * s2) /
            std::hypot(1 + c[4] * c1 + c[5] * c2, c[4] * s1 + c[5] * s2);
  }
  return gain;
}

int sos_edge(const double* sos, int sections) {
  int zeros = 0;
  int poles = 0;
  for (int k = 0; k < sections; ++k) {
    if (sos[6 * k + 2] == 0.0) ++zeros;
    if (sos[6 * k + 5] == 0.0) ++poles;
  }
  return 3 * (2 * sections + 1 - (zeros < poles ? zeros : poles));
}

SosPair* sos_pair_create(const double* first, const double* second, int sections, bool zero_phase) {
  const int edge = zero_phase ? sos_edge(first, sections) : 0;
  if (sections < 1 || (zero_phase && edge != sos_edge(second, sections))) return nullptr;
  auto* pair = create<SosPair>();
  if (pair == nullptr) return nullptr;
  const std::size_t count = static_cast<std::size_t>(sections);
  const std::size_t around = 2 * static_cast<std::size_t>(edge);
  if (!pair->coefficients.allocate(kSectionDoubles * count) || !pair->steady.allocate(kStateDoubles * count) ||
      !pair->state.allocate(kStateDoubles * count) || !pair->beyond.allocate(around) ||
      !pair->before.allocate(around)) {
    destroy(pair);
    return nullptr;
  }
  pair->sections = sections;
  pair->edge = edge;
  pair->zero_phase = zero_phase;
  constexpr int kKept[5] = {0, 1, 2, 4, 5};
  for (int k = 0; k < sections; ++k) {
    for (int i = 0; i < 5; ++i) {
      pair->coefficients[kSectionDoubles * k + 2 * i] = first[6 * k + kKept[i]];
      pair->coefficients[kSectionDoubles * k + 2 * i + 1] = second[6 * k + kKept[i]];
    }
  }
  steady_state(first, sections, 0, pair->steady.data());
  steady_state(second, sections, 1, pair->steady.data());
  return pair;
}

void sos_pair_destroy(SosPair* pair) { destroy(pair); }

namespace {

void set_state(SosPair* pair, F64x2 value) {
  for (int i = 0; i < kStateDoubles * pair->sections; i += 2) {
    store2(pair->state.data() + i, load2(pair->steady.data() + i) * value);
  }
}

void run(SosPair* pair, double* x, int n, int step) {
  run_cascade(pair->coefficients.data(), pair->state.data(), pair->sections, x, n, step);
}

/** Both continuations are taken before anything is filtered; the left one is heard, the right one kept. */
void begin_forward(SosPair* pair) {
  const int edge = pair->edge;
  const double* x = pair->x;
  const double* last = x + 2 * (pair->n - 1);
  for (int i = 0; i < edge; ++i) {
    store2(pair->before.data() + 2 * i, splat2(2.0) * load2(x) - load2(x + 2 * (edge - i)));
    store2(pair->beyond.data() + 2 * i, splat2(2.0) * load2(last) - load2(last - 2 * (i + 1)));
  }
  set_state(pair, load2(pair->before.data()));
  run(pair, pair->before.data(), edge, 2);
}

void begin_backward(SosPair* pair) {
  double* end = pair->beyond.data() + 2 * (pair->edge - 1);
  run(pair, pair->beyond.data(), pair->edge, 2);
  set_state(pair, load2(end));
  run(pair, end, pair->edge, -2);
  pair->backward = true;
  pair->done = 0;
}

}  // namespace

bool sos_pair_start(SosPair* pair, double* x, int n) {
  if (n < 1 || n <= pair->edge) return false;
  pair->x = x;
  pair->n = n;
  pair->done = 0;
  pair->backward = false;
  for (std::size_t i = 0; i < pair->state.size(); ++i) pair->state[i] = 0.0;
  if (pair->zero_phase) begin_forward(pair);
  return true;
}

std::int64_t sos_pair_left(const SosPair* pair) {
  const std::int64_t in_pass = pair->n - pair->done;
  return pair->zero_phase && !pair->backward ? in_pass + pair->n : in_pass;
}

void sos_pair_run(SosPair* pair, int count) {
  while (count > 0 && pair->done < pair->n) {
    const int left = pair->n - pair->done;
    const int now = count < left ? count : left;
    if (pair->backward) {
      run(pair, pair->x + 2 * (left - 1), now, -2);
    } else {
      run(pair, pair->x + 2 * pair->done, now, 2);
    }
    pair->done += now;
    count -= now;
    if (pair->done == pair->n && pair->zero_phase && !pair->backward) begin_backward(pair);
  }
}

}  // namespace sonde
