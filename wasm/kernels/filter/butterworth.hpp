/**
 * Digital Butterworth filters as second-order sections.
 *
 * A section is six doubles {b0, b1, b2, a0 = 1, a1, a2}; sections follow each other in an array `[sections x 6]`.
 * Poles are paired as scipy.signal does ("nearest"), with the pole nearest to the unit circle in the last section, so
 * that roundings, and the padding of zero-phase filtering, are those of the reference.
 *
 * @source S. Butterworth (1930), Experimental Wireless 7; bilinear transform with pre-warping: Oppenheim & Schafer,
 * Discrete-Time Signal Processing, chapter 7
 */
#pragma once

namespace sonde {

enum class FilterKind : int { kLowPass = 0, kHighPass = 1, kBandPass = 2 };

/** Highest order of a prototype: above it, doubles no longer carry the design. */
constexpr int kMostFilterOrder = 48;

/** Sections of a design, 0 when the order is not 1..kMostFilterOrder. A band-pass of order N has 2N poles. */
int butterworth_sections(FilterKind kind, int order);

/**
 * @param order of the analog prototype
 * @param low, high cut-offs at -3 dB, Hz, 0 < low < high < sample_rate / 2; low-pass uses high, high-pass low, only
 * @param sos `[butterworth_sections x 6]`
 * @returns false, and sos untouched, for arguments out of their range
 */
bool butterworth(FilterKind kind, int order, double low, double high, double sample_rate, double* sos);

}  // namespace sonde
