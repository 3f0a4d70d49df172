/**
 * Harvest's contour from its refined candidates: the best of each frame, without steps; sections of it grown through the
 * candidates of the frames around them, joined, their gaps filled, and smoothed.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "harvest-refine.hpp"

namespace sonde {

/**
 * Refined candidates of all frames, but for those that have no like, within a twentieth, in the frame before or the one
 * after. They are most of what is kept of a long sound, so they go into blocks that never move.
 */
class HarvestCandidates {
 public:
  HarvestCandidates() = default;
  HarvestCandidates(const HarvestCandidates&) = delete;
  HarvestCandidates& operator=(const HarvestCandidates&) = delete;
  ~HarvestCandidates();

  /** @param most candidates of a frame. @returns false without memory */
  bool configure(int frames, int most);
  /** Room for the most candidates of the next frame. */
  Refined* reserve() { return heard(done_); }
  /** Ends a frame that has so many; after the last one all are known. @returns false without memory */
  bool commit(int count);

  int frames() const { return frames_; }
  const Refined* begin(int frame) const { return begins_[frame]; }
  const Refined* end(int frame) const { return begins_[frame] + counts_[frame]; }

 private:
  struct Block;
  /** Frames that wait for their neighbours. */
  static constexpr int kHeard = 3;

  Refined* heard(int frame) { return heard_.data() + static_cast<std::size_t>(frame % kHeard) * most_; }
  bool settle(int frame);
  bool hasLike(double f0, int frame);
  Refined* room(int count);

  int frames_ = 0;
  int most_ = 0;
  int done_ = 0;
  Buffer<Refined> heard_;
  int heardCounts_[kHeard] = {};
  Block* block_ = nullptr;
  Buffer<const Refined*> begins_;
  Buffer<unsigned short> counts_;
};

/**
 * @param f0 Hz, `[candidates.frames()]`, a frame a millisecond; 0 = unvoiced
 * @returns false without memory
 */
bool harvest_contour(const HarvestCandidates& candidates, double* f0);

}  // namespace sonde
