#include "harvest-contour.hpp"

#include <cmath>

namespace sonde {

namespace {

/** Frames that a section may grow at each end. */
constexpr int kReach = SectionGroup::kSight - 1;
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

/** A section by itself: its values from frame `origin` on, in a part of one array. */
struct Grown {
  Section bounds;
  int origin;
  double* values;
  double at(int frame) const { return values[frame - origin]; }
};

/** Follows the candidates from `from` in one direction. @returns the last frame reached */
int follow(const HarvestCandidates& candidates, const Grown& grown, int from, int last, int direction) {
  double reference = grown.at(from);
  int reached = from, misses = 0;
  const int steps = direction * (last - from);
  for (int i = 0; i <= steps && misses < kMisses; ++i) {
    const int frame = from + direction * (i + 1);
    const double found = nearest(candidates, reference, frame);
    grown.values[frame - grown.origin] = found;
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

void grow(const HarvestCandidates& candidates, Grown& grown) {
  Section& bounds = grown.bounds;
  const int frames = candidates.frames();
  const int late = bounds.last + kReach < frames - 2 ? bounds.last + kReach : frames - 2;
  const int early = bounds.first - kReach > 1 ? bounds.first - kReach : 1;
  const int last = follow(candidates, grown, bounds.last, late, 1);
  bounds.first = follow(candidates, grown, bounds.first, early, -1);
  bounds.last = last;
}

/**
 * Brings the sections that are long enough to the front. The mean goes on from one section to the next: so the method
 * is defined.
 * @returns how many there are
 */
int select(Grown* sections, int count, double& mean) {
  int selected = 0;
  for (int m = 0; m < count; ++m) {
    const Grown its = sections[m];
    const int length = its.bounds.last - its.bounds.first;
    for (int i = its.bounds.first; i < its.bounds.last; ++i) mean += its.at(i);
    mean /= length;
    if (kLength / mean >= length) continue;
    sections[m] = sections[selected];
    sections[selected++] = its;
  }
  return selected;
}

/** By their beginnings, or nearly: an exchange sort that stops early, as the method is defined. */
void sort(const Grown* sections, int count, int* order) {
  for (int i = 0; i < count; ++i) order[i] = i;
  for (int i = 1; i < count; ++i) {
    for (int j = i - 1; j >= 0; --j) {
      if (sections[order[j]].bounds.first <= sections[order[i]].bounds.first) break;
      const int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
  }
}

void copy(const Grown& from, int first, int last, double* result) {
  for (int i = first; i <= last; ++i) result[i] = from.at(i);
}

/** Joins a section to what there is, whose last frame is `current.last`. */
void join(const HarvestCandidates& candidates, const Grown& added, Section& current, double* result) {
  const Section its = added.bounds;
  if (its.first > current.last) {
    copy(added, its.first, its.last, result);
    current = its;
    return;
  }
  if (current.first <= its.first && current.last >= its.last) return;
  double ours = 0, theirs = 0;
  for (int i = its.first; i <= current.last; ++i) {
    ours += score_of(candidates, result[i], i);
    theirs += i <= its.last ? score_of(candidates, added.at(i), i) : 0.0;
  }
  copy(added, ours > theirs ? current.last : its.first, its.last, result);
  current.last = its.last;
}

}  // namespace

bool SectionGroup::add(const Section& section) {
  if (static_cast<std::size_t>(count_) == room_) {
    const std::size_t more = room_ == 0 ? 64 : 2 * room_;
    Buffer<Section> larger;
    if (!larger.allocate(more)) return false;
    for (int i = 0; i < count_; ++i) larger[i] = sections_[i];
    sections_ = static_cast<Buffer<Section>&&>(larger);
    room_ = more;
  }
  sections_[count_++] = section;
  return true;
}

/** The first section of all is the one that grows, wherever it stands in the order. */
bool SectionGroup::join(const HarvestCandidates& candidates, const double* contour, double* result) {
  constexpr int kRoom = 2 * SectionGroup::kSight;
  std::size_t total = 0;
  for (int m = 0; m < count_; ++m) total += sections_[m].last - sections_[m].first + 1 + kRoom;
  Buffer<Grown> all;
  Buffer<int> order;
  Buffer<double> values;
  if (!all.allocate(count_) || !order.allocate(count_) || !values.allocate(total)) return false;
  double* to = values.data();
  for (int m = 0; m < count_; ++m) {
    const Section section = sections_[m];
    Grown& grown = all[m];
    grown = {section, section.first - SectionGroup::kSight, to};
    for (int i = section.first; i <= section.last; ++i) to[i - grown.origin] = contour[i];
    to += section.last - section.first + 1 + kRoom;
    grow(candidates, grown);
  }
  const int selected = select(all.data(), count_, mean_);
  count_ = 0;
  if (selected == 0) return true;
  sort(all.data(), selected, order.data());
  if (hasJoined_) {
    for (int i = 0; i < selected; ++i) sonde::join(candidates, all[order[i]], current_, result);
    return true;
  }
  hasJoined_ = true;
  Section& current = all[0].bounds;
  copy(all[0], current.first, current.last, result);
  for (int i = 1; i < selected; ++i) {
    const Grown added = all[order[i]];
    sonde::join(candidates, added, current, result);
  }
  current_ = current;
  return true;
}

}  // namespace sonde
