#include "f0-edit.hpp"

#include <algorithm>
#include <cmath>

#include "../spectrum/spectrum.hpp"

namespace sonde {

namespace {

/** Between a and b in the logarithm; exactly a at 0 and b at 1. */
double mix_log(double a, double b, double part) {
  if (part <= 0.0) return a;
  if (part >= 1.0) return b;
  const double from = std::log(a);
  return std::exp(from + part * (std::log(b) - from));
}

bool voiced(double f0) { return f0 > 0.0; }

/** First frame of the run that a voiced frame is in. */
int run_start(const double* f0, int frame) {
  while (frame > 0 && voiced(f0[frame - 1])) --frame;
  return frame;
}

/** Last frame of the same. */
int run_end(const double* f0, int frames, int frame) {
  while (frame < frames - 1 && voiced(f0[frame + 1])) ++frame;
  return frame;
}

}  // namespace

void rescale_f0(double* f0, int first, int last, double times, double by) {
  for (int i = first; i <= last; ++i) f0[i] = f0[i] * times / by;
}

void unvoice_f0(double* f0, int first, int last) { std::fill(f0 + first, f0 + last + 1, 0.0); }

int voice_f0(double* f0, int frames, int first, int last) {
  int left_unvoiced = 0;
  for (int i = first; i <= last;) {
    if (voiced(f0[i])) {
      ++i;
      continue;
    }
    int left = i - 1;
    while (left >= 0 && !voiced(f0[left])) --left;
    int right = i + 1;
    while (right < frames && !voiced(f0[right])) ++right;
    const int end = std::min(right - 1, last);
    for (int j = i; j <= end; ++j) {
      if (left >= 0 && right < frames) {
        f0[j] = mix_log(f0[left], f0[right], static_cast<double>(j - left) / (right - left));
      } else if (left >= 0) {
        f0[j] = f0[left];
      } else if (right < frames) {
        f0[j] = f0[right];
      } else {
        ++left_unvoiced;
      }
    }
    i = end + 1;
  }
  return left_unvoiced;
}

void draw_f0(double* f0, int frames, double frame_period, int first, int last, double blend, const double* times,
             const double* hz, int count) {
  const bool from_left = first > 0 && voiced(f0[first - 1]);
  const bool to_right = last < frames - 1 && voiced(f0[last + 1]);
  // Frames of the span as far as the run from outside goes on.
  const int left_end = from_left ? std::min(run_end(f0, frames, first - 1), last) : first - 1;
  const int right_start = to_right ? std::max(run_start(f0, last + 1), first) : last + 1;
  // The first frame outside is untouched, so one frame period more is between old and new.
  const double reach = blend * 1000.0 + frame_period;
  int k = 0;
  for (int i = first; i <= last; ++i) {
    if (!voiced(f0[i])) continue;
    const double time = frame_time(i, frame_period);
    while (k < count - 2 && times[k + 1] <= time) ++k;
    const int next = std::min(k + 1, count - 1);
    const double span = times[next] - times[k];
    const double part = span > 0.0 ? (time - times[k]) / span : 0.0;
    const double line = mix_log(hz[k], hz[next], part);
    double weight = 1.0;
    if (i <= left_end) weight = std::min(weight, (i - first + 1) * frame_period / reach);
    if (i >= right_start) weight = std::min(weight, (last - i + 1) * frame_period / reach);
    f0[i] = mix_log(f0[i], line, weight);
  }
}

void median_f0(const double* f0, int frames, int first, int last, int width, double* out) {
  std::copy(f0, f0 + frames, out);
  double window[kMostMedian];
  for (int i = first; i <= last; ++i) {
    if (!voiced(f0[i])) continue;
    int half = 0;
    while (half < width / 2 && i - half > 0 && i + half < frames - 1 && voiced(f0[i - half - 1]) &&
           voiced(f0[i + half + 1])) {
      ++half;
    }
    std::copy(f0 + i - half, f0 + i + half + 1, window);
    std::nth_element(window, window + half, window + 2 * half + 1);
    out[i] = window[half];
  }
}

void smooth_f0(const double* f0, int frames, double frame_period, int first, int last, double width, double* out) {
  std::copy(f0, f0 + frames, out);
  // exp(-d^2 / (2 sigma^2)) falls to a half at width / 2: it is 2^-((2 d / width)^2), gone at 2.5 widths.
  const double step = 2.0 * frame_period / width;
  const int reach = static_cast<int>(std::min(std::ceil(5.0 / step), static_cast<double>(frames)));
  for (int i = first; i <= last; ++i) {
    if (!voiced(f0[i])) continue;
    // About the frame itself, so that a level contour stays as it is.
    double sum = 0.0;
    double weights = 1.0;
    const double own = std::log(f0[i]);
    for (const int way : {-1, 1}) {
      for (int d = 1; d <= reach; ++d) {
        const int j = i + way * d;
        if (j < 0 || j >= frames || !voiced(f0[j])) break;
        const double weight = std::exp2(-(d * step) * (d * step));
        sum += weight * (std::log(f0[j]) - own);
        weights += weight;
      }
    }
    out[i] = sum == 0.0 ? f0[i] : std::exp(own + sum / weights);
  }
}

int limit_f0(double* f0, int first, int last, double least, double most) {
  int outside = 0;
  for (int i = first; i <= last; ++i) {
    if (!voiced(f0[i]) || (f0[i] >= least && f0[i] <= most)) continue;
    f0[i] = std::min(std::max(f0[i], least), most);
    ++outside;
  }
  return outside;
}

}  // namespace sonde
