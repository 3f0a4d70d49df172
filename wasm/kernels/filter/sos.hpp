/**
 * Second-order sections at work, on two sounds at a time.
 *
 * A pair is two sounds side by side, `[n x 2]`: sample i of the first at 2 i, of the second at 2 i + 1. Each lane has
 * its own coefficients and does the operations of scalar code in the same order, so its result does not depend on the
 * other lane.
 *
 * A section is transposed direct form II: y = b0 x + s0; s0 = b1 x - a1 y + s1; s1 = b2 x - a2 y.
 * Zero phase: forward, then backward, over the sound continued at both ends by odd reflection, each time from the
 * state that the first value, held for ever, would have left.
 *
 * @source Gustafsson (1996), IEEE Trans. Signal Process. 44(4), for the problem of the ends; padding and initial state as
 * scipy.signal.sosfiltfilt
 */
#pragma once

#include <cstdint>

namespace sonde {

/** |H| of sections `[sections x 6]` at a frequency, Hz. */
double sos_gain(const double* sos, int sections, double frequency, double sample_rate);

/** Samples by which zero-phase filtering continues a sound at each end; the sound must be longer than that. */
int sos_edge(const double* sos, int sections);

struct SosPair;

/**
 * Filters for a pair. The lanes must have the same edge, which filters of one kind and order have.
 * @param first, second `[sections x 6]`
 * @returns nullptr without memory, or when the edges differ
 */
SosPair* sos_pair_create(const double* first, const double* second, int sections, bool zero_phase);
/** Takes nullptr too. */
void sos_pair_destroy(SosPair* pair);

/**
 * Begins on a sound. @param x pair `[n x 2]`, n >= 1, filtered in place; must stay until nothing is left
 * @returns false when zero phase needs a longer sound
 */
bool sos_pair_start(SosPair* pair, double* x, int n);

/** Samples that are left to do, over all passes; 0 when x is filtered. */
std::int64_t sos_pair_left(const SosPair* pair);

/** Does at most so many samples. Any split gives the same. */
void sos_pair_run(SosPair* pair, int count);

}  // namespace sonde
