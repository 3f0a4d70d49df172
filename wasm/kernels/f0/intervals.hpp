/**
 * The intervals between events of one kind (say, falling zero crossings), turned into a frequency per frame as they
 * arrive: linear between the intervals' middles, extrapolated before the first and after the last.
 *
 * Frames that are known wait here until they are forgotten, so that memory follows how far the kinds of events are apart,
 * not how long the sound is.
 */
#pragma once

#include <cstddef>
#include <utility>

#include "../memory.hpp"

namespace sonde {

struct FrameAxis {
  double periodMs;
  int frames;
  /** Seconds. */
  double time(int frame) const { return frame * periodMs / 1000; }
};

class Intervals {
 public:
  /** @param sampleRate events per second of position, Hz */
  void start(double sampleRate, FrameAxis axis) {
    sampleRate_ = sampleRate;
    axis_ = axis;
  }

  /** @param at samples, larger than any before. @returns false without memory */
  bool event(double at) {
    const double last = last_;
    const bool isInterval = seen_;
    last_ = at;
    seen_ = true;
    return !isInterval || interval((last + at) / 2 / sampleRate_, sampleRate_ / (at - last));
  }

  /** After the last event, of at least three: knows the frames up to `until` as well. @returns false without memory */
  bool extend(int until) {
    while (frame_ < until && frame_ < axis_.frames) {
      if (!fill()) return false;
    }
    return true;
  }

  /** Intervals so far. */
  int count() const { return count_; }
  /** Frames so far, those forgotten included. */
  int known() const { return frame_; }
  /** Hz, at a known frame that is not forgotten. */
  double frequency(int frame) const { return waiting_[frame - first_]; }

  /** Forgets the frames before `until`, all known. */
  void forget(int until) {
    double* at = waiting_.data();
    for (int i = until; i < frame_; ++i) at[i - until] = at[i - first_];
    first_ = until;
  }

 private:
  bool interval(double place, double frequency) {
    place0_ = place1_;
    frequency0_ = frequency1_;
    place1_ = place;
    frequency1_ = frequency;
    if (++count_ < 2) return true;
    while (frame_ < axis_.frames && time_ < place) {
      if (!fill()) return false;
    }
    return true;
  }

  bool fill() {
    const std::size_t waiting = frame_ - first_;
    if (waiting == waiting_.size() && !grow()) return false;
    const double part = (time_ - place0_) / (place1_ - place0_);
    waiting_[waiting] = frequency0_ + part * (frequency1_ - frequency0_);
    time_ = axis_.time(++frame_);
    return true;
  }

  bool grow() {
    Buffer<double> larger;
    if (!larger.allocate(waiting_.size() < 128 ? 256 : 2 * waiting_.size())) return false;
    for (std::size_t i = 0; i < waiting_.size(); ++i) larger[i] = waiting_[i];
    waiting_ = std::move(larger);
    return true;
  }

  double sampleRate_ = 0;
  FrameAxis axis_ = {};
  bool seen_ = false;
  double last_ = 0;
  int count_ = 0;
  double place0_ = 0, frequency0_ = 0, place1_ = 0, frequency1_ = 0;
  int frame_ = 0;
  int first_ = 0;
  double time_ = 0;
  Buffer<double> waiting_;
};

}  // namespace sonde
