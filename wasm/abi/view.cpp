#include "../kernels/view/formants.hpp"
#include "../kernels/view/intensity.hpp"
#include "../kernels/view/min-max.hpp"
#include "../kernels/view/spectrogram.hpp"

#include "message.hpp"
#include "sonde_view.h"

namespace {

sonde::SpectrogramPlan* object(sonde_spectrogram_plan* plan) { return reinterpret_cast<sonde::SpectrogramPlan*>(plan); }
const sonde::SpectrogramPlan* object(const sonde_spectrogram_plan* plan) {
  return reinterpret_cast<const sonde::SpectrogramPlan*>(plan);
}


sonde::IntensityPlan* object(sonde_intensity_plan* plan) { return reinterpret_cast<sonde::IntensityPlan*>(plan); }
const sonde::IntensityPlan* object(const sonde_intensity_plan* plan) {
  return reinterpret_cast<const sonde::IntensityPlan*>(plan);
}
sonde::FormantPlan* object(sonde_formant_plan* plan) { return reinterpret_cast<sonde::FormantPlan*>(plan); }
const sonde::FormantPlan* object(const sonde_formant_plan* plan) {
  return reinterpret_cast<const sonde::FormantPlan*>(plan);
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

sonde_intensity_plan* sonde_intensity_plan_create(double sample_rate, double floor) {
  auto* plan = sonde::intensity_plan_create(sample_rate, floor);
  if (plan == nullptr) sonde_fail(SONDE_NO_MEMORY, "view: no memory for intensity, or its window is too long");
  return reinterpret_cast<sonde_intensity_plan*>(plan);
}

void sonde_intensity_plan_destroy(sonde_intensity_plan* plan) { sonde::intensity_plan_destroy(object(plan)); }

int32_t sonde_intensity_reach(const sonde_intensity_plan* plan) { return sonde::intensity_reach(object(plan)); }

void sonde_intensity_frames(const sonde_intensity_plan* plan, const double* x, int32_t start, int32_t count,
                            const int32_t* centres, int32_t frames, double* out) {
  for (int32_t i = 0; i < frames; ++i) out[i] = sonde::intensity_frame(object(plan), x, start, count, centres[i]);
}

sonde_formant_plan* sonde_formant_plan_create(double sample_rate, double window_length, int32_t formants,
                                              double emphasis_from) {
  auto* plan = sonde::formant_plan_create(sample_rate, window_length, formants, emphasis_from);
  if (plan == nullptr) sonde_fail(SONDE_NO_MEMORY, "view: no memory for formants, or a window that fits no order");
  return reinterpret_cast<sonde_formant_plan*>(plan);
}

void sonde_formant_plan_destroy(sonde_formant_plan* plan) { sonde::formant_plan_destroy(object(plan)); }

int32_t sonde_formant_reach(const sonde_formant_plan* plan) { return sonde::formant_reach(object(plan)); }

void sonde_formant_frames(sonde_formant_plan* plan, const double* x, const int32_t* centres, int32_t frames,
                          int32_t formants, double* out) {
  const int reach = sonde::formant_reach(object(plan));
  for (int32_t i = 0; i < frames; ++i) {
    sonde::formant_frame(object(plan), x + centres[i] - reach - 1, out + 2 * formants * i);
  }
}
