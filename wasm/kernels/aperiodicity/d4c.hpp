/**
 * D4C: band aperiodicity from the group delay.
 *
 * The group delay of a periodic signal, computed so that it does not depend on where the window sits, smoothed and freed
 * of its own average, is a sine over frequency; whatever is not one is aperiodic. Per band, the power of all but the
 * largest bins of the windowed group delay's spectrum is set against the whole.
 *
 * @source Morise (2016), Speech Communication 84, 57-65
 */
#pragma once

#include "../noise/noise.hpp"
#include "../spectrum/frame-source.hpp"

#include <cstdint>

namespace sonde {

/** LoveTrain's share above which a frame is voiced. */
inline constexpr double kVoicingThreshold = 0.85;
/** Aperiodicity of a frame without voicing. */
inline constexpr double kFullyAperiodic = 1.0 - 1e-12;

/** Tables for one rate and output size, read-only once made. */
struct D4cPlan;
struct D4cState;

/**
 * @param fft_size of the output rows, a power of two, 64 and above
 * @param noise_amplitude of the safeguard noise: 1e-6 since WORLD of September 2024, 1e-12 before
 * @returns nullptr for another size, or without memory
 */
D4cPlan* d4c_plan_create(int sample_rate, int fft_size, double noise_amplitude);
void d4c_plan_destroy(D4cPlan* plan);
D4cState* d4c_state_create(const D4cPlan* plan);
void d4c_state_destroy(D4cState* state);

/** Noise values that frames with these f0 and shares consume, after LoveTrain's over all frames. */
std::int64_t d4c_noise_count(const D4cPlan* plan, const double* f0, const double* share, int frames);

/**
 * Aperiodicity of the frames first..first+frames-1.
 * @param f0 Hz, of these frames only, finite, 0 = unvoiced, at most half the sampling rate
 * @param share LoveTrain's, of these frames
 * @param noise_offset LoveTrain's count over all frames plus this one's over the frames before `first`
 * @param out amplitude ratio in (0, 1), `[frames x (fft_size/2 + 1)]`
 */
void d4c(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, const double* f0,
         const double* share, int first, int frames, std::int64_t noise_offset, double* out);

}  // namespace sonde
