#include "../kernels/view/min-max.hpp"
#include "../kernels/view/spectrogram.hpp"

#include "message.hpp"
#include "sonde_view.h"

namespace {

sonde::SpectrogramPlan* object(sonde_spectrogram_plan* plan) { return reinterpret_cast<sonde::SpectrogramPlan*>(plan); }
const sonde::SpectrogramPlan* object(const sonde_spectrogram_plan* plan) {
  return reinterpret_cast<const sonde::SpectrogramPlan*>(plan);
}

}  // namespace

int32_t sonde_view_min_max(const double* x, int32_t n, int32_t samples_per_cell, float* out) {
  if (samples_per_cell < 1) return sonde_fail(SONDE_BAD_ARGUMENT, "view: a cell has at least one sample");
  sonde::min_max(x, n, samples_per_cell, out);
  return SONDE_OK;
}

sonde_spectrogram_plan* sonde_spectrogram_plan_create(double sample_rate, double window_length, double max_frequency,
                                                      double pre_emphasis) {
  auto* plan = sonde::spectrogram_plan_create(sample_rate, window_length, max_frequency, pre_emphasis);
  if (plan == nullptr) sonde_fail(SONDE_NO_MEMORY, "view: no memory for a spectrogram, or its window is too long");
  return reinterpret_cast<sonde_spectrogram_plan*>(plan);
}

void sonde_spectrogram_plan_destroy(sonde_spectrogram_plan* plan) { sonde::spectrogram_plan_destroy(object(plan)); }

int32_t sonde_spectrogram_window_samples(const sonde_spectrogram_plan* plan) {
  return sonde::spectrogram_window_samples(object(plan));
}

int32_t sonde_spectrogram_bins(const sonde_spectrogram_plan* plan) { return sonde::spectrogram_bins(object(plan)); }

double sonde_spectrogram_bin_width(const sonde_spectrogram_plan* plan) {
  return sonde::spectrogram_bin_width(object(plan));
}

void sonde_spectrogram_columns(sonde_spectrogram_plan* plan, const double* x, int32_t hop, int32_t columns,
                               float* level_db) {
  sonde::spectrogram_columns(object(plan), x, hop, columns, level_db);
}
