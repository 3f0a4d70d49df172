#include "../kernels/modify/f0-edit.hpp"

#include <algorithm>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

bool near(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::fabs(b); }

/** 100, 101, ... Hz, unvoiced where a frame's letter is a dot. */
std::vector<double> contour(const char* letters) {
  std::vector<double> f0;
  for (int i = 0; letters[i] != 0; ++i) f0.push_back(letters[i] == '.' ? 0.0 : 100.0 + i);
  return f0;
}

}  // namespace

int main() {
  test("up an octave or a twelfth and down again is exactly nothing", [] {
    auto f0 = contour("..vvv.vv");
    const auto before = f0;
    for (const double factor : {2.0, 3.0}) {
      rescale_f0(f0.data(), 1, 6, factor, 1);
      EXPECT(f0[3] == factor * 103 && f0[1] == 0 && f0[7] == 107);
      rescale_f0(f0.data(), 1, 6, 1, factor);
      EXPECT(f0 == before);
    }
  });

  test("a gap gets what lies between its neighbours on a logarithmic scale, and only inside the span", [] {
    std::vector<double> f0 = {100, 0, 0, 0, 1600, 0};
    EXPECT(voice_f0(f0.data(), 6, 2, 5) == 0);
    EXPECT(f0[1] == 0 && near(f0[2], 400) && near(f0[3], 800) && f0[4] == 1600 && f0[5] == 1600);
    std::vector<double> late = {0, 0, 150};
    EXPECT(voice_f0(late.data(), 3, 0, 1) == 0 && late[0] == 150 && late[1] == 150);
  });

  test("a contour without any voice stays so, and says for how many frames", [] {
    auto f0 = contour(".....");
    EXPECT(voice_f0(f0.data(), 5, 1, 3) == 3);
    EXPECT(f0 == contour("....."));
  });

  test("taking a voice away and giving it back leaves no gap and only the span changed", [] {
    auto f0 = contour("vvvvvvvv");
    unvoice_f0(f0.data(), 2, 4);
    EXPECT(f0 == contour("vv...vvv"));
    voice_f0(f0.data(), 8, 2, 4);
    for (int i = 0; i < 8; ++i) EXPECT(std::fabs(f0[i] - (100 + i)) < 0.02);
  });

  test("a drawn line goes through its anchors, and no voice comes or goes", [] {
    auto f0 = contour("vv.vvvvv");
    const std::vector<double> times = {0.005, 0.030}, hz = {100, 3200};
    draw_f0(f0.data(), 8, 5, 0, 7, 0, times.data(), hz.data(), 2);
    EXPECT(f0[0] == 100 && f0[1] == 100 && f0[2] == 0);
    EXPECT(near(f0[3], 400) && near(f0[4], 800) && near(f0[6], 3200) && f0[7] == 3200);
    draw_f0(f0.data(), 8, 5, 3, 3, 0, times.data(), hz.data(), 1);
    EXPECT(f0[3] == 100);
  });

  test("a line comes in from a run that goes on, and not from a gap", [] {
    std::vector<double> f0(12, 100.0);
    f0[8] = 0;
    const double time = 0, hz = 800;
    draw_f0(f0.data(), 12, 5, 2, 7, 0.010, &time, &hz, 1);
    EXPECT(f0[1] == 100 && near(f0[2], 200) && near(f0[3], 400) && f0[4] == 800);
    EXPECT(f0[7] == 800 && f0[8] == 0 && f0[9] == 100);
  });

  test("a median takes a single jump away and leaves a slope as it was", [] {
    auto f0 = contour("vvvvvvvvv");
    f0[4] = 800;
    std::vector<double> out(9);
    median_f0(f0.data(), 9, 0, 8, 5, out.data());
    for (int i = 0; i < 9; ++i) {
      if (i != 4) EXPECT(std::fabs(out[i] - (100 + i)) <= 1);
    }
    EXPECT(out[4] < 107 && out[0] == 100 && out[8] == 108);
  });

  test("smoothing leaves a level and an exponential slope as they were, and keeps to its run", [] {
    std::vector<double> f0(60), out(60);
    for (int i = 0; i < 60; ++i) f0[i] = i == 30 ? 0 : i < 30 ? 200 : 400;
    smooth_f0(f0.data(), 60, 5, 0, 59, 50, out.data());
    EXPECT(out == f0);
    for (int i = 0; i < 60; ++i) f0[i] = 100 * std::exp(0.01 * i);
    smooth_f0(f0.data(), 60, 5, 26, 33, 20, out.data());
    for (int i = 0; i < 60; ++i) EXPECT(near(out[i], f0[i]));
    f0[30] *= 2;
    smooth_f0(f0.data(), 60, 5, 26, 33, 20, out.data());
    EXPECT(out[30] < 1.25 * f0[29] && out[29] > f0[29] && out[34] == f0[34]);
  });

  test("limits hold what is voiced and count it", [] {
    std::vector<double> f0 = {5, 0, 100, 9000};
    EXPECT(limit_f0(f0.data(), 0, 3, 10, 8000) == 2);
    EXPECT(f0[0] == 10 && f0[1] == 0 && f0[2] == 100 && f0[3] == 8000);
  });

  test("whatever is edited where, nothing outside is touched and all stays finite", [] {
    std::mt19937 random(7);
    const auto below = [&random](int n) { return static_cast<int>(random() % n); };
    for (int round = 0; round < 3000; ++round) {
      const int frames = 1 + below(40);
      const int first = below(frames), last = first + below(frames - first);
      Fenced f0(frames), out(frames);
      for (int i = 0; i < frames; ++i) f0[i] = below(3) == 0 ? 0 : 50 + below(500);
      std::vector<double> before(f0.data(), f0.data() + frames);
      const int count = 1 + below(4);
      std::vector<double> times(count), hz(count);
      for (int i = 0; i < count; ++i) {
        times[i] = (i == 0 ? 0 : times[i - 1]) + 0.001 * (1 + below(60));
        hz[i] = 10 + below(5000);
      }
      double* result = f0.data();
      switch (below(6)) {
        case 0: voice_f0(result, frames, first, last); break;
        case 1: draw_f0(result, frames, 5, first, last, 0.001 * below(30), times.data(), hz.data(), count); break;
        case 2: median_f0(f0.data(), frames, first, last, 1 + 2 * below(16), result = out.data()); break;
        case 3: smooth_f0(f0.data(), frames, 0.5 * (1 + below(20)), first, last, 1 + below(100), result = out.data()); break;
        case 4: unvoice_f0(result, first, last); break;
        default: rescale_f0(result, first, last, 1 + below(3), 1 + below(3));
      }
      EXPECT(f0.fences_intact() && (result == f0.data() || out.fences_intact()));
      for (int i = 0; i < frames; ++i) {
        EXPECT(result[i] >= 0 && result[i] < 1e5);
        if (i < first || i > last) EXPECT(result[i] == before[i]);
      }
    }
  });

  return report();
}
