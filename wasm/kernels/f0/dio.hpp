/**
 * DIO: a coarse f0 contour from the intervals between zero crossings, peaks and dips of the sound in a bank of low-pass
 * bands, followed by a choice among the bands and three steps of tracking.
 *
 * It comes in two halves: events in stretches of the sound (event-finder.hpp), and the contour of them (dio-tracker.hpp).
 * The sound is filtered in blocks (overlap-save); a block's length depends on the sampling rate and the floor only, so that
 * the cost per second is the same for any length. Low-cut filter and band filter are one kernel, and two bands come from
 * one complex transform.
 *
 * @source Morise, Kawahara, Katayose (2009), "Fast and reliable F0 estimation method based on the period extraction of
 * vocal fold vibration of singing voice and speech", AES 35th Int. Conf.; numerical details of the WORLD vocoder
 * @deviation the reference distorts the two highest bins of its transform of the whole sound. That is followed where the
 * sound is decimated (see top-bins.hpp), and left out where it is not: there the f0 differs by at most 1e-10 Hz. Where
 * the sound is digital silence between sounds, both measure rounding noise.
 */
#pragma once

#include "dio-tracker.hpp"
#include "event-finder.hpp"

namespace sonde {

struct DioOptions {
  /** Hz. */
  int sampleRate = 0;
  /** Hz, above 0. */
  double f0Floor = 71.0;
  /** Hz, at least the floor. */
  double f0Ceiling = 800.0;
  /** Low-pass bands per octave. */
  double bandsPerOctave = 2.0;
  double framePeriodMs = 5.0;
  /** 1 works on the sound as it is, 2..12 on one decimated by so much. */
  int decimation = 1;
  /** Largest relative step of f0 between frames. */
  double tolerance = 0.1;
};

/** trunc(1000 n / sampleRate / framePeriodMs) + 1; 0 when that is no number of frames. */
int frame_count(int n, int sampleRate, double framePeriodMs);

/** Filters and transforms for one set of options: read-only once made, to be shared by any number of sounds. */
struct DioPlan;

/** @returns nullptr when an option is out of its range, or without memory */
DioPlan* dio_plan_create(const DioOptions& options);
/** Takes nullptr too. */
void dio_plan_destroy(DioPlan* plan);

/** x[0] + x[1] + ..., in this order, added to the sum `before`: the mean that DIO takes is of such a sum. */
double running_sum(const double* x, int n, double before);
/** False for a sound too short to be tracked: its contour is all zeros. */
bool dio_is_trackable(const DioOptions& options, int n);
const BandFilterPlan& dio_plan_filter(const DioPlan* plan);
/** Samples of what is filtered, for a sound of n. */
int dio_signal_length(int decimation, int n);
/** Keeps a pointer to the plan. */
DioTracking dio_plan_tracking(const DioPlan* plan, int frames);

/** What is known of one sound, half-way through it. */
struct Dio;

/**
 * @param plan must outlive the result
 * @param x `[n]`, n >= 1; not copied: must stay as it is until the last block has run
 * @returns nullptr without memory
 */
Dio* dio_create(const DioPlan* plan, const double* x, int n);
/** Takes nullptr too. */
void dio_destroy(Dio* dio);

int dio_frames(const Dio* dio);
/** Blocks that have not run yet; 0 from the start for a sound too short to be tracked. */
int dio_blocks_left(const Dio* dio);
/** Runs so many blocks, or as many as are left. */
void dio_run(Dio* dio, int blocks);
/**
 * The contour, once no blocks are left.
 * @param f0 Hz, `[frames]`, 0 = unvoiced
 * @returns false without memory
 */
bool dio_finish(Dio* dio, double* f0);

}  // namespace sonde
