#include "mersenne.hpp"

#include <cstring>

namespace sonde {

namespace {

constexpr int kWords = 624;
constexpr int kShift = 397;

std::uint32_t mixed(const std::uint32_t* state, int i) {
  const std::uint32_t previous = state[i - 1];
  return previous ^ (previous >> 30);
}

/** The recurrence wraps: the last word goes to the front, and the walk goes on from 1. */
int step_on(std::uint32_t* state, int i) {
  if (++i < kWords) return i;
  state[0] = state[kWords - 1];
  return 1;
}

void twist(Mersenne* generator) {
  std::uint32_t* s = generator->state;
  for (int i = 0; i < kWords; ++i) {
    const std::uint32_t y = (s[i] & 0x80000000u) | (s[(i + 1) % kWords] & 0x7fffffffu);
    s[i] = s[(i + kShift) % kWords] ^ (y >> 1) ^ ((y & 1u) != 0 ? 0x9908b0dfu : 0u);
  }
  generator->next = 0;
}

}  // namespace

void mersenne_seed(Mersenne* generator, std::uint32_t seed) {
  std::uint32_t* s = generator->state;
  s[0] = seed;
  for (int i = 1; i < kWords; ++i) s[i] = 1812433253u * mixed(s, i) + static_cast<std::uint32_t>(i);
  generator->next = kWords;
}

void mersenne_seed_list(Mersenne* generator, const std::uint32_t* key, int n) {
  mersenne_seed(generator, 19650218u);
  std::uint32_t* s = generator->state;
  int i = 1;
  int j = 0;
  for (int k = n > kWords ? n : kWords; k > 0; --k) {
    s[i] = (s[i] ^ (mixed(s, i) * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
    i = step_on(s, i);
    if (++j == n) j = 0;
  }
  for (int k = kWords - 1; k > 0; --k) {
    s[i] = (s[i] ^ (mixed(s, i) * 1566083941u)) - static_cast<std::uint32_t>(i);
    i = step_on(s, i);
  }
  s[0] = 0x80000000u;
}

std::uint32_t mersenne_word(Mersenne* generator) {
  if (generator->next >= kWords) twist(generator);
  std::uint32_t y = generator->state[generator->next++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

double mersenne_double(Mersenne* generator) {
  const double high = mersenne_word(generator) >> 5;
  const double low = mersenne_word(generator) >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

void mersenne_uniform(Mersenne* generator, double low, double high, int n, double* out) {
  const double range = high - low;
  for (int i = 0; i < n; ++i) out[i] = low + range * mersenne_double(generator);
}

void fold_bits(const double* x, int n, std::uint32_t key[2]) {
  std::uint64_t h = 0x9e3779b97f4a7c15u + static_cast<std::uint64_t>(n);
  for (int i = 0; i < n; ++i) {
    std::uint64_t bits;
    std::memcpy(&bits, x + i, sizeof bits);
    h ^= bits;
    h *= 0xbf58476d1ce4e5b9u;
    h ^= h >> 29;
  }
  key[0] = static_cast<std::uint32_t>(h);
  key[1] = static_cast<std::uint32_t>(h >> 32);
}

}  // namespace sonde
