/**
 * WORLD's envelope, aperiodicity, modification and synthesis, of wasm/kernels/{envelope,aperiodicity,modify,synthesis}.
 *
 * Everything that draws noise is told where in the one noise sequence it stands, as a count of values. Counts are exact
 * in a double. Frames and pulses may be done in any slices; the results are the same.
 *
 * Shapes: f0 `[frames]` in Hz, 0 = unvoiced, finite, 0 .. sample_rate / 2; rows `[frames x bins]`, bins = fft_size / 2
 * + 1; x `[count]` is samples start..start+count-1, finite, of a sound of `length` >= 1: at least all that the frames' windows
 * reach, which is 60 ms or half the FFT size to both sides, whichever is longer. Frame periods are in ms.
 */
#ifndef SONDE_WORLD_H
#define SONDE_WORLD_H

#include "sonde_base.h"

typedef struct sonde_noise_plan sonde_noise_plan;
typedef struct sonde_cheap_trick sonde_cheap_trick;
typedef struct sonde_d4c sonde_d4c;
typedef struct sonde_synthesis sonde_synthesis;

enum {
  /** Doubles of one pulse. */
  SONDE_PULSE_FIELDS = 3
};

/** The noise sequence, addressable by position; null when there is no memory. Handles below keep it: destroy it last. */
SONDE_API sonde_noise_plan* sonde_noise_plan_create(void);

/** Takes null too. */
SONDE_API void sonde_noise_plan_destroy(sonde_noise_plan* plan);

/** The FFT size of CheapTrick and synthesis for the lowest f0, Hz. */
SONDE_API int32_t sonde_cheap_trick_fft_size(int32_t sample_rate, double f0_floor);

/** CheapTrick for one rate and size, a power of two >= 64; null when it is none or there is no memory. */
SONDE_API sonde_cheap_trick* sonde_cheap_trick_create(const sonde_noise_plan* noise, int32_t sample_rate,
                                                      int32_t fft_size);

/** Takes null too. */
SONDE_API void sonde_cheap_trick_destroy(sonde_cheap_trick* cheap_trick);

/** Noise values that these frames consume. */
SONDE_API double sonde_cheap_trick_noise_count(const sonde_cheap_trick* cheap_trick, const double* f0, int32_t frames);

/** Power envelopes of the frames from `first` on into out; f0 is of these frames, noise_offset the count before them. */
SONDE_API void sonde_cheap_trick_frames(sonde_cheap_trick* cheap_trick, const double* x, int32_t start, int32_t count,
                                        int32_t length,
                                        double frame_period, const double* f0, int32_t first, int32_t frames,
                                        double noise_offset, double* out);

/** D4C and LoveTrain for one rate and output size; null as above. noise_amplitude: 1e-6, in WORLD before 2024-09 1e-12. */
SONDE_API sonde_d4c* sonde_d4c_create(const sonde_noise_plan* noise, int32_t sample_rate, int32_t fft_size,
                                      double noise_amplitude);

/** Takes null too. */
SONDE_API void sonde_d4c_destroy(sonde_d4c* d4c);

/** Noise values that LoveTrain consumes on these frames. */
SONDE_API double sonde_d4c_share_noise_count(const sonde_d4c* d4c, const double* f0, int32_t frames);

/** LoveTrain's shares, out `[frames]`, of the frames from `first` on. */
SONDE_API void sonde_d4c_shares(sonde_d4c* d4c, const double* x, int32_t start, int32_t count, int32_t length,
                                double frame_period, const double* f0,
                                int32_t first, int32_t frames, double noise_offset, double* out);

/** Noise values that the main pass consumes on these frames, after LoveTrain's on all frames. */
SONDE_API double sonde_d4c_noise_count(const sonde_d4c* d4c, const double* f0, const double* share, int32_t frames);

/** Aperiodicity of the frames from `first` on into out; f0 and share are of these frames. */
SONDE_API void sonde_d4c_frames(sonde_d4c* d4c, const double* x, int32_t start, int32_t count, int32_t length,
                                double frame_period, const double* f0,
                                const double* share, int32_t first, int32_t frames, double noise_offset, double* out);

/** Synthesis for one rate and size; null as above. */
SONDE_API sonde_synthesis* sonde_synthesis_create(const sonde_noise_plan* noise, int32_t sample_rate, int32_t fft_size);

/** Takes null too. */
SONDE_API void sonde_synthesis_destroy(sonde_synthesis* synthesis);

/** Begins a sound of `length` samples, >= 0, on f0 `[frames]`, frames >= 1, which is kept. */
SONDE_API int32_t sonde_synthesis_start(sonde_synthesis* synthesis, double frame_period, const double* f0,
                                        int32_t frames, int32_t length);

/** Looks for the pulses up to sample `until`, or the end. To be called in order, until the end is reached. */
SONDE_API int32_t sonde_synthesis_advance(sonde_synthesis* synthesis, int32_t until);

/** The first pulse at or after a frame, once all are found; the number of pulses for the number of frames. */
SONDE_API int32_t sonde_synthesis_pulse_at(const sonde_synthesis* synthesis, int32_t frame);

/**
 * Adds the pulses from..to-1 to y, which is samples start..start+count-1 of the sound. Envelope and aperiodicity are rows
 * first_frame..first_frame+frames-1: those around these pulses, the next frame too.
 */
SONDE_API void sonde_synthesis_add(sonde_synthesis* synthesis, const double* envelope, const double* aperiodicity,
                                   int32_t first_frame, int32_t frames, int32_t from, int32_t to, double* y,
                                   int32_t start, int32_t count);

/** The first pulse at or after a sample, once all are found; else their number. */
SONDE_API int32_t sonde_synthesis_pulse_from(const sonde_synthesis* synthesis, int32_t sample);

/** Copies pulses from..to-1 to out `[pulses x SONDE_PULSE_FIELDS]`: sample, voicing (0 or 1), shift. */
SONDE_API void sonde_synthesis_read_pulses(const sonde_synthesis* synthesis, int32_t from, int32_t to, double* out);

/**
 * Adds pulses that were read, but the last of them, to y as above; they need not be of this handle's own sound, which has
 * `total` frames and its first pulse at sample `origin`.
 */
SONDE_API int32_t sonde_synthesis_render(sonde_synthesis* synthesis, const double* envelope, const double* aperiodicity,
                                         int32_t first_frame, int32_t frames, int32_t total, double frame_period,
                                         const double* pulses, int32_t pulse_count, int32_t origin, double* y,
                                         int32_t start, int32_t count);

/** 2^(semitones / 12). */
SONDE_API double sonde_modify_semitone_ratio(double semitones);

/** f0 * ratio; out may be f0, here and below. */
SONDE_API void sonde_modify_f0_scale(const double* f0, int32_t frames, double ratio, double* out);

/** f0 + offset Hz in voiced frames. */
SONDE_API void sonde_modify_f0_shift(const double* f0, int32_t frames, double offset, double* out);

/** f0 moved to another geometric mean over the voiced frames, Hz. */
SONDE_API void sonde_modify_f0_center(const double* f0, int32_t frames, double mean, double* out);

/** `count` times from 0 to `end` s, evenly. */
SONDE_API void sonde_modify_spread_times(double end, int32_t count, double* out);

/** f0 `[frames]` at times `[count]`, s, into out `[count]`. */
SONDE_API int32_t sonde_modify_retime_f0(const double* f0, int32_t frames, double frame_period, const double* times,
                                         int32_t count, double* out);

/** The frame before a time, s, of `total` frames; rows at that time are read from it and the next. */
SONDE_API int32_t sonde_modify_frame_before(double time, double frame_period, int32_t total);

/**
 * Rows at times `[count]`, s, with bin k read at k * frequency_ratio, into out `[count x bins]`. Given are rows
 * first_frame..first_frame+frames-1 of `total`.
 */
SONDE_API void sonde_modify_resample_rows(const double* rows, int32_t first_frame, int32_t frames, int32_t bins,
                                          int32_t total, double frame_period, double frequency_ratio,
                                          const double* times, int32_t count, double* out);

#endif
