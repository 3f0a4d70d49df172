#include "../kernels/view/formants.hpp"
#include "../kernels/view/intensity.hpp"
#include "../kernels/view/min-max.hpp"
#include "../kernels/view/spectrogram.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

int main() {
  test("columns stay inside their arrays for any window and rate", [] {
    for (const double sample_rate : {8000.0, 44100.0, 192000.0}) {
      for (const double window_length : {1e-9, 0.0005, 0.005, 0.03}) {
        SpectrogramPlan* plan = spectrogram_plan_create(sample_rate, window_length, 5000.0, 6.0);
        EXPECT(plan != nullptr);
        const int window = spectrogram_window_samples(plan), bins = spectrogram_bins(plan);
        EXPECT(window % 2 == 1);
        EXPECT((bins - 1) * spectrogram_bin_width(plan) <= 5000.0);
        const std::vector<double> x = noise(2 * 100 + window, 1);
        std::vector<float> levels(3 * static_cast<std::size_t>(bins));
        spectrogram_columns(plan, x.data(), 100, 3, levels.data());
        for (const float level : levels) EXPECT(std::isfinite(level));
        spectrogram_plan_destroy(plan);
      }
    }
    spectrogram_plan_destroy(nullptr);
  });

  test("a window too long, of no length or of none at all is refused", [] {
    EXPECT(spectrogram_plan_create(44100.0, 1e6, 5000.0, 0.0) == nullptr);
    EXPECT(spectrogram_plan_create(44100.0, -1.0, 5000.0, 0.0) == nullptr);
    EXPECT(spectrogram_plan_create(44100.0, std::numeric_limits<double>::quiet_NaN(), 5000.0, 0.0) == nullptr);
  });

  test("silence lies on the floor", [] {
    SpectrogramPlan* plan = spectrogram_plan_create(44100.0, 0.005, 22050.0, 0.0);
    const std::vector<double> x(spectrogram_window_samples(plan), 0.0);
    std::vector<float> levels(spectrogram_bins(plan));
    spectrogram_columns(plan, x.data(), 1, 1, levels.data());
    for (const float level : levels) EXPECT(level == -200.0F);
    spectrogram_plan_destroy(plan);
  });

  test("cells of any size have their extremes, and pass over NaN", [] {
    std::vector<double> x = noise(103, 5);
    x[50] = std::numeric_limits<double>::quiet_NaN();
    for (int size = 1; size <= 110; ++size) {
      const int cells = (103 + size - 1) / size;
      std::vector<float> out(2 * static_cast<std::size_t>(cells));
      min_max(x.data(), 103, size, out.data());
      for (int cell = 0; cell < cells; ++cell) {
        float low = 2.0F, high = -2.0F;
        for (int i = cell * size; i < (cell + 1) * size && i < 103; ++i) {
          if (std::isnan(x[i])) continue;
          low = std::fmin(low, static_cast<float>(x[i]));
          high = std::fmax(high, static_cast<float>(x[i]));
        }
        const bool empty = low > high;
        EXPECT(out[2 * cell] == (empty ? 0.0F : low) && out[2 * cell + 1] == (empty ? 0.0F : high));
      }
    }
  });

  test("intensity looks at no sample outside of what it is given", [] {
    for (const double floor : {40.0, 100.0, 5000.0, 1e6}) {
      IntensityPlan* plan = intensity_plan_create(8000.0, floor);
      EXPECT(plan != nullptr);
      const std::vector<double> x = noise(700, 2);
      for (const int centre : {0, 1, 350, 699, 5000}) {
        EXPECT(std::isfinite(intensity_frame(plan, x.data(), 0, 700, centre)));
      }
      EXPECT(intensity_frame(plan, x.data(), 0, 0, 10) < -199.9);
      intensity_plan_destroy(plan);
    }
    EXPECT(intensity_plan_create(8000.0, 0.0) == nullptr);
    EXPECT(intensity_plan_create(8000.0, 1e-9) == nullptr);
    intensity_plan_destroy(nullptr);
  });

  test("formants of anything are ascending, inside the band, and as many as fit", [] {
    for (const int count : {1, 5, kMostFormants}) {
      FormantPlan* plan = formant_plan_create(11000.0, 0.025, count, 50.0);
      EXPECT(plan != nullptr);
      const int length = 2 * formant_reach(plan) + 2;
      for (int seed = 0; seed < 50; ++seed) {
        std::vector<double> x = noise(length, static_cast<unsigned>(seed));
        if (seed == 1) x.assign(length, 1.0);
        if (seed == 2) x.assign(length, 0.0);
        std::vector<double> out(2 * static_cast<std::size_t>(count), -1.0);
        formant_frame(plan, x.data(), out.data());
        double before = 0.0;
        for (int i = 0; i < count && out[2 * i] > 0.0; ++i) {
          EXPECT(out[2 * i] >= before && out[2 * i] >= 50.0 && out[2 * i] <= 5450.0 && out[2 * i + 1] >= 0.0);
          before = out[2 * i];
        }
      }
      formant_plan_destroy(plan);
    }
    EXPECT(formant_plan_create(11000.0, 0.025, 0, 50.0) == nullptr);
    EXPECT(formant_plan_create(11000.0, 0.025, kMostFormants + 1, 50.0) == nullptr);
    EXPECT(formant_plan_create(11000.0, 1e-6, 5, 50.0) == nullptr);
    formant_plan_destroy(nullptr);
  });

  return report();
}
