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
  Block* before;
  int used;
  Refined all[kBlock];
};

HarvestCandidates::~HarvestCandidates() {
  while (block_ != nullptr) {
    Block* before = block_->before;
    std::free(block_);
    block_ = before;
  }
}

bool HarvestCandidates::configure(int frames, int most) {
  check(most < kBlock, "harvest: more candidates of a frame than a block holds");
  frames_ = frames;
  most_ = most;
  return heard_.allocate(static_cast<std::size_t>(kHeard) * most) && begins_.allocate(frames) &&
         counts_.allocate(frames);
}

bool HarvestCandidates::commit(int count) {
  heardCounts_[done_ % kHeard] = count;
  ++done_;
  if (done_ > 1 && !settle(done_ - 2)) return false;
  return done_ < frames_ || settle(done_ - 1);
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
  block_->used += kept;
  begins_[frame] = to;
  counts_[frame] = static_cast<unsigned short>(kept);
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
  if (block_ == nullptr || block_->used + count > kBlock) {
    Block* block = static_cast<Block*>(std::malloc(sizeof(Block)));
    if (block == nullptr) return nullptr;
    block->before = block_;
    block->used = 0;
    block_ = block;
  }
  return block_->all + block_->used;
}

}  // namespace sonde
