#include "../kernels/hash/blake2b.hpp"
#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_hash.h"

namespace {

sonde::Blake2b* object(sonde_blake2b* hash) { return reinterpret_cast<sonde::Blake2b*>(hash); }

}  // namespace

sonde_blake2b* sonde_blake2b_create(int32_t digest_size) {
  auto* state = sonde::create<sonde::Blake2b>();
  if (state == nullptr) {
    sonde_fail(SONDE_NO_MEMORY, "hash: no memory for a digest");
    return nullptr;
  }
  sonde::blake2b_reset(state, digest_size);
  return reinterpret_cast<sonde_blake2b*>(state);
}

void sonde_blake2b_destroy(sonde_blake2b* hash) { sonde::destroy(object(hash)); }

void sonde_blake2b_update(sonde_blake2b* hash, const uint8_t* bytes, size_t n) {
  sonde::blake2b_update(object(hash), bytes, n);
}

void sonde_blake2b_digest(sonde_blake2b* hash, uint8_t* digest) { sonde::blake2b_digest(object(hash), digest); }
