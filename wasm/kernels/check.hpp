/**
 * Statements that hold unless there is a defect. One that does not leaves its message and traps, in every build.
 */
#pragma once

namespace sonde {

[[noreturn]] void fail_check(const char* message);

/** @param message ASCII; what was expected, e.g. "dio: a band has at least 4 taps" */
inline void check(bool holds, const char* message) {
  if (!holds) [[unlikely]] fail_check(message);
}

}  // namespace sonde
