/**
 * Operations on half spectra S[0..N/2] that CheapTrick and D4C share, and the sizes they work with.
 * @source Morise (2015), Speech Communication 67; Morise (2016), Speech Communication 84
 */
#pragma once

#include "../f0/rounding.hpp"

namespace sonde {

inline constexpr double kPi = 3.1415926535897932384;

/** The smallest power of two strictly larger than a. @param a 1..2^26 */
inline int power_of_two_above(double a) {
  int n = 1;
  while (n <= a) n *= 2;
  return n;
}

inline int clamp_index(long long i, int length) {
  if (i < 0) return 0;
  return i < length ? static_cast<int>(i) : length - 1;
}

/** The sample of a frame's centre, from its time in s. */
inline int frame_origin(double time, int sample_rate) { return round_away(time * sample_rate + 0.001); }

/** Centre of frame i, s. @param frame_period ms */
inline double frame_time(int i, double frame_period) { return (i * frame_period) / 1000.0; }

/** |re + j im|^2 into `power`, `[count]`; power may be re or im. */
void power_of(const double* re, const double* im, int count, double* power);

/**
 * Adds to the bins below f0 the spectrum mirrored at f0, in place: the energy that a short window loses below f0.
 * @param spectrum `[fft_size/2 + 1]`. @param work `[fft_size/2 + 1]`
 */
void correct_dc(double* spectrum, double f0, int sample_rate, int fft_size, double* work);

/** Doubles of scratch that `smooth` needs, for any width up to half the sampling rate. */
inline int smoothing_work(int fft_size) { return 2 * fft_size + 8; }

/** Bins beyond `top` that `smooth` reads to give those up to it. */
inline int smoothing_reach(double width, int sample_rate, int fft_size) {
  return static_cast<int>(width * fft_size / sample_rate / 2.0) + 3;
}

/**
 * Moving average over `width` Hz, mirrored at 0 and at Nyquist, of bins 0..top.
 * @param spectrum,out `[fft_size/2 + 1]`, may be the same array
 * @param width Hz, above 0; limited to half the sampling rate
 * @param top up to fft_size/2; one bin more may be written where there is one
 * @param work scratch, see above
 */
void smooth(const double* spectrum, double width, int sample_rate, int fft_size, int top, double* out, double* work);

}  // namespace sonde
