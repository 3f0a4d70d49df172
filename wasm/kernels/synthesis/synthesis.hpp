/**
 * WORLD's batch synthesis: the responses of all pulses of a pulse train, overlapped and added.
 */
#pragma once

#include "pulse-response.hpp"
#include "pulse-train.hpp"

namespace sonde {

/** Rows of consecutive frames. */
struct ParameterRows {
  /** power, `[frames x bins]` */
  const double* envelope;
  /** amplitude ratio, `[frames x bins]` */
  const double* aperiodicity;
  int first_frame;
  int frames;
};

/** Consecutive pulses of a sound, as many as are to be added and one more: noise lasts until the next pulse. */
struct PulseList {
  const Pulse* pulses;
  int count;
  /** sample before the sound's first pulse: its noise starts there */
  int origin;
  /** Hz */
  int sample_rate;
  /** s */
  double frame_period;
  /** of the whole sound */
  int frames;
};

/** A stretch of the output: samples start..start+count-1. */
struct OutputWindow {
  double* y;
  int start;
  int count;
};

/** The pulses from..to-1 of a train, and the next where there is one. */
PulseList pulses_of(const PulseTrain& train, int from, int to);

/**
 * Adds the pulses of a list but the last, in order, to the window; what falls outside of it is dropped. A sample is the
 * sum of all pulses that reach it, in their order, so any list with these pulses gives the same bits.
 * @param rows must hold the frames around these pulses: floor(position) and the next, both limited to the last frame
 */
void add_pulses(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise, const PulseList& list, int bins,
                const ParameterRows& rows, const OutputWindow& window);

}  // namespace sonde
