#pragma once

namespace sonde {

/** To the nearest integer, half away from zero, as WORLD rounds. @param a within the range of int */
inline int round_away(double a) { return a > 0 ? static_cast<int>(a + 0.5) : static_cast<int>(a - 0.5); }

}  // namespace sonde
