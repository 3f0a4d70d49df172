#include "../kernels/f0/harvest.hpp"

#include <algorithm>
#include <cmath>

#include "../kernels/f0/decimate.hpp"
#include "../kernels/f0/harvest-contour.hpp"
#include "../kernels/f0/harvest-refine.hpp"
#include "test.hpp"
#include "voice.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

/** The contour of a sound that comes in pieces of so many samples; its fences and its numbers are checked. */
std::vector<double> harvest(const std::vector<double>& x, const HarvestOptions& options, int piece) {
  HarvestPlan* plan = harvest_plan_create(options);
  EXPECT(plan != nullptr);
  const int n = static_cast<int>(x.size());
  Harvest* harvest = harvest_create(plan, n);
  EXPECT(harvest != nullptr);
  for (int time = 0; time < 2; ++time) {
    for (int at = 0; at < n; at += piece) {
      // A copy, so that a read beyond the piece is seen.
      const std::vector<double> some(x.begin() + at, x.begin() + std::min(n, at + piece));
      EXPECT(harvest_take(harvest, some.data(), static_cast<int>(some.size())));
    }
  }
  EXPECT(harvest_left(harvest) == 0);
  Fenced f0(harvest_frames(harvest));
  EXPECT(harvest_finish(harvest, f0.data()));
  EXPECT(f0.fences_intact() && f0.all_finite());
  const std::vector<double> result(f0.data(), f0.data() + f0.size());
  harvest_destroy(harvest);
  harvest_plan_destroy(plan);
  return result;
}

HarvestOptions at(int sampleRate) {
  HarvestOptions options;
  options.sampleRate = sampleRate;
  return options;
}

bool all_zero(const std::vector<double>& f0) {
  return std::all_of(f0.begin(), f0.end(), [](double each) { return each == 0; });
}

}  // namespace

int main() {
  test("a voice is found at every sampling rate", [] {
    for (const int sampleRate : {8000, 11025, 16000, 44100, 96000}) {
      const std::vector<double> f0 = harvest(voice(131, sampleRate, sampleRate / 2), at(sampleRate), 1000);
      for (std::size_t i = 20; i < 80; ++i) EXPECT(std::fabs(f0[i] - 131) < 0.1);
    }
  });

  test("the contour does not depend on the pieces that the sound comes in", [] {
    for (const int sampleRate : {8000, 16000, 44100}) {
      const std::vector<double> x = voice(180, sampleRate, 3 * sampleRate / 2);
      const std::vector<double> whole = harvest(x, at(sampleRate), static_cast<int>(x.size()));
      for (const int piece : {1, 997, 16384}) EXPECT(whole == harvest(x, at(sampleRate), piece));
    }
  });

  test("short, silent, constant and noisy sounds give numbers inside their fences", [] {
    for (const int n : {1, 2, 3, 9, 10, 11, 30, 500, 1763, 5000}) {
      for (const int sampleRate : {8000, 44100}) {
        EXPECT(all_zero(harvest(std::vector<double>(n), at(sampleRate), 7)));
        EXPECT(all_zero(harvest(std::vector<double>(n, 0.5), at(sampleRate), 7)));
        harvest(noise(n, n), at(sampleRate), 7);
      }
    }
  });

  test("silence that outlasts its patience before, within and after sound keeps every frame in its place", [] {
    const std::vector<double> tone = voice(200, 8000, 4000);
    std::vector<double> x(24000);
    for (const int start : {0, 20000}) std::copy(tone.begin(), tone.end(), x.begin() + start);
    const std::vector<double> both = harvest(x, at(8000), 999);
    std::vector<double> late(x.size() + 24000);
    std::copy(x.begin(), x.end(), late.begin() + 24000);
    const std::vector<double> after = harvest(late, at(8000), 999);
    for (const int frame : {20, 50, 80, 520, 550, 580}) {
      EXPECT(std::fabs(both[frame] - 200) < 0.5);
      EXPECT(std::fabs(after[frame + 600] - 200) < 0.5);
    }
    for (const int frame : {130, 300, 480}) EXPECT(both[frame] == 0 && after[frame + 600] == 0 && after[frame] == 0);
  });

  test("odd options stay inside their fences", [] {
    for (const double floor : {20.0, 400.0, 800.0}) {
      for (const double period : {0.5, 1.0, 10.0, 1000.0}) {
        for (const int sampleRate : {50, 700, 4000}) {
          HarvestOptions options = at(sampleRate);
          options.f0Floor = floor;
          options.framePeriodMs = period;
          harvest(noise(1000, 5), options, 2);
        }
      }
    }
    HarvestOptions high = at(8000);
    high.f0Ceiling = 100000;
    harvest(noise(4000, 5), high, 2);
  });

  test("options out of their range give no plan", [] {
    EXPECT(harvest_plan_create(at(0)) == nullptr);
    HarvestOptions wrong = at(16000);
    wrong.f0Ceiling = 70;
    EXPECT(harvest_plan_create(wrong) == nullptr);
    wrong = at(16000);
    wrong.framePeriodMs = NAN;
    EXPECT(harvest_plan_create(wrong) == nullptr);
    harvest_plan_destroy(nullptr);
    harvest_destroy(nullptr);
  });

  test("decimation in blocks is that of the held sound in one go", [] {
    for (int factor = 2; factor <= 12; ++factor) {
      for (const int n : {1, 9, 1000, 40000}) {
        const int held = 12 * factor, count = (n - 1) / factor + 1;
        const std::vector<double> x = noise(n, factor);
        std::vector<double> longer(n + 2 * held), work(n + 2 * held + 2 * kDecimateMargin), all(longer.size());
        for (int i = 0; i < n + 2 * held; ++i) longer[i] = x[std::clamp(i - held, 0, n - 1)];
        decimate(longer.data(), n + 2 * held, factor, work.data(), all.data(), static_cast<int>(all.size()));
        Fenced y(count);
        BlockDecimation blocks;
        EXPECT(blocks.configure(n, factor, held));
        int got = 0;
        for (int from = 0; from < n; from += 700) {
          blocks.take(x.data() + from, std::min(700, n - from), [&](const double* values, int some) {
            for (int i = 0; i < some; ++i) y[got++] = values[i];
          });
        }
        EXPECT(got == count);
        EXPECT(y.fences_intact());
        for (int k = 0; k < count; ++k) EXPECT(std::fabs(y[k] - all[held / factor + k]) < 1e-14);
      }
    }
  });

  test("candidates that share a window and its bins are refined to one", [] {
    const std::vector<double> y = voice(150, 8000, 8000);
    HarvestRefine refine;
    EXPECT(refine.configure(8000, 71, 800, 98));
    const RefineSource source = {y.data(), 0, 8000, 8000};
    const std::vector<double> candidates = {151.0, 151.01};
    Refined out[2];
    EXPECT(refine.refine(source, 0.5, candidates.data(), 2, out) == 1);
    EXPECT(std::fabs(out[0].f0 - 150) < 0.01);
    Refined alone;
    EXPECT(refine.refine(source, 0.5, candidates.data(), 1, &alone) == 1);
    EXPECT(alone.f0 == out[0].f0 && alone.score <= out[0].score);
  });

  test("a frame at the edge of the sound is refined from samples within it", [] {
    HarvestRefine refine;
    EXPECT(refine.configure(8000, 71, 800, 8));
    for (const int n : {1, 2, 50, 400}) {
      const std::vector<double> y = noise(n, 3);
      const std::vector<double> candidates = {71.0, 72.0, 100.0, 333.3, 800.0};
      for (const double time : {0.0, n / 16000.0, n / 8000.0}) {
        Refined out[5];
        const int held = refine.refine({y.data(), 0, n, n}, time, candidates.data(), 5, out);
        for (int i = 0; i < held; ++i) EXPECT(out[i].f0 >= 71 && out[i].f0 <= 800 && out[i].score >= 2.5);
      }
    }
  });

  test("a contour without candidates is unvoiced, of any number of frames", [] {
    for (const int frames : {1, 2, 3, 700}) {
      HarvestContour contour;
      EXPECT(contour.configure(frames, 2));
      for (int i = 0; i < frames; ++i) EXPECT(contour.commit(0));
      EXPECT(contour.finish());
      for (int i = 0; i < frames; ++i) EXPECT(contour.f0()[i] == 0);
    }
  });

  test("a steady candidate becomes a smooth contour, and one that comes once is dropped", [] {
    constexpr int frames = 500;
    HarvestContour contour;
    EXPECT(contour.configure(frames, 2));
    for (int i = 0; i < frames; ++i) {
      Refined* to = contour.reserve();
      const bool isVoiced = i >= 100 && i < 300, isStray = i == 400;
      if (isVoiced) to[0] = {120 + 0.01 * i, 10};
      if (isVoiced) to[1] = {240 + 0.02 * i, 5};
      if (isStray) to[0] = {500, 20};
      EXPECT(contour.commit(isVoiced ? 2 : isStray ? 1 : 0));
    }
    EXPECT(contour.finish());
    const double* f0 = contour.f0();
    for (int i = 0; i < frames; ++i) EXPECT((f0[i] > 0) == (i >= 100 && i < 300));
    for (int i = 150; i < 250; ++i) EXPECT(std::fabs(f0[i] - 120 - 0.01 * i) < 0.01);
  });

  return report();
}
