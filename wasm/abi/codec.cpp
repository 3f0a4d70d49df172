#include <cstddef>

#include "../kernels/codec/feature-codec.hpp"
#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_codec.h"

struct sonde_codec {
  sonde::FeatureCodec codec;
  std::size_t bins = 0;
};

sonde_codec* sonde_codec_create(int32_t sample_rate, int32_t fft_size) {
  const bool isValid = sample_rate >= 1 && fft_size >= 64 && fft_size <= 1 << 24 && (fft_size & (fft_size - 1)) == 0;
  sonde_codec* handle = isValid ? sonde::create<sonde_codec>() : nullptr;
  if (handle != nullptr && handle->codec.configure(sample_rate, fft_size)) {
    handle->bins = static_cast<std::size_t>(fft_size) / 2 + 1;
    return handle;
  }
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "codec: no memory, or a size that is no power of two");
  return nullptr;
}

void sonde_codec_destroy(sonde_codec* codec) { sonde::destroy(codec); }

int32_t sonde_codec_bands(const sonde_codec* codec) { return codec->codec.bands(); }

int32_t sonde_codec_most(const sonde_codec* codec) { return codec->codec.most(); }

void sonde_codec_code_envelope(sonde_codec* codec, const double* envelope, int32_t frames, int32_t count,
                               double* coded) {
  for (int32_t i = 0; i < frames; ++i, envelope += codec->bins, coded += count) {
    codec->codec.codeEnvelope(envelope, count, coded);
  }
}

void sonde_codec_decode_envelope(sonde_codec* codec, const double* coded, int32_t frames, int32_t count,
                                 double* envelope) {
  for (int32_t i = 0; i < frames; ++i, envelope += codec->bins, coded += count) {
    codec->codec.decodeEnvelope(coded, count, envelope);
  }
}

void sonde_codec_code_aperiodicity(const sonde_codec* codec, const double* aperiodicity, int32_t frames,
                                   double* coded) {
  for (int32_t i = 0; i < frames; ++i, aperiodicity += codec->bins, coded += codec->codec.bands()) {
    codec->codec.codeAperiodicity(aperiodicity, coded);
  }
}

void sonde_codec_decode_aperiodicity(const sonde_codec* codec, const double* coded, int32_t frames,
                                     double* aperiodicity) {
  for (int32_t i = 0; i < frames; ++i, aperiodicity += codec->bins, coded += codec->codec.bands()) {
    codec->codec.decodeAperiodicity(coded, aperiodicity);
  }
}
