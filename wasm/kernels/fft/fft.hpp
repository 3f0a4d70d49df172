/**
 * Fast Fourier transform in double precision, for sizes that are powers of two, on split arrays (real parts in one,
 * imaginary parts in another).
 *
 *   forward    X[k] = sum_n x[n] exp(-j 2 pi k n / N)        no scaling
 *   inverse    x[n] = sum_k X[k] exp(+j 2 pi k n / N)        no scaling: forward then inverse gives N x
 *
 * Plans hold tables only: nothing writes to one after it was made, so one plan serves any number of callers at once.
 * The transforms allocate nothing and keep nothing. Arrays need the natural alignment of a double and no more. Error is
 * about 2e-16 * sqrt(log2 N), root mean square, relative to the root mean square of the result.
 *
 * @source Cooley and Tukey (1965), Math. Comp. 19; radix 4, decimation in time, over bit-reversed input; the reversal is
 * done in 4 x 4 tiles by the first pass. Real transforms by packing: Cooley, Lewis and Welch (1970), J. Sound Vib. 12(3).
 */
#pragma once

namespace sonde {

struct FftPlan;
struct RealFftPlan;

/** @param n complex points, a power of two in 1..2^26. @returns nullptr for another n, or without memory */
FftPlan* fft_plan_create(int n);
/** Takes nullptr too. */
void fft_plan_destroy(FftPlan* plan);
int fft_plan_size(const FftPlan* plan);

/**
 * Forward transform of n complex points, in place.
 * The unnormalised inverse is the same call with the two arrays exchanged: `fft_complex(plan, im, re)`.
 * @param re, im `[n]`, must not overlap
 */
void fft_complex(const FftPlan* plan, double* re, double* im);

/** @param n real samples, a power of two in 2..2^27. @returns nullptr for another n, or without memory */
RealFftPlan* real_fft_plan_create(int n);
/** Takes nullptr too. */
void real_fft_plan_destroy(RealFftPlan* plan);
int real_fft_plan_size(const RealFftPlan* plan);

/**
 * Forward transform of n real samples to bins 0..n/2. No scratch: the work is done in the outputs.
 * @param x `[n]`, left alone; must not overlap re or im
 * @param re, im `[n/2 + 1]`, must not overlap; im[0] and im[n/2] (Nyquist) come out as exactly 0
 */
void real_fft_forward(const RealFftPlan* plan, const double* x, double* re, double* im);

/**
 * Unnormalised inverse of bins 0..n/2 to n real samples; bins above n/2 are taken as the conjugates of those below.
 * @param re, im `[n/2 + 1]`, left alone; im[0] and im[n/2] are ignored
 * @param x `[n]`, must not overlap re, im or work
 * @param work scratch `[n]`, must not overlap re, im or x; contents afterwards are of no use
 */
void real_fft_inverse(const RealFftPlan* plan, const double* re, const double* im, double* x, double* work);

}  // namespace sonde
