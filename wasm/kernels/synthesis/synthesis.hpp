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

/** A stretch of the output: samples start..start+count-1. */
struct OutputWindow {
  double* y;
  int start;
  int count;
};

/**
 * Adds the pulses from..to-1, in order, to the window; what falls outside of it is dropped. Noise positions follow from
 * the pulse train, so any slicing adds the same numbers in the same order.
 * @param rows must hold the frames around these pulses: floor(position) and the next, both limited to the last frame
 */
void add_pulses(const ResponsePlan* plan, ResponseState* state, const NoisePlan* noise, const PulseTrain& train, int bins,
                const ParameterRows& rows, int from, int to, const OutputWindow& window);

}  // namespace sonde
