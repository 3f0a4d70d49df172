/**
 * DIO's choice among the bands and its three steps of tracking.
 */
#pragma once

namespace sonde {

struct Tracking {
  int frames;
  int bands;
  /** Hz, `[bands x frames]`, 0 = none. */
  const double* candidates;
  /** Frames that a voiced stretch must last at least, odd. */
  int shortest;
  /** Largest relative step between frames. */
  double tolerance;
};

/** The shortest voiced stretch for a floor: two periods of it, in frames, and one. */
int shortest_voiced(double f0Floor, double framePeriodMs);

/**
 * @param best Hz, `[frames]`: per frame the candidate with the best score; used as scratch
 * @param work scratch `[frames]`
 * @param f0 Hz, `[frames]`, 0 = unvoiced; all zeros when there are not more frames than the shortest stretch
 */
void track(const Tracking& tracking, double* best, double* work, double* f0);

}  // namespace sonde
