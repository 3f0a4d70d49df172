/**
 * Fourier transforms of real sequences of period N that are even or odd, for a quarter of the work of a complex one.
 *
 *   even   X[k] = sum_n x[n] cos(2 pi k n / N),  x[N - n] =  x[n]
 *   odd    X[k] = sum_n x[n] sin(2 pi k n / N),  x[N - n] = -x[n]
 *
 * Sums run over the whole period, nothing is scaled, and each is its own inverse up to a factor N. Only the samples
 * 0..N/2 are given and returned. Plans are read-only once made.
 *
 * @source Cooley, Lewis and Welch (1970), J. Sound Vib. 12(3), in the form without running sums: the even-numbered
 * samples and the differences of their odd-numbered neighbours make one Hermitian sequence of period N/2
 */
#pragma once

namespace sonde {

struct SymmetricPlan;

/** @param n period, a power of two in 8..2^27. @returns nullptr for another n, or without memory */
SymmetricPlan* symmetric_plan_create(int n);
/** Takes nullptr too. */
void symmetric_plan_destroy(SymmetricPlan* plan);
/** Doubles of scratch that a transform needs: 2 n. */
int symmetric_plan_work(const SymmetricPlan* plan);

/** @param x,out `[n/2 + 1]`, may be the same array. @param work scratch, see above, overlapping neither */
void transform_even(const SymmetricPlan* plan, const double* x, double* out, double* work);

/** As `transform_even`. x[0] and x[n/2] are taken as 0; out[0] and out[n/2] come out as 0. */
void transform_odd(const SymmetricPlan* plan, const double* x, double* out, double* work);

}  // namespace sonde
