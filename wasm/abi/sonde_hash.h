/**
 * Identity of bytes, of wasm/kernels/hash/blake2b.hpp. They come in pieces of any length.
 */
#ifndef SONDE_HASH_H
#define SONDE_HASH_H

#include "sonde_base.h"

typedef struct sonde_blake2b sonde_blake2b;

/** Begins a digest of digest_size bytes, 1..64 (asserted); null when there is no memory. */
SONDE_API sonde_blake2b* sonde_blake2b_create(int32_t digest_size);

/** Takes null too. */
SONDE_API void sonde_blake2b_destroy(sonde_blake2b* hash);

/** Takes bytes `[n]`. */
SONDE_API void sonde_blake2b_update(sonde_blake2b* hash, const uint8_t* bytes, size_t n);

/** Writes digest `[digest_size]`; the handle is then good for nothing but being destroyed. */
SONDE_API void sonde_blake2b_digest(sonde_blake2b* hash, uint8_t* digest);

#endif
