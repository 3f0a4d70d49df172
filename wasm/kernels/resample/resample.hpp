/**
 * Sampling-rate conversion by any ratio of two rates: a windowed sinc, evaluated where the new samples are. Linear phase,
 * no delay: sample k of the result is at input time k * from / to. Zeroes are assumed outside of the sound.
 *
 * A sinc of 138 zero crossings on each side under a Kaiser window: flat up to 93 % of the lower Nyquist frequency, closed
 * from that frequency on. Sweeps up to 93 % come out with some 170 dB between them and what they should be, whatever the
 * rates. The three numbers of the design were fitted to impulse responses of libsamplerate's best converter, which VTServer
 * used; they describe it to its own float32 precision, so that its results are these.
 *
 * @source Kaiser & Schafer (1980), On the use of the I0-sinh window for spectrum analysis, IEEE Trans. ASSP 28(1), 105-107
 * @source Smith & Gossett (1984), A flexible sampling-rate conversion method, Proc. ICASSP, 112-115
 */
#pragma once

#include <cstdint>

#include "../memory.hpp"

namespace sonde {

/** Zero crossings of the sinc on each side of its centre. */
constexpr int kResampleCrossings = 138;

struct Resample {
  /** The ratio of the rates in lowest terms: `to` samples for `from`. */
  std::int64_t from;
  std::int64_t to;
  /** Taps on each side; a multiple of 4. */
  int half;
  /** Zero crossings per input sample: below 1 when the filter cuts. */
  double density;
  /**
   * Taps `[phases x 2 half]`. Of every phase of the ratio; or, where these would be too many, of 512 evenly spaced ones with one
   * more before and two behind them, between which results are interpolated.
   */
  Buffer<double> taps;
  bool has_every_phase;
};

/** False when there is no memory. @param from, to rates in Hz, 1..2^22 */
bool resample_create(Resample* plan, int from, int to);

/** The first input sample that result sample k needs; it needs 2 half of them. */
std::int64_t resample_first(const Resample& plan, std::int64_t k);

/**
 * Result samples k..k+count-1.
 * @param x the input from resample_first(plan, k) on, up to what the last one needs, with zeroes where the sound has none
 * @param out `[count]`
 */
void resample_run(const Resample& plan, const double* x, std::int64_t k, int count, double* out);

}  // namespace sonde
