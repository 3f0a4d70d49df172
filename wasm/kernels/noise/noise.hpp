/**
 * WORLD's noise: twelve steps of a 128-bit xorshift generator per value, summed to something nearly Gaussian.
 *
 * Every stage of WORLD consumes the same sequence from its start, and where in it a frame begins follows from the f0
 * contour alone. So the sequence is addressed by position: a stream seeks by jumping ahead (the step is linear over
 * GF(2), a jump is a product with a 128 x 128 bit matrix), and frames may be computed in any order, in any slices.
 *
 * @source Marsaglia (2003), J. Stat. Softw. 8(14), xorshift128; seeds and sums as WORLD has them
 */
#pragma once

#include <cstdint>

namespace sonde {

/** Values that one of a stream's four lanes makes per block. */
inline constexpr int kNoiseLane = 1024;
inline constexpr int kNoiseBlock = 4 * kNoiseLane;

struct NoiseState {
  std::uint32_t p;
  std::uint32_t q;
  std::uint32_t r;
  std::uint32_t s;
};

/** Jump matrices, read-only once made. */
struct NoisePlan;

/** One reader of the sequence: position, lanes, and the block of values made last. Plain, starts out zeroed. */
struct NoiseStream {
  NoiseState lanes[4];
  std::uint32_t sums[kNoiseBlock];
  /** position of sums[0] */
  std::uint64_t block;
  /** next value, 0..kNoiseBlock relative to the block */
  int cursor;
  bool filled;
};

/** @returns nullptr without memory */
NoisePlan* noise_plan_create();
/** Takes nullptr too. */
void noise_plan_destroy(NoisePlan* plan);

/** The generator's state after `position` values. @param position below 2^40 */
NoiseState noise_state_at(const NoisePlan* plan, std::uint64_t position);

/** Makes `position` the next value to be taken. Costs nothing where the stream already stands there. */
void noise_seek(const NoisePlan* plan, NoiseStream* stream, std::uint64_t position);

/** The next `count` values, each in -6..6, exact. @param out `[count]` */
void noise_take(const NoisePlan* plan, NoiseStream* stream, int count, double* out);

}  // namespace sonde
