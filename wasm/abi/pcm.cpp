#include "../kernels/pcm/pcm.hpp"

#include "message.hpp"
#include "sonde_pcm.h"

static_assert(SONDE_PCM_U8 == sonde::kU8 && SONDE_PCM_S16 == sonde::kS16 && SONDE_PCM_S24 == sonde::kS24 &&
              SONDE_PCM_S32 == sonde::kS32 && SONDE_PCM_F32 == sonde::kF32 && SONDE_PCM_F64 == sonde::kF64);
static_assert(SONDE_PCM_RULE_WAV == sonde::kWav && SONDE_PCM_RULE_FLAC == sonde::kFlac &&
              SONDE_PCM_RULE_WORLD_TOOL == sonde::kWorldTool);

int32_t sonde_pcm_decode(const uint8_t* bytes, int32_t encoding, int32_t channels, int32_t frames, double* out) {
  if (sonde::pcm_decode(bytes, encoding, channels, frames, out)) return SONDE_OK;
  return sonde_fail(SONDE_BAD_ARGUMENT, "pcm: no such encoding");
}

int32_t sonde_pcm_encode(const double* x, int32_t encoding, int32_t rule, int32_t channels, int32_t frames,
                         uint8_t* bytes) {
  if (sonde::pcm_encode(x, encoding, rule, channels, frames, bytes)) return SONDE_OK;
  return sonde_fail(SONDE_BAD_ARGUMENT, "pcm: no such encoding or rule, or the 16-bit rule for another encoding");
}
