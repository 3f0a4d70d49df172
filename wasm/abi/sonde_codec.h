/**
 * Coded spectra (wasm/kernels/codec): a few numbers for each frame, for export.
 */
#ifndef SONDE_CODEC_H
#define SONDE_CODEC_H

#include "sonde_base.h"

typedef struct sonde_codec sonde_codec;

/** For one sampling rate in Hz and an FFT size, a power of two from 64 on. Null without memory or for others. */
SONDE_API sonde_codec* sonde_codec_create(int32_t sample_rate, int32_t fft_size);

/** Takes null too. */
SONDE_API void sonde_codec_destroy(sonde_codec* codec);

/** Values of a frame's coded aperiodicity; 0 at low rates. */
SONDE_API int32_t sonde_codec_bands(const sonde_codec* codec);

/** The most coefficients that an envelope can be coded to. */
SONDE_API int32_t sonde_codec_most(const sonde_codec* codec);

/** Power envelopes `[frames x (fft_size / 2 + 1)]` to coded `[frames x count]`, 1 <= count <= most. */
SONDE_API void sonde_codec_code_envelope(sonde_codec* codec, const double* envelope, int32_t frames, int32_t count,
                                         double* coded);

/** The other way. */
SONDE_API void sonde_codec_decode_envelope(sonde_codec* codec, const double* coded, int32_t frames, int32_t count,
                                           double* envelope);

/** Aperiodicities `[frames x (fft_size / 2 + 1)]` to coded `[frames x bands]`, dB. */
SONDE_API void sonde_codec_code_aperiodicity(const sonde_codec* codec, const double* aperiodicity, int32_t frames,
                                             double* coded);

/** The other way. */
SONDE_API void sonde_codec_decode_aperiodicity(const sonde_codec* codec, const double* coded, int32_t frames,
                                               double* aperiodicity);

#endif
