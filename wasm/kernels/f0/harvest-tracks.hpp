/**
 * From the events of Harvest's bands to its raw candidates, a millisecond a frame: the intervals between events give each
 * band a frequency per frame, and where ten neighbouring bands or more agree that there is an f0 at their centre, the mean of
 * theirs is a candidate.
 *
 * Frames come out in order as soon as every band knows them. A band that hears nothing knows nothing: after two seconds
 * without an event (digital silence), it is taken to go on as it last was.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "event-scan.hpp"

namespace sonde {

/** One kind of event of one band: adds its frequency to each frame's cell. */
class FrequencyTrack {
 public:
  /** @param cell of frame 0; @param frames there are */
  void start(double* cell, int frames) {
    *this = FrequencyTrack();
    cell_ = cell;
    frames_ = frames;
  }

  /** @param at frames, larger than any before */
  void event(double at);
  /** Goes on along the last line up to `frame`. */
  void extrapolate(double frame);
  /** Goes on with the last frequency up to `frame`. */
  void hold(int frame);
  /** Leaves frames out up to `frame`. */
  void skip(int frame);
  /** The cells have moved down by so many frames. */
  void shift(int frames) { cell_ -= frames; }

  int intervals() const { return intervals_; }
  /** The first frame that is not known. */
  int frame() const { return static_cast<int>(now_); }

 private:
  double* cell_ = nullptr;
  double frames_ = 0;
  /** The frame of the cell. */
  double now_ = 0;
  /** Place of the last event, frames; negative before the first. */
  double last_ = -1;
  int intervals_ = 0;
  /** The last interval: its middle in frames, its frequency in Hz, and the slope to it. */
  double place_ = 0, frequency_ = 0, slope_ = 0;
};

struct TracksOptions {
  double f0Floor;
  double f0Ceiling;
  /** Of the bands' samples, Hz. */
  double sampleRate;
  /** Centres of the bands, Hz. */
  const double* centres;
  int bands;
  int frames;
  /** Most samples that are scanned between two calls of `advance`. */
  int step;
};

class HarvestTracks {
 public:
  /** @returns false without memory */
  bool configure(const TracksOptions& options);

  /** The next samples of a band: s[0..count-1], number `first` and on; s[-1] and s[-2] are those before. */
  void scan(int band, const double* s, int first, int count);
  /**
   * After all bands were scanned: makes the frames that are known now.
   * @param now samples scanned so far
   * @param isLast there are no more
   * @returns how many frames there are now; they are gone with the next call
   */
  int advance(double now, bool isLast);

  /** Number of the first of them. */
  int firstFrame() const { return ready_; }
  /** Candidates of one of them, 0..advance() - 1. */
  int count(int i) const { return counts_[i]; }
  const double* candidates(int i) const { return candidates_.data() + static_cast<std::size_t>(i) * most_; }
  /** The most frames that `advance` gives. */
  int width() const { return width_; }
  /** The most candidates that a frame can have. */
  int most() const { return most_; }

 private:
  double* row(int band) { return cells_.data() + static_cast<std::size_t>(band) * stride_; }
  FrequencyTrack* tracks(int band) { return tracks_.data() + kEventKinds * static_cast<std::size_t>(band); }
  int settle(int band, double now, bool isLast);
  void collect(int frames);
  void closeRun(int i);
  void moveDown(int frames);

  TracksOptions options_ = {};
  int width_ = 0;
  int stride_ = 0;
  int most_ = 0;
  /** Frame of the first cell; first frame that `advance` gave; how many it gave. */
  int base_ = 0;
  int ready_ = 0;
  Buffer<FrequencyTrack> tracks_;
  /** Sum of the four frequencies per band and frame. */
  Buffer<double> cells_;
  Buffer<double> sums_;
  Buffer<int> runs_;
  Buffer<int> counts_;
  Buffer<double> candidates_;
};

}  // namespace sonde
