/**
 * Envelope of a sound as the modulus of its analytic signal, on two sounds at a time (`[n x 2]`, as in sos.hpp): as one
 * complex sound, one transform there and one back serve both.
 *
 * The sound is continued by zeros to the next length without prime factors above 5, and taken as periodic there.
 *
 * @source Gabor (1946), J. IEE 93; by transform: Marple (1999), IEEE Trans. Signal Process. 47(9)
 */
#pragma once

namespace sonde {

struct HilbertPair;

/** @param n samples, >= 1. @returns nullptr without memory, or when n exceeds 2^28 */
HilbertPair* hilbert_pair_create(int n);
/** Takes nullptr too. */
void hilbert_pair_destroy(HilbertPair* hilbert);
/** Steps that an envelope takes, each about as long as a walk over the sound. */
int hilbert_pair_steps(const HilbertPair* hilbert);
/** Does step `step` (from 0, in order) on x `[n x 2]`, which the last one turns into its envelope. */
void hilbert_pair_step(HilbertPair* hilbert, int step, double* x);

}  // namespace sonde
