/**
 * Harvest's contour from its refined candidates: the best of each frame, without steps; sections of it grown through the
 * candidates of the frames around them, joined, their gaps filled, and smoothed. A section grows by a tenth of a second at
 * most, so what lies behind a longer gap is joined, and its candidates forgotten, while the sound still comes.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "harvest-refine.hpp"

namespace sonde {

/**
 * Refined candidates, but for those that have no like, within a twentieth, in the frame before or the one after. They are
 * most of what is kept of a sound, so they go into blocks that never move.
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
  /** Frames whose candidates are known. */
  int known() const { return known_; }
  /** Forgets what comes before this frame, or some of it. */
  void forget(int frame);
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
  void freeOldest();

  int frames_ = 0;
  int most_ = 0;
  int done_ = 0;
  int known_ = 0;
  Buffer<Refined> heard_;
  int heardCounts_[kHeard] = {};
  Block* oldest_ = nullptr;
  Block* newest_ = nullptr;
  Buffer<const Refined*> begins_;
  Buffer<unsigned short> counts_;
};

/** Frames of a section, both inclusive. */
struct Section {
  int first;
  int last;
};

/** Voiced sections that may meet when they grow: each is grown beyond its ends through the candidates there, and they are joined. */
class SectionGroup {
 public:
  /** Frames that a section sees beyond each of its ends. */
  static constexpr int kSight = 101;

  /** Sections come in order. @returns false without memory */
  bool add(const Section& section);
  bool isEmpty() const { return count_ == 0; }
  /** Frames of the sections so far, ungrown. */
  int first() const { return sections_[0].first; }
  int last() const { return sections_[count_ - 1].last; }
  /**
   * Joins those that are long enough, and is empty again.
   * @param contour Hz, ungrown
   * @param result Hz, to which what was joined is added
   * @returns false without memory
   */
  bool join(const HarvestCandidates& candidates, const double* contour, double* result);
  /** Whether any section of all groups so far was long enough. */
  bool hasJoined() const { return hasJoined_; }

 private:
  Buffer<Section> sections_;
  std::size_t room_ = 0;
  int count_ = 0;
  /** What goes on from group to group: so the method is defined. */
  double mean_ = 0;
  Section current_ = {};
  bool hasJoined_ = false;
};

/** The contour as candidates come, a frame a millisecond. */
class HarvestContour {
 public:
  /** @param most candidates of a frame. @returns false without memory */
  bool configure(int frames, int most);
  /** Room for the most candidates of the next frame. */
  Refined* reserve() { return candidates_.reserve(); }
  /** Ends a frame that has so many. @returns false without memory */
  bool commit(int count);
  /** After the last frame, once. @returns false without memory */
  bool finish();
  /** Hz, `[frames]`, once finished; 0 = unvoiced. */
  const double* f0() const { return result_.data(); }

 private:
  double chooseBest(int frame) const;
  bool follow(int frame);
  bool endSection(int last);

  HarvestCandidates candidates_;
  /** Of the frame that is looked at and the two before it: the best candidate, Hz. */
  double best_ = 0, before_ = 0, twoBefore_ = 0;
  int followed_ = 0;
  /** First frame of the section that is open, -1 for none. */
  int open_ = -1;
  SectionGroup group_;
  /** Without steps and short sections; then with what was joined. */
  Buffer<double> contour_, result_;
};

}  // namespace sonde
