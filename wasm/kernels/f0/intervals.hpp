/**
 * The intervals between events of one kind (say, falling zero crossings), turned into a frequency per frame as they
 * arrive: linear between the intervals' middles, extrapolated before the first and after the last.
 */
#pragma once

namespace sonde {

struct FrameAxis {
  double periodMs;
  int frames;
  /** Seconds. */
  double time(int frame) const { return frame * periodMs / 1000; }
};

class Intervals {
 public:
  /**
   * @param sampleRate events per second of position, Hz
   * @param out `[axis.frames]`, filled as intervals arrive; all of it after `finish`, if there were two
   */
  void start(double sampleRate, FrameAxis axis, double* out) {
    *this = Intervals();
    sampleRate_ = sampleRate;
    axis_ = axis;
    out_ = out;
  }

  /** @param at samples, larger than any before */
  void event(double at) {
    if (seen_) interval((last_ + at) / 2 / sampleRate_, sampleRate_ / (at - last_));
    last_ = at;
    seen_ = true;
  }

  void finish() {
    if (count_ >= 2) {
      while (frame_ < axis_.frames) fill();
    }
  }

  int count() const { return count_; }

 private:
  void interval(double place, double frequency) {
    place0_ = place1_;
    frequency0_ = frequency1_;
    place1_ = place;
    frequency1_ = frequency;
    if (++count_ < 2) return;
    while (frame_ < axis_.frames && time_ < place) fill();
  }

  void fill() {
    const double part = (time_ - place0_) / (place1_ - place0_);
    out_[frame_] = frequency0_ + part * (frequency1_ - frequency0_);
    time_ = axis_.time(++frame_);
  }

  double sampleRate_ = 0;
  FrameAxis axis_ = {};
  double* out_ = nullptr;
  bool seen_ = false;
  double last_ = 0;
  int count_ = 0;
  double place0_ = 0, frequency0_ = 0, place1_ = 0, frequency1_ = 0;
  int frame_ = 0;
  double time_ = 0;
};

/** Falling and rising zero crossings, then peaks and dips, of one band. */
struct BandEvents {
  Intervals of[4];

  /**
   * Reads samples s[0..count-1], which are number `first` and on; s[-1] and s[-2] are those before, where there are any.
   * Positions are one sample later than the geometric crossing, and a peak's are not shifted by the half sample that a
   * difference costs: so the method is defined.
   */
  void scan(const double* s, int first, int count);
};

}  // namespace sonde
