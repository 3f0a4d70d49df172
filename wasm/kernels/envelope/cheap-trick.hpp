/**
 * CheapTrick: the spectral envelope of a voice, free of its harmonics.
 *
 * A window of three periods makes the power spectrum independent of where in the period it sits; smoothing over 2/3 f0
 * removes the harmonics, and a lifter in the cepstrum removes what is left of them and gives back what smoothing took.
 *
 * @source Morise (2015), Speech Communication 67, 1-7; Morise (2015), EUSIPCO (noise floors as WORLD has them)
 */
#pragma once

#include "../noise/noise.hpp"
#include "../spectrum/frame-source.hpp"

#include <cstdint>

namespace sonde {

/** Recovery parameter q1 as WORLD has it. */
inline constexpr double kCheapTrickRecovery = -0.15;
/** f0 taken for unvoiced frames, Hz. */
inline constexpr double kUnvoicedF0 = 500.0;

/** The FFT size that holds three periods of the lowest f0. @param f0_floor Hz */
int cheap_trick_fft_size(int sample_rate, double f0_floor);

/** Tables for one rate and size, read-only once made. */
struct CheapTrickPlan;
/** Scratch and noise reader of one caller. */
struct CheapTrickState;

/** @param fft_size a power of two, 64 and above. @returns nullptr for another, or without memory */
CheapTrickPlan* cheap_trick_plan_create(int sample_rate, int fft_size);
void cheap_trick_plan_destroy(CheapTrickPlan* plan);
CheapTrickState* cheap_trick_state_create(const CheapTrickPlan* plan);
void cheap_trick_state_destroy(CheapTrickState* state);

/** Noise values that frames with these f0 consume: a frame's offset is the count of all frames before it. */
std::int64_t cheap_trick_noise_count(const CheapTrickPlan* plan, const double* f0, int frames);

/**
 * Envelopes of the frames first..first+frames-1.
 * @param f0 Hz, of these frames only, finite, 0 = unvoiced, at most half the sampling rate
 * @param noise_offset what `cheap_trick_noise_count` gives for all frames before `first`
 * @param out power, `[frames x (fft_size/2 + 1)]`, above 0
 */
void cheap_trick(const CheapTrickPlan* plan, CheapTrickState* state, const NoisePlan* noise, const FrameSource& source,
                 const double* f0, int first, int frames, std::int64_t noise_offset, double* out);

}  // namespace sonde
