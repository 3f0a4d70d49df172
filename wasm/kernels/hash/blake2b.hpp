/**
 * BLAKE2b without a key: a digest of 1 to 64 bytes over bytes that come in pieces.
 *
 * Source: M-J. Saarinen and J-P. Aumasson (2015), RFC 7693.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace sonde {

constexpr int kBlake2bBlock = 128;
constexpr int kBlake2bLongest = 64;

/** What a digest in the making remembers. */
struct Blake2b {
  std::uint64_t h[8];
  /** Bytes compressed so far; fewer than 2^64, of the 2^128 that the RFC allows. */
  std::uint64_t count;
  /** Bytes that wait to fill a block. The last block stays here, full or not: it is compressed as the last one. */
  std::uint8_t waiting[kBlake2bBlock];
  int waiting_size;
  int digest_size;
};

/** Begins a digest of `digest_size` bytes, 1..64. */
void blake2b_reset(Blake2b* state, int digest_size);

/** Takes bytes `[n]`; the result does not depend on how they were cut. */
void blake2b_update(Blake2b* state, const std::uint8_t* bytes, std::size_t n);

/** Writes the digest `[digest_size]`; the state is then used up, until it is reset. */
void blake2b_digest(Blake2b* state, std::uint8_t* digest);

}  // namespace sonde
