/**
 * What one pulse of WORLD's synthesis sounds like: a minimum-phase response of the periodic part, plus noise shaped by
 * the aperiodic part.
 * @source Morise, Yokomori and Ozawa (2016), IEICE Trans. E99-D(7)
 */
#pragma once

#include "../noise/noise.hpp"

#include <cstdint>

namespace sonde {

/** Tables for one size, read-only once made. */
struct ResponsePlan;
struct ResponseState;

/** @param fft_size a power of two, 64 and above. @returns nullptr for another, or without memory */
ResponsePlan* response_plan_create(int fft_size);
void response_plan_destroy(ResponsePlan* plan);
ResponseState* response_state_create(const ResponsePlan* plan);
void response_state_destroy(ResponseState* state);

/** The parameters at a pulse: two neighbouring frames and where between them. */
struct PulseParameters {
  /** power, `[fft_size/2 + 1]`, of the frame before and after */
  const double* envelope[2];
  /** amplitude ratio, same shape */
  const double* aperiodicity[2];
  /** 0..1; the second frame is not read where it is the first */
  double weight;
  bool voiced;
  /** from the sample to the pulse, samples, 0..1 */
  double shift;
  /** samples to the next pulse: so long is the noise (up to fft_size) */
  int distance;
  /** of this pulse's first noise value */
  std::int64_t noise_offset;
};

/** @returns `[fft_size]` in the state, valid until the next call; sample fft_size/2 - 1 is the pulse's own. */
const double* pulse_response(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise,
                             const PulseParameters& parameters);

}  // namespace sonde
