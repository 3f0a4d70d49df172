#include <algorithm>
#include <cmath>
#include <string>

#include "../abi/sonde_f0.h"
#include "../kernels/f0/decimate.hpp"
#include "../kernels/f0/dio.hpp"
#include "../kernels/f0/seekable-decimation.hpp"
#include "../kernels/f0/stone-mask.hpp"
#include "test.hpp"
#include "voice.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

/** The contour, run `blocks` at a time; its fences and its numbers are checked. */
std::vector<double> dio(const std::vector<double>& x, const DioOptions& options, int blocks) {
  DioPlan* plan = dio_plan_create(options);
  EXPECT(plan != nullptr);
  Dio* dio = dio_create(plan, x.data(), static_cast<int>(x.size()));
  EXPECT(dio != nullptr);
  while (dio_blocks_left(dio) > 0) dio_run(dio, blocks);
  Fenced f0(dio_frames(dio));
  EXPECT(dio_finish(dio, f0.data()));
  EXPECT(f0.fences_intact() && f0.all_finite());
  const std::vector<double> result(f0.data(), f0.data() + f0.size());
  dio_destroy(dio);
  dio_plan_destroy(plan);
  return result;
}

DioOptions at(int sampleRate) {
  DioOptions options;
  options.sampleRate = sampleRate;
  return options;
}

}  // namespace

int main() {
  test("a voice is found at every sampling rate, and refined", [] {
    for (const int sampleRate : {8000, 11025, 16000, 44100, 48000, 96000, 192000}) {
      const std::vector<double> x = voice(131, sampleRate, sampleRate / 2);
      const int n = static_cast<int>(x.size());
      const std::vector<double> coarse = dio(x, at(sampleRate), 1);
      StoneMaskPlan* plan = stone_mask_plan_create(sampleRate);
      StoneMask* mask = stone_mask_create(plan);
      for (std::size_t i = 20; i < 80; ++i) {
        EXPECT(std::fabs(coarse[i] - 131) < 2);
        EXPECT(std::fabs(stone_mask_refine(mask, {x.data(), n, 5.0}, i * 0.005, coarse[i]) - 131) < 0.5);
      }
      stone_mask_destroy(mask);
      stone_mask_plan_destroy(plan);
    }
  });

  test("the contour does not depend on how many blocks run at a time", [] {
    const std::vector<double> x = voice(180, 16000, 48000);
    const std::vector<double> one = dio(x, at(16000), 1);
    EXPECT(one == dio(x, at(16000), 3));
    EXPECT(one == dio(x, at(16000), 1000));
  });

  test("short, silent, constant and noisy sounds give numbers inside their fences, decimated or not", [] {
    for (const int n : {1, 2, 3, 9, 10, 11, 30, 500, 1763, 1764, 1765, 20000}) {
      for (int decimation = 1; decimation <= 12; ++decimation) {
        DioOptions options = at(44100);
        options.decimation = decimation;
        const std::vector<double> silence = dio(std::vector<double>(n), options, 7);
        EXPECT(std::all_of(silence.begin(), silence.end(), [](double f0) { return f0 == 0; }));
        dio(std::vector<double>(n, 0.5), options, 7);
        dio(noise(n, n), options, 7);
      }
    }
  });

  test("odd options stay inside their fences", [] {
    for (const double floor : {1.0, 20.0, 400.0, 800.0}) {
      for (const double period : {0.5, 1.0, 10.0, 1000.0}) {
        for (const int sampleRate : {1, 50, 700, 4000}) {
          DioOptions options = at(sampleRate);
          options.f0Floor = floor;
          options.framePeriodMs = period;
          dio(noise(1000, 5), options, 2);
        }
      }
    }
  });

  test("options out of their range give no plan", [] {
    DioOptions wrong = at(0);
    EXPECT(dio_plan_create(wrong) == nullptr);
    wrong = at(16000);
    wrong.f0Ceiling = 70;
    EXPECT(dio_plan_create(wrong) == nullptr);
    wrong = at(16000);
    wrong.decimation = 13;
    EXPECT(dio_plan_create(wrong) == nullptr);
    wrong = at(16000);
    wrong.framePeriodMs = NAN;
    EXPECT(dio_plan_create(wrong) == nullptr);
    dio_plan_destroy(nullptr);
    dio_destroy(nullptr);
  });

  test("StoneMask looks at no sample outside the sound, whatever time and f0", [] {
    for (const int sampleRate : {1, 400, 481, 8000, 44100, 192000}) {
      StoneMaskPlan* plan = stone_mask_plan_create(sampleRate);
      StoneMask* mask = stone_mask_create(plan);
      for (const int n : {1, 2, 30, 5000}) {
        const std::vector<double> x = noise(n, 11);
        for (const double f0 : {0.0, 40.0, 40.0001, 71.0, 200.0, sampleRate / 12.0, sampleRate / 11.9, double(NAN)}) {
          for (const double time : {0.0, 0.5 / sampleRate, 1.5 / sampleRate, 0.005, n / double(sampleRate), 10.0}) {
            const double refined = stone_mask_refine(mask, {x.data(), n, 5.0}, time, f0);
            EXPECT(std::isfinite(refined) && refined >= 0);
          }
        }
      }
      stone_mask_destroy(mask);
      stone_mask_plan_destroy(plan);
    }
    stone_mask_destroy(nullptr);
    stone_mask_plan_destroy(nullptr);
  });

  test("decimation keeps a low tone and its phase, and fills what it cannot give with zeros", [] {
    const int n = 6000;
    std::vector<double> x(n);
    for (int i = 0; i < n; ++i) x[i] = std::sin(2 * kPi * 0.005 * i);
    for (int factor = 2; factor <= 12; ++factor) {
      const int count = (n - 1) / factor + 20;
      Fenced work(n + 2 * kDecimateMargin), y(count);
      const int given = decimate(x.data(), n, factor, work.data(), y.data(), count);
      EXPECT(given >= (n - 1) / factor + 1 && given < count);
      for (int k = 50; k < (n - 1) / factor - 50; ++k) {
        // The grid is anchored at the end.
        EXPECT(std::fabs(y[k] - x[(n - 1) % factor + k * factor]) < 0.02);
      }
      for (int k = given; k < count; ++k) EXPECT(y[k] == 0);
      EXPECT(work.fences_intact() && y.fences_intact() && y.all_finite());
    }
  });

  test("blocks of a decimated sound, in any order, are those of the held sound to the bit", [] {
    constexpr int block = SeekableDecimation::kBlock;
    for (int factor = 2; factor <= 12; ++factor) {
      for (const int n : {10, 11, 24, 1000, block - 1, block, block + 1, block + 9, 3 * block + 5, 27720 * 9}) {
        const std::vector<double> x = noise(n, factor);
        const int count = 1 + n / factor;
        std::vector<double> work(n + 2 * kDecimateMargin), whole(count);
        const int given = decimate(x.data(), n, factor, work.data(), whole.data(), count);
        SeekableDecimation decimation;
        EXPECT(decimation.configure(n, factor));
        EXPECT(decimation.given() == given);
        const auto size = [&](int of) { return std::min(block, n - of * block); };
        for (int of = 0; of < decimation.blocks(); ++of) decimation.take(x.data() + of * block, size(of));
        std::vector<int> order;
        for (int of = decimation.blocks() - 1; of >= 0; --of) order.push_back(of);
        for (int of = 0; of < decimation.blocks(); ++of) order.push_back(of);
        for (const int of : order) {
          const int first = decimation.first(of);
          Fenced values(decimation.first(of + 1) - first);
          decimation.run(of, x.data() + of * block, size(of), values.data());
          EXPECT(values.fences_intact());
          for (int k = 0; k < static_cast<int>(values.size()); ++k) EXPECT(values[k] == whole[first + k]);
        }
        EXPECT(decimation.first(decimation.blocks()) == given);
      }
    }
  });

  test("a finder and a tracker go with their plan", [] {
    for (const int decimation : {1, 5}) {
      sonde_event_finder* finder = sonde_event_finder_create(16000, 71, 800, decimation);
      sonde_dio_tracker* tracker = sonde_dio_tracker_create(100, 16000, 71, 800, 5, decimation, 0.1);
      EXPECT(finder != nullptr && tracker != nullptr);
      sonde_event_finder_destroy(finder);
      sonde_dio_tracker_destroy(tracker);
    }
    EXPECT(sonde_event_finder_create(16000, 71, 800, 13) == nullptr);
    EXPECT(sonde_dio_tracker_create(0, 16000, 71, 800, 5, 1, 0.1) == nullptr);
  });

  return report();
}
