#include "pcm.hpp"

#include <cmath>
#include <cstring>

namespace sonde {

namespace {

using Byte = std::uint8_t;

/** Linear memory and every machine this is tested on are little-endian, so 16, 32 and 64 bit need no shuffling. */
template <class T>
T load(const Byte* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof(T));
  return value;
}

template <class T>
void store(Byte* bytes, T value) {
  std::memcpy(bytes, &value, sizeof(T));
}

std::int32_t load24(const Byte* bytes) {
  const std::uint32_t high = std::uint32_t{bytes[2]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[0]} << 8;
  return static_cast<std::int32_t>(high) >> 8;
}

void store24(Byte* bytes, std::int32_t value) {
  bytes[0] = static_cast<Byte>(value);
  bytes[1] = static_cast<Byte>(value >> 8);
  bytes[2] = static_cast<Byte>(value >> 16);
}

/** Limits an integral double to `bits` bits; NaN gives 0. */
std::int32_t limit(double code, int bits) {
  const double top = static_cast<double>((std::int64_t{1} << (bits - 1)) - 1);
  if (!(code == code)) return 0;
  if (code > top) return static_cast<std::int32_t>(top);
  if (code < -top - 1.0) return static_cast<std::int32_t>(-top - 1.0);
  return static_cast<std::int32_t>(code);
}

struct WavRule {
  int bits;
  std::int32_t operator()(double x) const { return limit(std::nearbyint(x * 2147483648.0), 32) >> (32 - bits); }
};

struct FlacRule {
  int bits;
  double full_scale;
  std::int32_t operator()(double x) const { return limit(std::nearbyint(x * full_scale), bits); }
};

struct WorldToolRule {
  std::int32_t operator()(double x) const { return limit(std::trunc(x * 32767.0), 16); }
};

/** Calls `write(bytes, x)` for every sample, channel by channel. */
template <class Write>
void interleave(const double* x, int width, int channels, int frames, Byte* bytes, Write write) {
  const std::size_t stride = static_cast<std::size_t>(width) * channels;
  for (int c = 0; c < channels; ++c) {
    const double* from = x + static_cast<std::size_t>(c) * frames;
    Byte* to = bytes + static_cast<std::size_t>(c) * width;
    for (int i = 0; i < frames; ++i, to += stride) write(to, from[i]);
  }
}

template <class Read>
void deinterleave(const Byte* bytes, int width, int channels, int frames, double* out, Read read) {
  const std::size_t stride = static_cast<std::size_t>(width) * channels;
  for (int c = 0; c < channels; ++c) {
    const Byte* from = bytes + static_cast<std::size_t>(c) * width;
    double* to = out + static_cast<std::size_t>(c) * frames;
    for (int i = 0; i < frames; ++i, from += stride) to[i] = read(from);
  }
}

template <class Rule>
bool encode_integers(const double* x, int encoding, Rule rule, int channels, int frames, Byte* bytes) {
  switch (encoding) {
    case kU8:
      interleave(x, 1, channels, frames, bytes, [rule](Byte* to, double v) { *to = static_cast<Byte>(rule(v) + 128); });
      return true;
    case kS16:
      interleave(x, 2, channels, frames, bytes,
                 [rule](Byte* to, double v) { store(to, static_cast<std::int16_t>(rule(v))); });
      return true;
    case kS24:
      interleave(x, 3, channels, frames, bytes, [rule](Byte* to, double v) { store24(to, rule(v)); });
      return true;
    case kS32:
      interleave(x, 4, channels, frames, bytes, [rule](Byte* to, double v) { store(to, rule(v)); });
      return true;
    default:
      return false;
  }
}

}  // namespace

int pcm_bytes_per_sample(int encoding) {
  constexpr int kBytes[] = {1, 2, 3, 4, 4, 8};
  return encoding >= kU8 && encoding <= kF64 ? kBytes[encoding] : 0;
}

bool pcm_decode(const Byte* bytes, int encoding, int channels, int frames, double* out) {
  switch (encoding) {
    case kU8:
      deinterleave(bytes, 1, channels, frames, out, [](const Byte* p) { return (*p - 128) / 128.0; });
      return true;
    case kS16:
      deinterleave(bytes, 2, channels, frames, out, [](const Byte* p) { return load<std::int16_t>(p) / 32768.0; });
      return true;
    case kS24:
      deinterleave(bytes, 3, channels, frames, out, [](const Byte* p) { return load24(p) / 8388608.0; });
      return true;
    case kS32:
      deinterleave(bytes, 4, channels, frames, out, [](const Byte* p) { return load<std::int32_t>(p) / 2147483648.0; });
      return true;
    case kF32:
      deinterleave(bytes, 4, channels, frames, out, [](const Byte* p) { return static_cast<double>(load<float>(p)); });
      return true;
    case kF64:
      deinterleave(bytes, 8, channels, frames, out, [](const Byte* p) { return load<double>(p); });
      return true;
    default:
      return false;
  }
}

bool pcm_encode(const double* x, int encoding, int rule, int channels, int frames, Byte* bytes) {
  if (encoding == kF32) {
    interleave(x, 4, channels, frames, bytes, [](Byte* to, double v) { store(to, static_cast<float>(v)); });
    return true;
  }
  if (encoding == kF64) {
    interleave(x, 8, channels, frames, bytes, [](Byte* to, double v) { store(to, v); });
    return true;
  }
  const int bits = 8 * pcm_bytes_per_sample(encoding);
  if (bits == 0) return false;
  const double full_scale = static_cast<double>(std::int64_t{1} << (bits - 1));
  if (rule == kWav) return encode_integers(x, encoding, WavRule{bits}, channels, frames, bytes);
  if (rule == kFlac) return encode_integers(x, encoding, FlacRule{bits, full_scale}, channels, frames, bytes);
  if (rule == kWorldTool && encoding == kS16) {
    return encode_integers(x, encoding, WorldToolRule{}, channels, frames, bytes);
  }
  return false;
}

}  // namespace sonde
