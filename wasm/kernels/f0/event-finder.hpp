/**
 * DIO's first half: a stretch of sound in, the positions of the events in all its bands out. Nothing of it depends on
 * the sound outside the stretch and the filters' reach, so that stretches may be done in any order, by anybody.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "band-filter.hpp"
#include "event-scan.hpp"
#include "top-bins.hpp"

namespace sonde {

/** A part of the signal that is filtered. */
struct SignalStretch {
  /** samples start..start+count-1 */
  const double* x;
  int start;
  int count;
  /** The signal has `given` samples, then zeros up to `length`; outside of that, nothing. */
  int given;
  int length;
  /** What is taken from every sample. */
  double mean;
  /** What is added to every band, or nullptr. */
  const TopBins* topBins = nullptr;
};

/** Positions in samples, ascending. */
class EventList {
 public:
  bool push(double at) {
    if (count_ == static_cast<int>(at_.size()) && !grow()) return false;
    at_[count_++] = at;
    return true;
  }
  void clear() { count_ = 0; }
  int count() const { return count_; }
  const double* data() const { return at_.data(); }

 private:
  bool grow();

  Buffer<double> at_;
  int count_ = 0;
};

class EventFinder {
 public:
  EventFinder() = default;
  EventFinder(const EventFinder&) = delete;
  EventFinder& operator=(const EventFinder&) = delete;
  ~EventFinder();

  /** @param plan must outlive this. @returns false without memory */
  bool configure(const BandFilterPlan& plan);

  /** `kEventKinds` for every band. */
  int rows() const { return kEventKinds * plan_->bands(); }
  /**
   * Finds the events between samples of the blocks first..first+count-1, and between the block before and them.
   * @param signal must hold the samples of these blocks, of the one before, and the filters' reach on both sides, as far
   * as there are any
   * @param continues whether the block before was the last that was done, in the same signal
   * @returns false without memory
   */
  bool run(const SignalStretch& signal, int first, int count, bool continues);
  const EventList& events(int row) const { return lists_[row]; }

 private:
  void fill(const SignalStretch& signal, int block);
  bool filter(const SignalStretch& signal, int block, bool isScanned);

  const BandFilterPlan* plan_ = nullptr;
  BandFilter filter_;
  /** `[rows]` */
  EventList* lists_ = nullptr;
  /** The last two samples of each band. */
  Buffer<double> carry_;
};

}  // namespace sonde
