/**
 * The voiced sections of a contour, each grown beyond its ends through the candidates there, and joined again.
 */
#pragma once

#include "harvest-contour.hpp"

namespace sonde {

/** Frames of a section, both inclusive. */
struct Section {
  int first;
  int last;
};

/**
 * The next voiced section at `from` or after it. Frames 0 and n - 1 count as unvoiced.
 * @returns false when there is none
 */
bool next_section(const double* contour, int n, int from, Section& section);

/**
 * Grows the sections of `contour` and joins those that are long enough.
 * @param contour Hz, `[candidates.frames()]`
 * @param result Hz, `[candidates.frames()]`, what was joined; the contour as it is when no section is long enough
 * @returns false without memory
 */
bool grow_sections(const HarvestCandidates& candidates, const double* contour, double* result);

}  // namespace sonde
