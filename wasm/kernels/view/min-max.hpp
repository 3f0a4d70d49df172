/**
 * The outline of a waveform. For pictures only.
 */
#pragma once

namespace sonde {

/**
 * Smallest and largest sample of each cell; NaN is passed over, and a cell of nothing else is (0, 0).
 * @param x `[n]`
 * @param samples_per_cell >= 1; the last cell may be shorter
 * @param out `[2 * ceil(n / samples_per_cell)]`: min, max, min, max, ...
 */
void min_max(const double* x, int n, int samples_per_cell, float* out);

}  // namespace sonde
