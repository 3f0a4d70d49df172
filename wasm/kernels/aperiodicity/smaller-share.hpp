#pragma once

namespace sonde {

/**
 * The sum of all but the `largest` largest values, over the sum of all, without sorting.
 * @param values `[count]`, not negative, finite
 * @param largest 1..count
 * @param work `[count]`
 */
double smaller_share(const double* values, int count, int largest, double* work);

}  // namespace sonde
