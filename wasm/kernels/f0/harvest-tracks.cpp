#include "harvest-tracks.hpp"

#include <cstring>

namespace sonde {

namespace {

/** With fewer intervals of any kind, a band says nothing. */
constexpr int kLeastIntervals = 3;
/** So many neighbouring bands make a candidate. */
constexpr int kLeastBands = 10;
/** So long is waited for an event, frames. */
constexpr int kPatience = 2000;
/** Between the bands' cells, so that they do not meet in one set of a cache. */
constexpr int kCacheOffset = 40;
constexpr double kFramesPerSecond = 1000;

}  // namespace

void FrequencyTrack::event(double at) {
  const double before = last_;
  last_ = at;
  if (before < 0) return;
  const double place = (before + at) / 2, frequency = kFramesPerSecond / (at - before);
  if (++intervals_ > 1) {
    slope_ = (frequency - frequency_) / (place - place_);
    extrapolate(place < frames_ ? place : frames_);
  }
  place_ = place;
  frequency_ = frequency;
}

void FrequencyTrack::extrapolate(double frame) {
  for (; now_ < frame; now_ += 1) *cell_++ += frequency_ + (now_ - place_) * slope_;
}

void FrequencyTrack::hold(int frame) {
  for (; now_ < frame; now_ += 1) *cell_++ += frequency_;
}

void FrequencyTrack::skip(int frame) {
  for (; now_ < frame; now_ += 1) ++cell_;
}

bool HarvestTracks::configure(const TracksOptions& options) {
  options_ = options;
  const double stepFrames = options.step * kFramesPerSecond / options.sampleRate;
  // An event lies up to a sample ahead of those scanned.
  width_ = kPatience + 2 * static_cast<int>(stepFrames) + static_cast<int>(kFramesPerSecond / options.sampleRate) + 8;
  if (width_ > options.frames) width_ = options.frames;
  stride_ = width_ + kCacheOffset;
  most_ = options.bands / (kLeastBands + 1) + 1;
  const std::size_t bands = options.bands, width = width_;
  if (!tracks_.allocate(kEventKinds * bands) || !cells_.allocate(bands * stride_)) return false;
  if (!sums_.allocate(width) || !runs_.allocate(width) || !counts_.allocate(width)) return false;
  if (!candidates_.allocate(width * most_)) return false;
  for (int k = 0; k < options.bands; ++k) {
    for (int kind = 0; kind < kEventKinds; ++kind) tracks(k)[kind].start(row(k), options.frames);
  }
  return true;
}

void HarvestTracks::scan(int band, const double* s, int first, int count) {
  struct Sink {
    FrequencyTrack* of;
    double framesPerSample;
    void event(int kind, double at) { of[kind].event(at * framesPerSample); }
  };
  Sink sink = {tracks(band), kFramesPerSecond / options_.sampleRate};
  scan_events(sink, s, first, count);
}

/** @returns the first frame that the band does not know */
int HarvestTracks::settle(int band, double now, bool isLast) {
  FrequencyTrack* const of = tracks(band);
  bool speaks = true;
  for (int kind = 0; kind < kEventKinds; ++kind) speaks = speaks && of[kind].intervals() >= kLeastIntervals;
  const double patience = now * kFramesPerSecond / options_.sampleRate - kPatience;
  const int limit = isLast ? options_.frames : patience > base_ ? static_cast<int>(patience) : base_;
  int known = options_.frames;
  for (int kind = 0; kind < kEventKinds; ++kind) {
    if (!speaks) {
      of[kind].skip(limit);
    } else if (isLast) {
      of[kind].extrapolate(limit);
    } else {
      of[kind].hold(limit);
    }
    if (of[kind].frame() < known) known = of[kind].frame();
  }
  if (speaks) return known;
  for (int i = 0; i < limit - base_; ++i) row(band)[i] = 0;
  return limit;
}

int HarvestTracks::advance(double now, bool isLast) {
  ready_ = base_;
  int known = options_.frames;
  for (int k = 0; k < options_.bands; ++k) {
    const int its = settle(k, now, isLast);
    if (its < known) known = its;
  }
  const int frames = known - base_;
  collect(frames);
  moveDown(frames);
  return frames;
}

void HarvestTracks::closeRun(int i) {
  if (runs_[i] >= kLeastBands) candidates_[static_cast<std::size_t>(i) * most_ + counts_[i]++] = sums_[i] / runs_[i];
  runs_[i] = 0;
  sums_[i] = 0;
}

/** The first and the last band count for nothing. */
void HarvestTracks::collect(int frames) {
  for (int i = 0; i < frames; ++i) runs_[i] = counts_[i] = 0;
  for (int i = 0; i < frames; ++i) sums_[i] = 0;
  for (int k = 1; k < options_.bands - 1; ++k) {
    const double centre = options_.centres[k];
    const double least = 0.9 * centre > options_.f0Floor ? 0.9 * centre : options_.f0Floor;
    const double most = 1.1 * centre < options_.f0Ceiling ? 1.1 * centre : options_.f0Ceiling;
    const double* cells = row(k);
    for (int i = 0; i < frames; ++i) {
      const double f = cells[i] / 4;
      if (f >= least && f <= most) {
        ++runs_[i];
        sums_[i] += f;
      } else if (runs_[i] > 0) {
        closeRun(i);
      }
    }
  }
  for (int i = 0; i < frames; ++i) closeRun(i);
}

void HarvestTracks::moveDown(int frames) {
  if (frames == 0) return;
  base_ += frames;
  for (int k = 0; k < options_.bands; ++k) {
    int used = base_;
    for (int kind = 0; kind < kEventKinds; ++kind) {
      FrequencyTrack& track = tracks(k)[kind];
      if (track.frame() > used) used = track.frame();
      track.shift(frames);
    }
    const std::size_t left = used - base_;
    std::memmove(row(k), row(k) + frames, left * sizeof(double));
    for (int i = 0; i < frames; ++i) row(k)[left + i] = 0;
  }
}

}  // namespace sonde
