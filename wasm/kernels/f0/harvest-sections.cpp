#include "harvest-contour.hpp"

#include <climits>
#include <cmath>
#include <cstddef>

#include "../check.hpp"

namespace sonde {

namespace {

/** Frames without a candidate that end it. */
constexpr int kMisses = 4;
/** Largest relative step from a frame to the next. */
constexpr double kTolerance = 0.18;
/** A section lasts at least so many frames, divided by its mean f0 in Hz. */
constexpr double kLength = 2200;

/** The candidate of a frame nearest to the reference, the last of equals; 0 when none is near enough. */
double nearest(const HarvestCandidates& candidates, double reference, int frame) {
  double best = kTolerance, chosen = 0;
  for (const Refined* each = candidates.begin(frame); each != candidates.end(frame); ++each) {
    const double error = std::fabs(reference - each->f0) / reference;
    if (error > best) continue;
    best = error;
    chosen = each->f0;
  }
  return chosen;
}

/** The best score of an f0 among the candidates of a frame; 0 when it is none. */
double score_of(const HarvestCandidates& candidates, double f0, int frame) {
  double best = 0;
  for (const Refined* each = candidates.begin(frame); each != candidates.end(frame); ++each) {
    if (each->f0 == f0 && each->score > best) best = each->score;
  }
  return best;
}

template <class T>
void drop_first(Buffer<T>& of, int& count, int dropped) {
  for (int i = dropped; i < count; ++i) of[i - dropped] = of[i];
  count -= dropped;
}

}  // namespace

bool FrameWindow::reach(int end) {
  if (end <= end_) return true;
  if (static_cast<std::size_t>(end - start_) > held_.size()) {
    const int kept = kept_ < start_ ? start_ : kept_ < end_ ? kept_ : end_;
    const std::size_t room = end - kept;
    const bool fits = room <= held_.size() / 2;
    Buffer<double> larger;
    if (!fits && !larger.allocate(2 * room + 1024)) return false;
    double* to = fits ? held_.data() : larger.data();
    for (int i = kept; i < end_; ++i) to[i - kept] = held_[i - start_];
    if (!fits) held_ = static_cast<Buffer<double>&&>(larger);
    start_ = kept;
  }
  for (int i = end_; i < end; ++i) held_[i - start_] = 0;
  end_ = end;
  return true;
}

bool HarvestSections::configure(const HarvestCandidates& candidates, double* result) {
  candidates_ = &candidates;
  result_ = result;
  return waiting_.allocate(kMost) && order_.allocate(kMost);
}

bool HarvestSections::take(int frame, double f0, double score) {
  if (!contour_.reach(frame + 1) || !scores_.reach(frame + 1) || !resultScores_.reach(frame + 1)) return false;
  contour_[frame] = f0;
  scores_[frame] = score;
  const bool isEdge = frame < 1 || frame >= candidates_->frames() - 1;
  // The contour as it is counts where no section is long enough.
  if (isEdge && first_.first < 0) result_[frame] = f0;
  if (f0 > 0 && !isEdge) {
    if (open_ < 0) open_ = frame;
    if (frame - open_ == kShortest) begin(open_);
  } else if (open_ >= 0) {
    end(frame - 1);
  }
  advance(frame);
  const int needed = next(frame) - 2 * kSight;
  contour_.forget(needed), scores_.forget(needed), resultScores_.forget(needed);
  return true;
}

/** A section that is kept looks back. */
void HarvestSections::begin(int first) {
  const int early = first - (kSight - 1) > 1 ? first - (kSight - 1) : 1;
  openTail_ = {};
  openReached_ = follow(contour_[first], first, first - early, -1, openTail_);
}

/** Keeps the open section, or drops it if it is too short. */
void HarvestSections::end(int last) {
  const Section base = {open_, last};
  open_ = -1;
  if (last - base.first < kShortest) return;
  check(waitingCount_ < kMost, "harvest: fewer sections within sight");
  waiting_[waitingCount_++] = {base, {openReached_, last}, openTail_, {}};
  if (first_.first >= 0) return;
  for (int i = base.first; i <= last; ++i) result_[i] = contour_[i];
}

/** Grows the ends of sections whose candidates are known, and joins what no later one comes before. */
void HarvestSections::advance(int frame) {
  while (waitingCount_ > 0 && waiting_[0].base.last <= frame - kSight) {
    const Grown section = waiting_[0];
    drop_first(waiting_, waitingCount_, 1);
    select(section);
    joinUpTo(next(frame) - kSight);
  }
  joinUpTo(next(frame) - kSight);
}

void HarvestSections::finish() {
  advance(INT_MAX - 1);
  check(waitingCount_ == 0 && orderCount_ == 0, "harvest: all sections joined");
}

/** Follows the candidates from a frame in one direction. @returns the last frame reached */
int HarvestSections::follow(double reference, int from, int steps, int direction, Tail& tail) const {
  int reached = from, misses = 0;
  for (int i = 0; i <= steps && misses < kMisses; ++i) {
    const int frame = from + direction * (i + 1);
    const double found = nearest(*candidates_, reference, frame);
    tail.f0[i] = found;
    tail.score[i] = found == 0 ? 0.0 : score_of(*candidates_, found, frame);
    if (found == 0) {
      ++misses;
      continue;
    }
    reference = found;
    misses = 0;
    reached = frame;
  }
  return reached;
}

double HarvestSections::at(const Grown& of, int frame) const {
  if (frame < of.base.first) return of.before.f0[of.base.first - 1 - frame];
  return frame > of.base.last ? of.after.f0[frame - of.base.last - 1] : contour_[frame];
}

double HarvestSections::scoreAt(const Grown& of, int frame) const {
  if (frame < of.base.first) return of.before.score[of.base.first - 1 - frame];
  return frame > of.base.last ? of.after.score[frame - of.base.last - 1] : scores_[frame];
}

/** Keeps a section that is long enough. The mean goes on from one to the next: so the method is defined. */
void HarvestSections::select(Grown section) {
  const int last = section.base.last, frames = candidates_->frames();
  const int late = last + kSight - 1 < frames - 2 ? last + kSight - 1 : frames - 2;
  section.bounds.last = follow(contour_[last], last, late - last, 1, section.after);
  const Section bounds = section.bounds;
  const int length = bounds.last - bounds.first;
  for (int i = bounds.first; i < bounds.last; ++i) mean_ += at(section, i);
  mean_ /= length;
  if (kLength / mean_ >= length) return;
  if (first_.first < 0) {
    // The first section of all is the one that grows, wherever it stands in the order.
    for (int i = 0; i < frames; ++i) result_[i] = 0;
    first_ = section.base;
    current_ = bounds;
    copy(section, bounds.first, bounds.last);
  }
  insert(section);
}

/** By their beginnings, or nearly: an exchange sort that stops early, as the method is defined. */
void HarvestSections::insert(const Grown& section) {
  check(orderCount_ < kMost, "harvest: fewer sections that may come before each other");
  order_[orderCount_] = section;
  Grown& added = order_[orderCount_++];
  for (int j = orderCount_ - 2; j >= 0; --j) {
    if (order_[j].bounds.first <= added.bounds.first) break;
    const Grown other = order_[j];
    order_[j] = added;
    added = other;
  }
}

/**
 * Joins the sections whose place is certain. A section begins, grown, at most kSight frames before its base; one that comes
 * later exchanges places only with those that begin after it, and its search for them ends at the first that does not.
 * @param first base of a section that begins before all that come later, and what is before it
 */
void HarvestSections::joinUpTo(int first) {
  int certain = orderCount_;
  while (certain > 0 && order_[certain - 1].base.first > first) --certain;
  for (int i = 0; i < certain; ++i) {
    // The first place of all counts as done, and so does the first section.
    if (isAnyJoined_ && order_[i].base.first != first_.first) join(order_[i]);
    isAnyJoined_ = true;
  }
  drop_first(order_, orderCount_, certain);
}

void HarvestSections::copy(const Grown& from, int first, int last) {
  for (int i = first; i <= last; ++i) {
    result_[i] = at(from, i);
    resultScores_[i] = scoreAt(from, i);
  }
}

/** Joins a section to what there is, whose last frame is `current_.last`. */
void HarvestSections::join(const Grown& added) {
  const Section its = added.bounds;
  if (its.first > current_.last) {
    copy(added, its.first, its.last);
    current_ = its;
    return;
  }
  if (current_.first <= its.first && current_.last >= its.last) return;
  double ours = 0, theirs = 0;
  for (int i = its.first; i <= current_.last; ++i) {
    ours += resultScores_[i];
    theirs += i <= its.last ? scoreAt(added, i) : 0.0;
  }
  copy(added, ours > theirs ? current_.last : its.first, its.last);
  current_.last = its.last;
}

}  // namespace sonde
