/**
 * PCM codes to doubles and back. Sounds are `[channels x frames]` planar doubles on one side and interleaved
 * little-endian codes on the other; callers hand over blocks.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace sonde {

/** Encodings; equal to the ABI's. */
constexpr int kU8 = 0;
constexpr int kS16 = 1;
constexpr int kS24 = 2;
constexpr int kS32 = 3;
constexpr int kF32 = 4;
constexpr int kF64 = 5;

/**
 * How a double becomes an integer of `bits` bits; equal to the ABI's.
 * All limit the result to the integers there are; NaN becomes 0. `round` is half to even.
 *   kWav        floor(round(x * 2^31) / 2^(32 - bits))
 *   kFlac       round(x * 2^(bits - 1))
 *   kWorldTool  trunc(x * 32767), 16 bit only
 */
constexpr int kWav = 0;
constexpr int kFlac = 1;
constexpr int kWorldTool = 2;

/** Bytes of one sample, 0 for an encoding there is not. */
int pcm_bytes_per_sample(int encoding);

/**
 * code / 2^(bits - 1); u8 is (code - 128) / 128; floats as they are.
 * @param bytes `[frames x channels]` samples
 * @param out `[channels x frames]`
 * @returns false for an encoding there is not
 */
bool pcm_decode(const std::uint8_t* bytes, int encoding, int channels, int frames, double* out);

/**
 * @param x `[channels x frames]`
 * @param rule not looked at for floats
 * @param bytes `[frames x channels]` samples
 * @returns false for an encoding or rule there is not, or kWorldTool with other than kS16
 */
bool pcm_encode(const double* x, int encoding, int rule, int channels, int frames, std::uint8_t* bytes);

}  // namespace sonde
