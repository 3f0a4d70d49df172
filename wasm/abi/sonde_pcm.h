/**
 * PCM codes to doubles and back, of wasm/kernels/pcm/pcm.hpp.
 */
#ifndef SONDE_PCM_H
#define SONDE_PCM_H

#include "sonde_base.h"

/** How samples lie in bytes, little-endian. */
enum {
  /** unsigned 8 bit */
  SONDE_PCM_U8 = 0,
  /** signed 16 bit */
  SONDE_PCM_S16 = 1,
  /** signed 24 bit in 3 bytes */
  SONDE_PCM_S24 = 2,
  /** signed 32 bit */
  SONDE_PCM_S32 = 3,
  /** IEEE single */
  SONDE_PCM_F32 = 4,
  /** IEEE double */
  SONDE_PCM_F64 = 5
};

/** How a double becomes an integer of `bits` bits; round is half to even, and the result is limited. */
enum {
  /** floor(round(x * 2^31) / 2^(32 - bits)) */
  SONDE_PCM_RULE_WAV = 0,
  /** round(x * 2^(bits - 1)) */
  SONDE_PCM_RULE_FLAC = 1,
  /** trunc(x * 32767), for 16 bit only */
  SONDE_PCM_RULE_WORLD_TOOL = 2
};

/** Interleaved bytes of `[frames x channels]` samples to planar out `[channels x frames]`. */
SONDE_API int32_t sonde_pcm_decode(const uint8_t* bytes, int32_t encoding, int32_t channels, int32_t frames,
                                   double* out);

/** Planar x `[channels x frames]` to interleaved bytes of `[frames x channels]` samples. The rule is for integers. */
SONDE_API int32_t sonde_pcm_encode(const double* x, int32_t encoding, int32_t rule, int32_t channels, int32_t frames,
                                   uint8_t* bytes);

#endif
