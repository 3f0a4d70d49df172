#include <cmath>

#include "../check.hpp"
#include "harvest-contour.hpp"

namespace sonde {

namespace {

/** Largest relative distance to a like candidate. */
constexpr double kLike = 0.05;
/** Candidates in a block: 256 KiB. */
constexpr int kBlock = 16384;

}  // namespace

struct HarvestCandidates::Block {
  Block* next;
  int used;
  /** The last frame that begins here. */
  int frame;
  Refined all[kBlock];
};

HarvestCandidates::~HarvestCandidates() {
  while (oldest_ != nullptr) freeOldest();
}

void HarvestCandidates::freeOldest() {
  Block* next = oldest_->next;
  std::free(oldest_);
  oldest_ = next;
}

bool HarvestCandidates::configure(int frames, int most) {
  check(most < kBlock, "harvest: more candidates of a frame than a block holds");
  frames_ = frames;
  most_ = most;
  return heard_.allocate(static_cast<std::size_t>(kHeard) * most);
}

bool HarvestCandidates::commit(int count) {
  heardCounts_[done_ % kHeard] = count;
  ++done_;
  if (done_ > 1 && !settle(done_ - 2)) return false;
  if (done_ == frames_ && !settle(done_ - 1)) return false;
  return true;
}

/** Keeps of a frame what has its like in a neighbour; all of the first and the last one. */
bool HarvestCandidates::settle(int frame) {
  const Refined* from = heard(frame);
  const int count = heardCounts_[frame % kHeard];
  const bool isInside = frame > 0 && frame < frames_ - 1;
  Refined* to = room(count);
  if (to == nullptr) return false;
  int kept = 0;
  for (int i = 0; i < count; ++i) {
    const bool keeps = !isInside || hasLike(from[i].f0, frame - 1) || hasLike(from[i].f0, frame + 1);
    if (keeps) to[kept++] = from[i];
  }
  newest_->used += kept;
  newest_->frame = frame;
  begins_[frame % kKept] = to;
  counts_[frame % kKept] = kept;
  known_ = frame + 1;
  while (oldest_ != newest_ && oldest_->frame <= frame - kKept) freeOldest();
  return true;
}

bool HarvestCandidates::hasLike(double f0, int frame) {
  const Refined* other = heard(frame);
  for (int i = 0; i < heardCounts_[frame % kHeard]; ++i) {
    if (std::fabs(f0 - other[i].f0) / f0 <= kLike) return true;
  }
  return false;
}

Refined* HarvestCandidates::room(int count) {
  if (newest_ == nullptr || newest_->used + count > kBlock) {
    Block* block = static_cast<Block*>(std::malloc(sizeof(Block)));
    if (block == nullptr) return nullptr;
    block->next = nullptr;
    block->used = 0;
    (newest_ == nullptr ? oldest_ : newest_->next) = block;
    newest_ = block;
  }
  return newest_->all + newest_->used;
}

}  // namespace sonde
