/**
 * Harvest's contour from its refined candidates: the best of each frame, without steps; sections of it grown through the
 * candidates of the frames around them, joined, their gaps filled, and smoothed. A section grows by a tenth of a second at
 * most, and carries along what it found there, so that candidates are forgotten after that time, and a section is joined as
 * soon as none that comes later can be put before it.
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"
#include "harvest-refine.hpp"

namespace sonde {

/**
 * Refined candidates of the last frames, but for those that have no like, within a twentieth, in the frame before or the one
 * after.
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
  /** Frames, up to the last that is known, that are not forgotten. */
  static constexpr int kKept = 128;
  const Refined* begin(int frame) const { return begins_[frame % kKept]; }
  const Refined* end(int frame) const { return begins_[frame % kKept] + counts_[frame % kKept]; }

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
  const Refined* begins_[kKept] = {};
  int counts_[kKept] = {};
};

/** Frames of a section, both inclusive. */
struct Section {
  int first;
  int last;
};

/** Numbers of frames that slide along: what is forgotten makes room for what comes, which is 0 at first. */
class FrameWindow {
 public:
  /** Makes all frames before `end`. @returns false without memory */
  bool reach(int end);
  /** Those before this one are not looked at any more. */
  void forget(int frame) { kept_ = frame > kept_ ? frame : kept_; }
  double& operator[](int frame) { return held_[frame - start_]; }
  double operator[](int frame) const { return held_[frame - start_]; }

 private:
  Buffer<double> held_;
  int start_ = 0;
  int end_ = 0;
  int kept_ = 0;
};

/** Voiced sections: each is grown beyond its ends through the candidates there, and they are joined. */
class HarvestSections {
 public:
  /** @param result Hz, `[frames]`, zeros. @returns false without memory */
  bool configure(const HarvestCandidates& candidates, double* result);
  /** The next frame's value of the contour, 0 = unvoiced, and its score. @returns false without memory */
  bool take(int frame, double f0, double score);
  /** After the last frame: the result is there. */
  void finish();

 private:
  /** Frames that a section sees beyond each of its ends. */
  static constexpr int kSight = 101;
  /** Sections with fewer frames after their first are dropped. */
  static constexpr int kShortest = 6;
  /** Sections and the gaps between them last eight frames at least: there are not more within sight, and one that is open. */
  static constexpr int kMost = 16;

  /** What a section found beyond one end: the nearest frame first. */
  struct Tail {
    double f0[kSight];
    double score[kSight];
  };
  struct Grown {
    Section base;
    Section bounds;
    Tail before, after;
  };

  void begin(int first);
  void end(int last);
  void advance(int frame);
  void select(Grown section);
  void insert(const Grown& section);
  void joinUpTo(int first);
  void join(const Grown& added);
  void copy(const Grown& from, int first, int last);
  /** The first frame of whatever is not selected yet. */
  int next(int frame) const { return waitingCount_ > 0 ? waiting_[0].base.first : open_ >= 0 ? open_ : frame + 1; }
  double at(const Grown& of, int frame) const;
  double scoreAt(const Grown& of, int frame) const;
  int follow(double reference, int from, int steps, int direction, Tail& tail) const;

  const HarvestCandidates* candidates_ = nullptr;
  double* result_ = nullptr;
  /** First frame of the section that is open, -1 for none. */
  int open_ = -1;
  /** What it found before it, and how far. */
  Tail openTail_ = {};
  int openReached_ = 0;
  /** The contour and its scores; the scores of the result. */
  FrameWindow contour_, scores_, resultScores_;
  /** Closed sections whose end is not grown yet, in order. */
  Buffer<Grown> waiting_;
  int waitingCount_ = 0;
  /** Sections that are long enough and not joined, by their beginnings, or nearly. */
  Buffer<Grown> order_;
  int orderCount_ = 0;
  bool isAnyJoined_ = false;
  /** What goes on from section to section: so the method is defined. */
  double mean_ = 0;
  Section current_ = {};
  /** Base of the first section that was long enough. */
  Section first_ = {-1, -1};
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
  bool follow(int frame);

  HarvestCandidates candidates_;
  HarvestSections sections_;
  /** Of the frame that is looked at and the two before it: the best candidate, Hz. */
  double best_ = 0, before_ = 0, twoBefore_ = 0;
  int followed_ = 0;
  Buffer<double> result_;
};

}  // namespace sonde
