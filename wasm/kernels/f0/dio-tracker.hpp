/**
 * DIO's second half: from the events in the bands to the contour. Events come in any number at a time, in their order.
 */
#pragma once

#include <cstddef>
#include <cstdint>

#include "../memory.hpp"
#include "intervals.hpp"

namespace sonde {

/** What decides the contour besides the events. */
struct DioTracking {
  /** Of the event positions, Hz. */
  double sampleRate;
  FrameAxis axis;
  int bands;
  /** Upper edge of each band, Hz. */
  const double* edges;
  /** Hz. */
  double f0Floor;
  double f0Ceiling;
  /** Largest relative step of f0 between frames. */
  double tolerance;
};

class DioTracker {
 public:
  DioTracker() = default;
  DioTracker(const DioTracker&) = delete;
  DioTracker& operator=(const DioTracker&) = delete;
  ~DioTracker();

  /** @param tracking its edges must outlive this. @returns false without memory */
  bool configure(const DioTracking& tracking);

  /** The next events of one row (four kinds for every band), positions in samples. @returns false without memory */
  bool take(int row, const double* positions, int count);
  /** Turns what is known of all rows into candidates: to be called after every round of `take`. */
  void settle();
  /**
   * The contour, after the last event.
   * @param f0 Hz, `[frames]`, 0 = unvoiced
   * @returns false without memory
   */
  bool finish(double* f0);

 private:
  bool isHeard(int band) const;
  void settleBand(int band);
  void consider(int band, int frame, double f, double its);

  DioTracking tracking_ = {};
  /** `[bands x kinds]` */
  Intervals* intervals_ = nullptr;
  /** Frames of each band that are candidates already. */
  Buffer<int> settled_;
  /** Hz, `[bands x frames]`, 0 = none. */
  Buffer<double> candidates_;
  /** Of each frame so far: the best candidate, its score, its band. */
  Buffer<double> best_, score_;
  Buffer<std::uint16_t> band_;
};

}  // namespace sonde
