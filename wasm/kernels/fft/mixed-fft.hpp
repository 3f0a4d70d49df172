/**
 * Fast Fourier transform for lengths whose only prime factors are 2, 3 and 5, on interleaved complex points
 * (re, im, re, im, ...), which is the layout of two sounds side by side.
 *
 * @source Stockham's self-sorting form (Cochran et al. 1967, Proc. IEEE 55(10)), radices 4, 2, 3, 5
 */
#pragma once

namespace sonde {

struct MixedFftPlan;

/** The smallest length >= n with no prime factor above 5; 0 when there is none below 2^28. */
int smooth_length(int n);

/** @returns nullptr when n has another prime factor or exceeds 2^28, or without memory */
MixedFftPlan* mixed_fft_plan_create(int n);
/** Takes nullptr too. */
void mixed_fft_plan_destroy(MixedFftPlan* plan);

/** Passes of a transform. Each reads one array and writes the other; the last result is in `to` when they are odd. */
int mixed_fft_passes(const MixedFftPlan* plan);

/** Pass number `pass` (from 0) of the forward transform, unscaled, exp(-j). @param from, to `[n x 2]`, no overlap */
void mixed_fft_pass(const MixedFftPlan* plan, int pass, const double* from, double* to);

}  // namespace sonde
