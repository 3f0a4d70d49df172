/**
 * LoveTrain: is a frame voiced at all? The share of its power between 100 Hz and 7900 Hz that lies below 4000 Hz.
 * @source Morise (2016), Speech Communication 84 (D4C), and its LoveTrain addition in WORLD
 */
#pragma once

#include "../noise/noise.hpp"
#include "../spectrum/frame-source.hpp"

#include <cstdint>

namespace sonde {

/** Sizes and tables for one rate, read-only once made. */
struct LoveTrainPlan;
struct LoveTrainState;

/** @param noise_amplitude of the safeguard noise. @returns nullptr without memory */
LoveTrainPlan* love_train_plan_create(int sample_rate, double noise_amplitude);
void love_train_plan_destroy(LoveTrainPlan* plan);
LoveTrainState* love_train_state_create(const LoveTrainPlan* plan);
void love_train_state_destroy(LoveTrainState* state);

/** Noise values that frames with these f0 consume. */
std::int64_t love_train_noise_count(const LoveTrainPlan* plan, const double* f0, int frames);

/**
 * The shares of the frames first..first+frames-1; 0 where f0 is 0.
 * @param f0 Hz, of these frames only, finite
 * @param noise_offset the count of all frames before `first`
 * @param out 0..1, `[frames]`
 */
void love_train(const LoveTrainPlan* plan, LoveTrainState* state, const NoisePlan* noise, const FrameSource& source,
                const double* f0, int first, int frames, std::int64_t noise_offset, double* out);

}  // namespace sonde
