/**
 * f0: DIO and StoneMask (wasm/kernels/f0), both to be run in slices. DIO also comes in two halves: a finder of events, to
 * be run on stretches of a sound by anybody in any order, and a tracker that takes the events of all of them in theirs.
 */
#ifndef SONDE_F0_H
#define SONDE_F0_H

#include "sonde_base.h"

typedef struct sonde_dio sonde_dio;
typedef struct sonde_stone_mask sonde_stone_mask;
typedef struct sonde_event_finder sonde_event_finder;
typedef struct sonde_dio_tracker sonde_dio_tracker;

/** trunc(1000 n / sample_rate / frame_period_ms) + 1; 0 when that is no number of frames. */
SONDE_API int32_t sonde_frame_count(int32_t n, int32_t sample_rate, double frame_period_ms);

/**
 * DIO on x `[n]`, n >= 1, which is kept until the last block has run. Two bands per octave.
 * sample_rate in Hz; 1 <= f0_floor <= f0_ceiling in Hz; decimation 1..12; tolerance >= 0, the largest relative step of f0
 * between frames. Null without memory or for other arguments.
 */
SONDE_API sonde_dio* sonde_dio_create(const double* x, int32_t n, int32_t sample_rate, double f0_floor,
                                      double f0_ceiling, double frame_period_ms, int32_t decimation,
                                      double tolerance);

/** Takes null too. */
SONDE_API void sonde_dio_destroy(sonde_dio* dio);

/** Frames of the contour. */
SONDE_API int32_t sonde_dio_frames(const sonde_dio* dio);

/** Blocks that have not run yet. A block takes about a millisecond. */
SONDE_API int32_t sonde_dio_blocks_left(const sonde_dio* dio);

/** Runs so many blocks, or as many as are left. */
SONDE_API void sonde_dio_run(sonde_dio* dio, int32_t blocks);

/** The contour f0 `[frames]` in Hz, 0 = unvoiced, once no blocks are left. */
SONDE_API int32_t sonde_dio_finish(sonde_dio* dio, double* f0);

/** StoneMask for one sampling rate, Hz. Null without memory or for a rate below 1. */
SONDE_API sonde_stone_mask* sonde_stone_mask_create(int32_t sample_rate);

/** Takes null too. */
SONDE_API void sonde_stone_mask_destroy(sonde_stone_mask* stone_mask);

/**
 * Refines f0 `[frames]` in place, each for itself: frames first..first+frames-1 of a sound of `length` samples, >= 1, of
 * which x `[count]` holds those from `start` on, at least all within 60 ms of these frames. A frame takes about 10 us.
 */
SONDE_API void sonde_stone_mask_run(sonde_stone_mask* stone_mask, const double* x, int32_t start, int32_t count,
                                    int32_t length, double frame_period_ms, double* f0, int32_t first, int32_t frames);

/**
 * before + x[0] + x[1] + ... `[n]`, added in this order. DIO's mean is such a sum of all samples of its signal, which has
 * a zero more than the sound has samples, or is the decimated sound.
 */
SONDE_API double sonde_running_sum(const double* x, int32_t n, double before);

/** 0 for a sound of n samples that is too short to be tracked: its contour is all zeros. */
SONDE_API int32_t sonde_dio_is_trackable(int32_t n, int32_t sample_rate, double f0_floor, double frame_period_ms,
                                         int32_t decimation);

/**
 * A finder of events in DIO's bands, at the sound's rate and decimation. Null without memory or for arguments that DIO
 * refuses.
 */
SONDE_API sonde_event_finder* sonde_event_finder_create(int32_t sample_rate, double f0_floor, double f0_ceiling,
                                                        int32_t decimation);

/** Takes null too. */
SONDE_API void sonde_event_finder_destroy(sonde_event_finder* finder);

/** Rows of events: four kinds in every band. */
SONDE_API int32_t sonde_event_finder_rows(const sonde_event_finder* finder);

/** Samples of one block: a signal of `length` samples has (length - 1) / step + 1 of them. */
SONDE_API int32_t sonde_event_finder_step(const sonde_event_finder* finder);

/** Samples that the filters reach to either side of a block. */
SONDE_API int32_t sonde_event_finder_reach(const sonde_event_finder* finder);

/**
 * Finds the events in blocks first..first+blocks-1 of a signal with that mean, which has `given` samples and zeros after
 * them up to `length`. x `[count]` holds the samples from `start` on: the blocks, the one before them, and the reach on
 * both sides, as far as there are any. top_bins are the shares that sonde_top_bins_finish gave, for a decimated sound,
 * or null.
 */
SONDE_API int32_t sonde_event_finder_run(sonde_event_finder* finder, const double* x, int32_t start, int32_t count,
                                         int32_t given, int32_t length, double mean, const double* top_bins,
                                         int32_t first, int32_t blocks);

/** Events of a row in the last run. */
SONDE_API int32_t sonde_event_finder_count(const sonde_event_finder* finder, int32_t row);

/** Copies their positions, in samples, into positions `[count]`. */
SONDE_API void sonde_event_finder_read(const sonde_event_finder* finder, int32_t row, double* positions);

/** A tracker for a contour of so many frames; the rest is DIO's. Null as above. */
SONDE_API sonde_dio_tracker* sonde_dio_tracker_create(int32_t frames, int32_t sample_rate, double f0_floor,
                                                      double f0_ceiling, double frame_period_ms, int32_t decimation,
                                                      double tolerance);

/** Takes null too. */
SONDE_API void sonde_dio_tracker_destroy(sonde_dio_tracker* tracker);

/** The events of the next blocks: counts `[rows]`, and the positions of all rows, one after the other. */
SONDE_API int32_t sonde_dio_tracker_take(sonde_dio_tracker* tracker, const double* positions, const int32_t* counts,
                                         int32_t rows);

/** The contour f0 `[frames]` in Hz, 0 = unvoiced, after the last events. */
SONDE_API int32_t sonde_dio_tracker_finish(sonde_dio_tracker* tracker, double* f0);

#endif
