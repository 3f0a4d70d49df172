/**
 * Frequencies spaced evenly on a scale, for filterbanks.
 *
 * @source Greenwood (1990), J. Acoust. Soc. Am. 87(6), human: f = 165.4 Hz (10^(0.06 x / mm) - 1)
 * @deviation k = 1, so that 0 Hz is at 0 mm; the paper's fit has 0.88. The original (VTServer) does the same.
 */
#pragma once

namespace sonde {

enum class FrequencyScale : int { kLog = 0, kGreenwood = 1, kLinear = 2 };

/** mm from the apex. @param frequency Hz, > -165.4 */
double greenwood_place(double frequency);
/** Hz. @param place mm from the apex */
double greenwood_frequency(double place);

/**
 * `count` frequencies from low to high, Hz, evenly on the scale, each then moved by `shift` mm towards the base.
 * @param count at least 2. @param out `[count]`, Hz
 */
void space_frequencies(FrequencyScale scale, double low, double high, int count, double shift, double* out);

/** sqrt(f[i] f[i + 1]), the middles of bands between edges. @param f `[count]`, Hz, >= 0. @param out `[count - 1]`, Hz */
void geometric_means(const double* f, int count, double* out);

}  // namespace sonde
