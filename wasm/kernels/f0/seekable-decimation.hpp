/**
 * The same decimation, to the bit, of a sound that is not held: any block of it, in any order. The filter runs over the
 * sound forwards once and leaves its state at the edges of blocks, then backwards block by block, which are filtered
 * forwards anew, and leaves its state there, too. From both, a block is then what it is in one go. A block's two states
 * are 128 bytes.
 */
#pragma once

#include "../memory.hpp"
#include "decimate.hpp"

namespace sonde {

class SeekableDecimation {
 public:
  /** Samples of a block; the last may have less. */
  static constexpr int kBlock = 65536;

  /**
   * @param n samples of the sound, >= 10
   * @param factor 2..12
   * @returns false without memory
   */
  bool configure(int n, int factor);

  int blocks() const { return blocks_; }
  /** Values that the method gives: as many as `decimate` does of 1 + n / factor. */
  int given() const;
  /** Number of the first value at or after the start of a block; `given` for the block after the last. */
  int first(int block) const;

  /** Forwards: takes the samples of the next block. */
  void take(const double* x, int count);
  /**
   * Gives a block's values. After the sound has been taken: first of the last block, then of the one before, and so on; of
   * any block whose successor has been run.
   * @param x the samples of the block
   * @param values `[first(block + 1) - first(block)]`
   */
  void run(int block, const double* x, int count, double* values);

 private:
  void begin(const double* x);
  void end();
  void keepLast(const double* x, int count);
  int size(int block) const { return block == blocks_ - 1 ? n_ - block * kBlock : kBlock; }
  /** Place of value 0: the grid is anchored at the end. */
  int origin() const { return (n_ - 1) % factor_; }

  int n_ = 0;
  int factor_ = 2;
  int blocks_ = 0;
  int taken_ = 0;
  /** The first block that has been run backwards. */
  int reached_ = 0;
  /** Before each block, running forwards, and after the last. */
  Buffer<DecimateFilter> forward_;
  /** After each block, running backwards: that of `block - 1` at `block`. */
  Buffer<DecimateFilter> backward_;
  /** The last samples taken, for the reflection. */
  double last_[kDecimateLeast] = {};
  /** The one value that may be of the reflected tail. */
  double tail_ = 0;
  Buffer<double> filtered_;
};

}  // namespace sonde
