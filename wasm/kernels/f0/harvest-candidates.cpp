#include <cmath>

#include "harvest-contour.hpp"

namespace sonde {

namespace {

/** Largest relative distance to a like candidate. */
constexpr double kLike = 0.05;

}  // namespace

bool HarvestCandidates::configure(int frames) {
  frames_ = frames;
  // A voiced frame has some three different ones, and not all frames are voiced.
  return starts_.allocate(static_cast<std::size_t>(frames) + 1) && all_.allocate(2 * static_cast<std::size_t>(frames));
}

Refined* HarvestCandidates::reserve(int count) {
  const std::size_t used = starts_[done_], needed = used + count;
  if (needed > all_.size()) {
    Buffer<Refined> larger;
    if (!larger.allocate(needed + needed / 2)) return nullptr;
    for (std::size_t i = 0; i < used; ++i) larger[i] = all_[i];
    all_ = static_cast<Buffer<Refined>&&>(larger);
  }
  return all_.data() + used;
}

void HarvestCandidates::commit(int count) {
  starts_[done_ + 1] = starts_[done_] + count;
  ++done_;
}

bool HarvestCandidates::hasLike(double f0, int frame) const {
  for (const Refined* other = begin(frame); other != end(frame); ++other) {
    if (std::fabs(f0 - other->f0) / f0 <= kLike) return true;
  }
  return false;
}

bool HarvestCandidates::dropUnreliable() {
  Buffer<unsigned char> keeps;
  if (!keeps.allocate(starts_[frames_] + 1)) return false;
  for (int i = 0; i < frames_; ++i) {
    const bool isInside = i > 0 && i < frames_ - 1;
    for (std::size_t at = starts_[i]; at < starts_[i + 1]; ++at) {
      keeps[at] = !isInside || hasLike(all_[at].f0, i - 1) || hasLike(all_[at].f0, i + 1);
    }
  }
  std::size_t kept = 0, from = 0;
  for (int i = 0; i < frames_; ++i) {
    const std::size_t to = starts_[i + 1];
    for (; from < to; ++from) {
      if (keeps[from] != 0) all_[kept++] = all_[from];
    }
    starts_[i + 1] = kept;
  }
  return true;
}

}  // namespace sonde
