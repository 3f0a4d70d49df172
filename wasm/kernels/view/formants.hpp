/**
 * Formants by linear prediction, for inspection: Burg's method on stretches under a bell-shaped window, the poles of whose
 * filter that lie between 50 Hz and 50 Hz below Nyquist are called formants. The sound comes at twice the highest frequency that is
 * looked for.
 *
 * Each frame: pre-emphasis y[i] = x[i] - a x[i-1] with a = exp(-2 pi F / fs); the window of spectrogram.hpp, (exp(-12 (t/L)^2) -
 * exp(-12)) / (1 - exp(-12)) on -L..L; Burg's recursion of two coefficients per formant; the roots of z^p + a1 z^(p-1) + ... + ap;
 * those outside of the unit circle moved to their inverse. A root r at angle w has frequency w fs / 2 pi and bandwidth
 * -ln |r| fs / pi.
 *
 * @source Boersma and Weenink, Praat manual, "Sound: To Formant (burg)..." (settings, which poles are formants)
 * @source Burg's recursion: Anderson (1974), Geophysics 39(1), 69-72; roots: Aberth (1973), Math. Comp. 27, 339-344
 */
#pragma once

namespace sonde {

struct FormantPlan;

/** Most formants that a frame may have. */
constexpr int kMostFormants = 10;

/**
 * @param sample_rate Hz, > 0
 * @param window_length effective length L, s, > 0; a frame looks at twice as much
 * @param formants 1..kMostFormants
 * @param emphasis_from Hz
 * @returns nullptr without memory, for a window of fewer than 4 samples per formant or more than 2^20
 */
FormantPlan* formant_plan_create(double sample_rate, double window_length, int formants, double emphasis_from);
/** Takes nullptr too. */
void formant_plan_destroy(FormantPlan* plan);

/** Samples that a frame looks at on each side of its middle. */
int formant_reach(const FormantPlan* plan);

/**
 * Writes to the plan's scratch; allocates nothing.
 * @param x `[2 reach + 2]`: the sample before the frame, then the frame
 * @param out `[2 formants]`: frequency and bandwidth by turns, Hz, ascending; 0 0 where there is no more
 */
void formant_frame(FormantPlan* plan, const double* x, double* out);

}  // namespace sonde
