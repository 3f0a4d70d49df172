/**
 * Zero-phase decimation: a third-order low-pass (Chebyshev I, 0.05 dB ripple, cut-off 0.8 / factor of Nyquist) run
 * forwards and backwards over the signal, which is extended by 9 samples of odd reflection at both ends; then every
 * `factor`-th sample, on a grid anchored at the end of the signal.
 *
 * @source the decimation of WORLD (Morise, Yokomori, Ozawa 2016, IEICE Trans. E99-D(7)), after MATLAB's `decimate`
 */
#pragma once

namespace sonde {

/** Fewer samples than this cannot be reflected. */
constexpr int kDecimateLeast = 10;
/** Samples added at both ends. */
constexpr int kDecimateMargin = 9;

/**
 * @param x `[n]`, n >= 10
 * @param factor 2..12
 * @param work scratch `[n + 18]`; may not overlap x or y
 * @param y `[count]`: the first `count` values; those that the method does not give (some of the reflected tail are
 * given) are 0
 * @returns the number of values given, at most count
 */
int decimate(const double* x, int n, int factor, double* work, double* y, int count);

}  // namespace sonde
