/**
 * StoneMask: refines an f0 by the instantaneous frequencies of its first harmonics, each frame for itself.
 *
 * Of two windowed spectra only eight bins are looked at, so these are summed directly, two samples (one on each side of
 * the window's middle) at a time.
 *
 * @source Morise, Yokomori, Ozawa (2016), "WORLD", IEICE Trans. E99-D(7); instantaneous frequency after Flanagan and
 * Golden (1966), Bell Syst. Tech. J. 45(9)
 */
#pragma once

#include "../spectrum/frame-source.hpp"

namespace sonde {

/** Tables of one sampling rate: read-only once made. */
struct StoneMaskPlan;
/** Scratch of one caller. */
struct StoneMask;

/** @param sampleRate Hz, >= 1. @returns nullptr without memory */
StoneMaskPlan* stone_mask_plan_create(int sampleRate);
/** Takes nullptr too. */
void stone_mask_plan_destroy(StoneMaskPlan* plan);

/** @param plan must outlive the result. @returns nullptr without memory */
StoneMask* stone_mask_create(const StoneMaskPlan* plan);
/** Takes nullptr too. */
void stone_mask_destroy(StoneMask* stoneMask);

/**
 * Refined f0 of one frame. Allocates nothing.
 * @param source the window of three periods around the frame
 * @param time of the frame, s
 * @param f0 Hz
 * @returns Hz; 0 when f0 is at most 40 Hz, above a twelfth of the sampling rate, or no number
 */
double stone_mask_refine(StoneMask* stoneMask, const FrameSource& source, double time, double f0);

}  // namespace sonde
