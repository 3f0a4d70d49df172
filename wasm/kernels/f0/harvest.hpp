/**
 * Harvest: an f0 contour from a bank of narrow bands. Where ten neighbouring ones agree on an f0 there is a candidate; each
 * is refined by its first harmonics in its own and the six frames around, and the contour is made of those that score best,
 * grown from section to section.
 *
 * The sound is decimated to about 8 kHz and filtered in blocks (overlap-save), and candidates are refined as the blocks
 * come; a block's length depends on the sampling rate and the floor only, so that the cost per second is the same for any
 * length. What is kept is the decimated sound, and some numbers per millisecond.
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
 * @param x `[n]`, n >= 1; not copied: must stay as it is until the last block has run
 * @returns nullptr without memory
 */
Harvest* harvest_create(const HarvestPlan* plan, const double* x, int n);
/** Takes nullptr too. */
void harvest_destroy(Harvest* harvest);

int harvest_frames(const Harvest* harvest);
/** Blocks that have not run yet: those of decimation, then those of the bands. */
int harvest_blocks_left(const Harvest* harvest);
/** Runs so many blocks, or as many as are left. @returns false without memory: it is then of no more use */
bool harvest_run(Harvest* harvest, int blocks);
/**
 * The contour, once no blocks are left.
 * @param f0 Hz, `[frames]`, 0 = unvoiced
 * @returns false without memory
 */
bool harvest_finish(Harvest* harvest, double* f0);

}  // namespace sonde
