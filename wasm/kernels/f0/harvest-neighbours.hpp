/**
 * Raw candidates of the frames that are not done yet: each is tried in its own frame and in the three before and after it.
 */
#pragma once

#include "../memory.hpp"
#include "harvest-tracks.hpp"

namespace sonde {

class HarvestNeighbours {
 public:
  /** Candidates are tried in so many frames before and after theirs. */
  static constexpr int kReach = 3;

  /** @param tracks whose frames come here. @param frames there are. @returns false without memory */
  bool configure(const HarvestTracks& tracks, int frames);

  /** Takes over the next `count` frames. */
  void take(const HarvestTracks& tracks, int count);
  /** All frames before this one have all their neighbours. */
  int complete() const { return first_ + held_ == frames_ ? frames_ : first_ + held_ - kReach; }
  /** The candidates of a frame, then those of the three before it, then those of the three after it. @returns how many */
  int gather(int frame, double* out) const;
  /** Forgets what no frame from `frame` on needs. */
  void forget(int frame);

  /** The most candidates that `gather` gives. */
  int most() const { return most_ * (2 * kReach + 1); }

 private:
  int append(int frame, double* out) const;

  int frames_ = 0;
  int most_ = 0;
  int first_ = 0;
  int held_ = 0;
  Buffer<double> candidates_;
  Buffer<int> counts_;
};

}  // namespace sonde
