#pragma once

#include "../symmetric-transform/symmetric-transform.hpp"

namespace sonde {

/** Doubles of scratch that `minimum_phase` needs. */
constexpr int minimum_phase_work(int fft_size) { return 3 * fft_size + 8; }

/**
 * The minimum-phase spectrum with the given power. The real part of the folded cepstrum's transform is the log amplitude
 * again, so the amplitude is simply the power's root, and only the phase goes through the cepstrum.
 * @param re in: power, above 0, `[fft_size/2 + 1]`; out: real part. Must be one longer, so that pairs fit
 * @param im imaginary part, of the same length
 * @param work scratch, see above
 * @source Oppenheim and Schafer (1975), Digital Signal Processing, chapter 7: complex cepstrum of a minimum-phase sequence
 */
void minimum_phase(const SymmetricPlan* plan, int fft_size, double* re, double* im, double* work);

}  // namespace sonde
