/**
 * The Mersenne Twister MT19937, seeded and read as NumPy's legacy generator, so that a seed names the same noise.
 *
 * @source Matsumoto & Nishimura (1998), ACM Trans. Model. Comput. Simul. 8(1); seeding of 2002-01-26. A double takes 53
 * bits from two words.
 */
#pragma once

#include <cstdint>

namespace sonde {

struct Mersenne {
  std::uint32_t state[624];
  int next;
};

/** From one word. */
void mersenne_seed(Mersenne* generator, std::uint32_t seed);
/** From a list of n >= 1 words. */
void mersenne_seed_list(Mersenne* generator, const std::uint32_t* key, int n);
/** The next 32 bits. */
std::uint32_t mersenne_word(Mersenne* generator);
/** Uniform in [0, 1), two words. */
double mersenne_double(Mersenne* generator);
/** low + (high - low) * u into out `[n]`. */
void mersenne_uniform(Mersenne* generator, double low, double high, int n, double* out);

/** Folds the bits of x `[n]` into two words that differ, in practice, for any other x: the key of a sound. */
void fold_bits(const double* x, int n, std::uint32_t key[2]);

}  // namespace sonde
