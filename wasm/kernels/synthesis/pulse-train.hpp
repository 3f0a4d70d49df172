/**
 * The time base of WORLD's synthesis: where the pulses are, between which samples exactly, and which are voiced.
 *
 * The phase is one running sum over all samples, so this part is serial; it can be advanced in slices. A pulse stands
 * where the wrapped phase jumps. Stretches without voicing get pulses at 500 Hz.
 *
 * @source Morise, Yokomori and Ozawa (2016), IEICE Trans. E99-D(7)
 */
#pragma once

#include "../memory.hpp"

#include <cstdint>

namespace sonde {

struct Pulse {
  /** sample before the pulse */
  int index;
  bool voiced;
  /** from the sample to the pulse, 0..1 samples */
  double shift;
};

/** f0 and voicing at the frames, and how far the phase has run. */
struct PulseTrain {
  int sample_rate = 0;
  /** s */
  double frame_period = 0.0;
  int frames = 0;
  int length = 0;
  /** knots 0..frames: f0 with unvoiced frames as 0, and voicing 0 or 1; the last knot extrapolates */
  Buffer<double> f0;
  Buffer<double> voicing;
  Buffer<Pulse> pulses;
  int count = 0;
  /** samples done */
  int position = 0;
  /** frame interval of the sample at `position` */
  int interval = 0;
  double phase = 0.0;
  double wrapped = 0.0;
  bool previous_voiced = false;
};

/**
 * @param frame_period ms
 * @param f0 Hz, `[frames]`, frames >= 1, finite; below `sample_rate / fft_size + 1` counts as unvoiced
 * @param length samples to synthesise, >= 0
 * @returns false without memory
 */
bool pulse_train_start(PulseTrain* train, int sample_rate, int fft_size, double frame_period, const double* f0,
                       int frames, int length);

/** Runs the phase on to sample `until` (limited to the length). @returns false without memory for the pulses */
bool pulse_train_advance(PulseTrain* train, int until);

/** Position of a pulse in frames, fractional. @param frame_period s */
inline double pulse_position(int sample_rate, double frame_period, const Pulse& pulse) {
  return static_cast<double>(pulse.index) / sample_rate / frame_period;
}

/** The first pulse at or after a frame; all of them count as before `frame` where that is the number of frames. */
int pulse_at_frame(const PulseTrain& train, int frame);

/** The first pulse that stands at or after a sample, or the number of pulses. */
int pulse_at_sample(const PulseTrain& train, int sample);

}  // namespace sonde
