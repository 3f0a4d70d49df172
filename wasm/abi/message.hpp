#pragma once

#include <cstdint>

/**
 * Keeps `message` (ASCII, cut at 255 characters) for sonde_last_message and returns `status`:
 * `return sonde_fail(SONDE_NO_MEMORY, "dio: no memory for 3 bands");`
 */
int32_t sonde_fail(int32_t status, const char* message);
