/**
 * Harvest: an f0 contour from a bank of narrow bands. Where ten neighbouring ones agree on an f0 there is a candidate; each
 * is refined by its first harmonics in its own and the six frames around, and the contour is made of those that score best,
 * grown from section to section.
 *
 * The sound is decimated to about 8 kHz and filtered in blocks (overlap-save), and candidates are refined as the blocks
 * come; a block's length depends on the sampling rate and the floor only, so that the cost per second is the same for any
 * length. The sound comes twice, since its mean must be known first. What is kept are a few seconds of it, decimated, and some
 * numbers per millisecond.
 *
 * @source Morise (2017), "Harvest: A high-performance fundamental frequency estimator from speech signals", Interspeech;
 * numerical details of the WORLD vocoder
 * @deviation the reference distorts the two highest bins of its transform of the whole sound; that is left out, and changes
 * f0 by less than 1e-10 relative. Where the sound is digital silence, both measure rounding noise.
 */
#pragma once

namespace sonde {

struct HarvestOptions {
  /** Hz. */
  int sampleRate = 0;
  /** Hz, above 0. */
  double f0Floor = 71.0;
  /** Hz, at least the floor. */
  double f0Ceiling = 800.0;
  double framePeriodMs = 5.0;
};

/** Filters and transforms for one set of options: read-only once made, to be shared by any number of sounds. */
struct HarvestPlan;

/** @returns nullptr when an option is out of its range, or without memory */
HarvestPlan* harvest_plan_create(const HarvestOptions& options);
/** Takes nullptr too. */
void harvest_plan_destroy(HarvestPlan* plan);

/** What is known of one sound, half-way through it. */
struct Harvest;

/**
 * @param plan must outlive the result
 * @param n samples of the sound, >= 1
 * @returns nullptr without memory
 */
Harvest* harvest_create(const HarvestPlan* plan, int n);
/** Takes nullptr too. */
void harvest_destroy(Harvest* harvest);

int harvest_frames(const Harvest* harvest);
/** Samples that are still to come, of the two times that the sound comes. */
double harvest_left(const Harvest* harvest);
/**
 * Takes the next samples, and does what can be done with them: the first time the sound comes is much faster.
 * @param x `[count]`, all of the sound's next samples of this time at most
 * @returns false without memory: it is then of no more use
 */
bool harvest_take(Harvest* harvest, const double* x, int count);
/**
 * The contour, once the sound has come twice.
 * @param f0 Hz, `[frames]`, 0 = unvoiced
 * @returns false without memory
 */
bool harvest_finish(Harvest* harvest, double* f0);

}  // namespace sonde
