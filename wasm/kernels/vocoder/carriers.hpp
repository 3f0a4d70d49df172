/**
 * What a vocoder's envelopes are put on. Noise is mersenne_uniform's.
 */
#pragma once

#include "../random/mersenne.hpp"

namespace sonde {

/**
 * Two tones side by side: sin(2 pi f i / sample_rate) for samples first..first+n-1.
 * @param first_hz, second_hz |f| < sample_rate. @param out pair `[n x 2]`
 */
void tone_pair(double first_hz, double second_hz, double sample_rate, int first, int n, double* out);

/**
 * Low-noise noise: a band of equally strong harmonics of 1 / T, whose phases are such that its envelope is nearly flat,
 * where a band of random phases fluctuates as Gaussian noise does. The period T is the power of two samples at or above n.
 *
 * The phases start at random, then ten times: the complex envelope is divided by its modulus and confined to the band
 * again. At eight times the band's width the envelope needs few samples, so that a band costs what its width does.
 *
 * @source Pumplin (1985), J. Acoust. Soc. Am. 78(1), 100-104, for the signal; Kohlrausch et al. (1997), Acustica 83,
 * 659-669, method 1, for the iteration
 * @deviation Pumplin descends along the gradient of the envelope's fourth moment with equal amplitudes; the iteration gets
 * there without a search, and its amplitudes differ a little between harmonics.
 * @param low, high band, Hz, 0 < low < high < sample_rate / 2
 * @param out `[n]`, an RMS of about 1 / sqrt(2)
 * @returns false without memory, or when n is not 1..2^27
 */
bool low_noise(Mersenne* generator, double low, double high, double sample_rate, int n, double* out);

/** Pulses in a period of a pulse-spreading harmonic complex are the square of its order. @param center Hz */
int pulse_spreading_order(double center, double fundamental);

/**
 * Pulse-spreading harmonic complex: all harmonics of a very low f0, every k-th set of them (k modulo the order n)
 * delayed by another n-th of n's own pulse interval. Each set is a pulse train at n f0; together they are n^2 f0 pulses per
 * second, evenly spread, which an auditory filter hears with little of the modulation that noise has.
 *
 * The period, 1 / f0, is the power of two samples that is nearest to 1 / (0.3 Hz) from above. n^2 f0 is the equivalent
 * rectangular bandwidth (Glasberg & Moore 1990) of the auditory filter at the band's centre, as nearly as n allows.
 *
 * @source Hilkhuysen & Macherey (2014), J. Acoust. Soc. Am. 136(3), 1281-1294; as a vocoder's carrier: Mesnildrey,
 * Hilkhuysen & Macherey (2016), J. Acoust. Soc. Am. 139(2), 986-991
 * @deviation the papers find the best pulse rate of each filter by simulation; here it follows the bandwidth by a rule. f0 is
 * rounded to a whole period. The sets are delayed in their order. No part of it is random.
 * @param center of the band, Hz. @param out `[n]`, RMS 1 over a period
 * @returns false without memory
 */
bool pulse_spreading_complex(double center, double sample_rate, int n, double* out);

}  // namespace sonde
