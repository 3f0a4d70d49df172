#include "../kernels/modify/f0-change.hpp"
#include "../kernels/modify/retime.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

int main() {
  test("an octave is twelve semitones, exactly", [] {
    EXPECT(semitone_ratio(12) == 2 && semitone_ratio(-24) == 0.25 && semitone_ratio(0) == 1);
  });

  test("the geometric mean leaves unvoiced frames out and does not drift over a long contour", [] {
    const int frames = 1000000;
    std::vector<double> f0(frames);
    for (int i = 0; i < frames; ++i) f0[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? 100 : 400;
    EXPECT(std::fabs(geometric_mean_f0(f0.data(), frames) - 200) < 1e-11);
    EXPECT(geometric_mean_f0(f0.data(), 1) == 0 && geometric_mean_f0(f0.data(), 0) == 0);
  });

  test("times are even and end where they should", [] {
    Fenced times(7);
    spread_times(0.1, 7, times.data());
    EXPECT(times[0] == 0 && times[6] == 0.1 && std::fabs(times[3] - 0.05) < 1e-16);
    Fenced one(1);
    spread_times(0.1, 1, one.data());
    EXPECT(one[0] == 0);
    EXPECT(times.fences_intact() && one.fences_intact());
  });

  test("the frame before a time is the last that is not after it", [] {
    for (const double period : {5.0, 1.0, 0.1, 3.3}) {
      for (int i = 0; i < 2000; ++i) {
        EXPECT(frame_before(i * period / 1000, period, 2001) == i);
        EXPECT(frame_before((i + 0.5) * period / 1000, period, 2001) == i);
      }
    }
    EXPECT(frame_before(-1, 5, 10) == 0 && frame_before(1e9, 5, 10) == 9 && frame_before(0, 5, 1) == 0);
  });

  test("a contour at other times stays inside its fences, whatever is voiced", [] {
    for (int frames : {1, 2, 3, 4, 5, 30}) {
      for (int voiced = 0; voiced <= frames && voiced < 6; ++voiced) {
        for (int count : {1, 2, 77}) {
          Fenced f0(frames), times(count), out(count);
          for (int i = 0; i < frames; ++i) f0[i] = i < voiced ? 100 + 7 * (i % 4) : 0;
          spread_times((frames - 1) * 0.005, count, times.data());
          EXPECT(retime_f0(f0.data(), frames, 5, times.data(), count, out.data()));
          EXPECT(f0.fences_intact() && times.fences_intact() && out.fences_intact() && out.all_finite());
          EXPECT(out[0] == f0[0]);
        }
      }
    }
  });

  test("a plane stays a plane at other times and frequencies, from only the rows around them", [] {
    const int bins = 17, total = 40, first = 10, frames = 12, count = 23;
    Fenced rows(frames * bins), times(count), out(count * bins);
    for (int i = 0; i < frames * bins; ++i) rows[i] = 3.0 * (first + i / bins) - 0.5 * (i % bins);
    for (int i = 0; i < count; ++i) times[i] = (first + i * 11.0 / (count - 1)) * 0.005;
    for (const double ratio : {1.0, 0.3, 1.7, 100.0}) {
      resample_rows({rows.data(), first, frames, bins}, total, 5, ratio, times.data(), count, out.data());
      double error = 0;
      for (int i = 0; i < count * bins; ++i) {
        const double expected = 3 * times[i / bins] / 0.005 - 0.5 * std::fmin(i % bins * ratio, bins - 1);
        error = std::fmax(error, std::fabs(out[i] - expected));
      }
      EXPECT(error < 1e-11);
      EXPECT(out.fences_intact());
    }
  });

  return report();
}
