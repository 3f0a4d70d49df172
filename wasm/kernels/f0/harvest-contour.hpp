/**
 * Harvest's contour from its refined candidates: the best of each frame, without steps; sections of it grown through the
 * candidates of the frames around them, joined, their gaps filled, and smoothed.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "harvest-refine.hpp"

namespace sonde {

/** Refined candidates of all frames, one after the other. */
class HarvestCandidates {
 public:
  /** @returns false without memory */
  bool configure(int frames);
  /** Room for `count` more of the next frame. @returns nullptr without memory */
  Refined* reserve(int count);
  /** Ends a frame that has so many. */
  void commit(int count);

  int frames() const { return frames_; }
  const Refined* begin(int frame) const { return all_.data() + starts_[frame]; }
  const Refined* end(int frame) const { return all_.data() + starts_[frame + 1]; }

  /**
   * Drops those that have no like, within a twentieth, in the frame before or the one after.
   * @returns false without memory
   */
  bool dropUnreliable();

 private:
  bool hasLike(double f0, int frame) const;

  int frames_ = 0;
  int done_ = 0;
  Buffer<Refined> all_;
  Buffer<std::size_t> starts_;
};

/**
 * @param f0 Hz, `[candidates.frames()]`, a frame a millisecond; 0 = unvoiced
 * @returns false without memory
 */
bool harvest_contour(const HarvestCandidates& candidates, double* f0);

}  // namespace sonde
