#include "seekable-decimation.hpp"

#include <cstddef>

#include "../check.hpp"

namespace sonde {

bool SeekableDecimation::configure(int n, int factor) {
  check(n >= kDecimateLeast, "decimate: at least 10 samples");
  check(factor >= 2 && factor <= 12, "decimate: a factor in 2..12");
  n_ = n;
  factor_ = factor;
  blocks_ = (n - 1) / kBlock + 1;
  taken_ = 0;
  reached_ = blocks_;
  const std::size_t edges = static_cast<std::size_t>(blocks_) + 1;
  return forward_.allocate(edges) && backward_.allocate(edges) && filtered_.allocate(kBlock);
}

int SeekableDecimation::given() const {
  const int inside = (n_ - 1) / factor_ + 1;
  // Only then does 1 + n / factor ask for one more, and only so far does the reflection reach.
  return n_ % factor_ == 0 && factor_ < kDecimateMargin ? inside + 1 : inside;
}

int SeekableDecimation::first(int block) const {
  if (block == blocks_) return given();
  return block == 0 ? 0 : (block * kBlock - origin() + factor_ - 1) / factor_;
}

void SeekableDecimation::take(const double* x, int count) {
  const int block = taken_ / kBlock;
  check(block < blocks_ && count == size(block), "decimate: the samples of the next block");
  if (block == 0) begin(x);
  DecimateFilter filter = forward_[block];
  for (int i = 0; i < count; ++i) filter.next(x[i]);
  forward_[block + 1] = filter;
  keepLast(x, count);
  taken_ += count;
  if (taken_ == n_) end();
}

/** The reflection before the sound. */
void SeekableDecimation::begin(const double* x) {
  DecimateFilter filter(factor_);
  for (int i = 0; i < kDecimateMargin; ++i) filter.next(2 * x[0] - x[kDecimateMargin - i]);
  forward_[0] = filter;
}

/** The reflection after it, forwards and backwards. */
void SeekableDecimation::end() {
  DecimateFilter filter = forward_[blocks_], backward(factor_);
  const int before = kDecimateLeast - 2;
  double tail[kDecimateMargin];
  for (int i = 0; i < kDecimateMargin; ++i) tail[i] = filter.next(2 * last_[before + 1] - last_[before - i]);
  for (int i = kDecimateMargin - 1; i >= 0; --i) {
    const double out = backward.next(tail[i]);
    if (i == factor_ - 1) tail_ = out;
  }
  backward_[blocks_] = backward;
}

void SeekableDecimation::keepLast(const double* x, int count) {
  const int kept = count < kDecimateLeast ? kDecimateLeast - count : 0;
  for (int i = 0; i < kept; ++i) last_[i] = last_[kDecimateLeast - kept + i];
  for (int i = kept; i < kDecimateLeast; ++i) last_[i] = x[count - kDecimateLeast + i];
}

void SeekableDecimation::run(int block, const double* x, int count, double* values) {
  check(taken_ == n_ && block >= 0 && block < blocks_ && block >= reached_ - 1, "decimate: the block before the last run");
  check(count == size(block), "decimate: the samples of the block");
  DecimateFilter forward = forward_[block], backward = backward_[block + 1];
  double* filtered = filtered_.data();
  for (int i = 0; i < count; ++i) filtered[i] = forward.next(x[i]);

  const int from = first(block), inside = (n_ - 1) / factor_ + 1;
  const int to = block == blocks_ - 1 ? inside : first(block + 1);
  if (block == blocks_ - 1 && given() > inside) values[inside - from] = tail_;
  int k = to - from;
  int next = origin() + (to - 1) * factor_ - block * kBlock;
  for (int i = count - 1; i >= 0; --i) {
    const double out = backward.next(filtered[i]);
    if (i != next) continue;
    values[--k] = out;
    next -= factor_;
  }
  check(k == 0, "decimate: a value on every place of the grid");
  backward_[block] = backward;
  if (block < reached_) reached_ = block;
}

}  // namespace sonde
