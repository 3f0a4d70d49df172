/**
 * Intensity of a sound over time, for inspection: the mean square under a bell-shaped window, in dB.
 *
 * The window is Praat's: a Kaiser window with side lobes below -190 dB, w(t) = I0(b sqrt(1 - (t/T)^2)) / I0(b), b = 2 pi^2 + 0.5,
 * on -T..T, of an effective length of T = 3.2 / floor: long enough that a period of the floor does not show. The mean under
 * the window is taken away first, so that an offset is no intensity. 0 dB is a mean square of 1; a sine of amplitude 1
 * has -3.01 dB.
 *
 * @source Boersma and Weenink, Praat manual, "Sound: To Intensity..." and "Intro 6.2. Configuring the intensity contour"
 * @deviation frames begin at 0 s; at the ends of a sound the window has only what there is of it
 */
#pragma once

namespace sonde {

struct IntensityPlan;

/** A mean square below this is given as this: -200 dB. */
constexpr double kIntensityFloor = 1e-20;

/**
 * @param sample_rate Hz, > 0
 * @param floor lowest periodicity that is smoothed away, Hz, > 0
 * @returns nullptr without memory, or for a window of more than 2^22 samples
 */
IntensityPlan* intensity_plan_create(double sample_rate, double floor);
/** Takes nullptr too. */
void intensity_plan_destroy(IntensityPlan* plan);

/** Samples that a frame looks at on each side of its middle. */
int intensity_reach(const IntensityPlan* plan);

/**
 * Level of a frame. Allocates nothing.
 * @param x samples start..start+count-1 of the sound; all of the sound that the frame reaches
 * @param centre sample that the frame stands at
 * @returns dB re a mean square of 1
 */
double intensity_frame(const IntensityPlan* plan, const double* x, int start, int count, int centre);

}  // namespace sonde
