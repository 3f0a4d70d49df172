#include "harvest-neighbours.hpp"

#include <cstddef>

namespace sonde {

bool HarvestNeighbours::configure(const HarvestTracks& tracks, int frames) {
  frames_ = frames;
  most_ = tracks.most();
  const std::size_t room = static_cast<std::size_t>(tracks.width()) + 2 * kReach + 1;
  return candidates_.allocate(room * most_) && counts_.allocate(room);
}

void HarvestNeighbours::take(const HarvestTracks& tracks, int count) {
  for (int i = 0; i < count; ++i, ++held_) {
    counts_[held_] = tracks.count(i);
    for (int j = 0; j < tracks.count(i); ++j) candidates_[held_ * most_ + j] = tracks.candidates(i)[j];
  }
}

int HarvestNeighbours::append(int frame, double* out) const {
  if (frame < 0 || frame >= frames_) return 0;
  const int at = frame - first_;
  for (int j = 0; j < counts_[at]; ++j) out[j] = candidates_[at * most_ + j];
  return counts_[at];
}

int HarvestNeighbours::gather(int frame, double* out) const {
  int count = append(frame, out);
  for (int i = 1; i <= kReach; ++i) count += append(frame - i, out + count);
  for (int i = 1; i <= kReach; ++i) count += append(frame + i, out + count);
  return count;
}

void HarvestNeighbours::forget(int frame) {
  const int done = frame - kReach - first_;
  if (done <= 0) return;
  for (int i = 0; i < (held_ - done) * most_; ++i) candidates_[i] = candidates_[i + done * most_];
  for (int i = 0; i < held_ - done; ++i) counts_[i] = counts_[i + done];
  first_ += done;
  held_ -= done;
}

}  // namespace sonde
