/**
 * Spectrogram for pictures: power spectral density of Gaussian-windowed stretches of sound.
 *
 * The window is Praat's: a Gaussian of effective length L that is given twice that much time, -L..L, and brought to
 * exactly 0 at its ends: w(t) = (exp(-12 (t/L)^2) - exp(-12)) / (1 - exp(-12)).
 * The density is one-sided and relative to full scale, P[k] = c |X[k]|^2 / (fs * sum w^2) with c = 2, and 1 at 0 Hz and
 * Nyquist: white noise of rms 1 lies at -10 log10(fs / 2) dB/Hz whatever the window, and a sine of amplitude 1 peaks
 * at 10 log10((sum w)^2 / (2 fs sum w^2)).
 *
 * @source Boersma and Weenink, Praat manual, "Sound: To Spectrogram..." (window, frequency step)
 */
#pragma once

namespace sonde {

struct SpectrogramPlan;

/** Density below this is drawn as this, -200 dB (before pre-emphasis); silence has a level, too. */
constexpr double kSpectrogramFloor = 1e-20;

/**
 * @param sample_rate Hz, > 0
 * @param window_length effective length L, s, > 0
 * @param max_frequency Hz, >= 0; bins above it (or above Nyquist) are not made
 * @param pre_emphasis dB per octave above 50 Hz, added to the levels
 * @returns nullptr without memory, or for a window of more than 2^22 samples
 */
SpectrogramPlan* spectrogram_plan_create(double sample_rate, double window_length, double max_frequency,
                                         double pre_emphasis);
/** Takes nullptr too. */
void spectrogram_plan_destroy(SpectrogramPlan* plan);

/** Samples under the window: odd, so that it has a middle. */
int spectrogram_window_samples(const SpectrogramPlan* plan);
int spectrogram_bins(const SpectrogramPlan* plan);
/** Hz between bins; bin 0 is 0 Hz. */
double spectrogram_bin_width(const SpectrogramPlan* plan);

/**
 * Writes to the plan's scratch, so that one plan serves one caller at a time; allocates nothing.
 * @param x column c looks at `x[c * hop .. c * hop + window samples - 1]`
 * @param hop samples, >= 0
 * @param level_db dB re full scale per Hz, `[columns x bins]`
 */
void spectrogram_columns(SpectrogramPlan* plan, const double* x, int hop, int columns, float* level_db);

}  // namespace sonde
