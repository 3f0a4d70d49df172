#include "blake2b.hpp"

#include <bit>
#include <cstring>

#include "../check.hpp"

namespace sonde {
namespace {

static_assert(std::endian::native == std::endian::little, "words are read as they lie");

/** RFC 7693, 2.6: the fractional parts of the square roots of the first eight primes. */
constexpr std::uint64_t kStart[8] = {
    0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u,
    0x510e527fade682d1u, 0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u,
};

/** RFC 7693, 2.7: the order in which each round takes the words of the message; rounds 10 and 11 are 0 and 1 again. */
constexpr int kOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

/** RFC 7693, 3.1: mixes two words of the message into four of the state. */
inline void mix(std::uint64_t& a, std::uint64_t& b, std::uint64_t& c, std::uint64_t& d, std::uint64_t x,
                std::uint64_t y) {
  a = a + b + x;
  d = std::rotr(d ^ a, 32);
  c = c + d;
  b = std::rotr(b ^ c, 24);
  a = a + b + y;
  d = std::rotr(d ^ a, 16);
  c = c + d;
  b = std::rotr(b ^ c, 63);
}

template <int kRound>
inline void round(std::uint64_t (&v)[16], const std::uint64_t (&m)[16]) {
  constexpr const int(&s)[16] = kOrder[kRound % 10];
  mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
  mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
  mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
  mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
  mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
  mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
  mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
  mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
}

/** RFC 7693, 3.2, for a count below 2^64. */
void compress(Blake2b* state, const std::uint8_t* block, bool is_last) {
  std::uint64_t m[16];
  std::memcpy(m, block, sizeof m);
  std::uint64_t v[16];
  std::memcpy(v, state->h, sizeof state->h);
  std::memcpy(v + 8, kStart, sizeof kStart);
  v[12] ^= state->count;
  if (is_last) v[14] = ~v[14];
  round<0>(v, m);
  round<1>(v, m);
  round<2>(v, m);
  round<3>(v, m);
  round<4>(v, m);
  round<5>(v, m);
  round<6>(v, m);
  round<7>(v, m);
  round<8>(v, m);
  round<9>(v, m);
  round<10>(v, m);
  round<11>(v, m);
  for (int i = 0; i < 8; ++i) state->h[i] ^= v[i] ^ v[i + 8];
}

}  // namespace

void blake2b_reset(Blake2b* state, int digest_size) {
  check(digest_size >= 1 && digest_size <= kBlake2bLongest, "blake2b: a digest has 1 to 64 bytes");
  std::memcpy(state->h, kStart, sizeof kStart);
  // The parameter block: its first bytes are the digest's length, the key's (0), fan-out 1 and depth 1.
  state->h[0] ^= 0x01010000u ^ static_cast<std::uint64_t>(digest_size);
  state->count = 0;
  state->waiting_size = 0;
  state->digest_size = digest_size;
}

void blake2b_update(Blake2b* state, const std::uint8_t* bytes, std::size_t n) {
  // A block is compressed once there is a byte after it: only then is it known not to be the last one.
  while (n > 0) {
    if (state->waiting_size == 0 && n > kBlake2bBlock) {
      state->count += kBlake2bBlock;
      compress(state, bytes, false);
      bytes += kBlake2bBlock;
      n -= kBlake2bBlock;
      continue;
    }
    if (state->waiting_size == kBlake2bBlock) {
      state->count += kBlake2bBlock;
      compress(state, state->waiting, false);
      state->waiting_size = 0;
      continue;
    }
    const std::size_t room = static_cast<std::size_t>(kBlake2bBlock - state->waiting_size);
    const std::size_t taken = n < room ? n : room;
    std::memcpy(state->waiting + state->waiting_size, bytes, taken);
    state->waiting_size += static_cast<int>(taken);
    bytes += taken;
    n -= taken;
  }
}

void blake2b_digest(Blake2b* state, std::uint8_t* digest) {
  state->count += static_cast<std::uint64_t>(state->waiting_size);
  std::memset(state->waiting + state->waiting_size, 0, static_cast<std::size_t>(kBlake2bBlock - state->waiting_size));
  compress(state, state->waiting, true);
  std::memcpy(digest, state->h, static_cast<std::size_t>(state->digest_size));
}

}  // namespace sonde
