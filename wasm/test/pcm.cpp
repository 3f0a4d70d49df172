#include "../kernels/pcm/pcm.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

std::int32_t encode_one(double x, int encoding, int rule) {
  std::uint8_t bytes[4] = {0, 0, 0, 0};
  EXPECT(pcm_encode(&x, encoding, rule, 1, 1, bytes));
  const int width = pcm_bytes_per_sample(encoding);
  if (encoding == kU8) return bytes[0] - 128;
  std::int32_t code = static_cast<std::int8_t>(bytes[width - 1]);
  for (int i = width - 2; i >= 0; --i) code = code * 256 + bytes[i];
  return code;
}

}  // namespace

int main() {
  test("every code of 8, 16 and 24 bits comes back under both container rules", [] {
    for (const int encoding : {kU8, kS16, kS24}) {
      const int half = 1 << (8 * pcm_bytes_per_sample(encoding) - 1);
      const int step = encoding == kS24 ? 37 : 1;
      for (int code = -half; code < half; code += step) {
        const double x = static_cast<double>(code) / half;
        EXPECT(encode_one(x, encoding, kWav) == code && encode_one(x, encoding, kFlac) == code);
      }
    }
  });

  test("no sample is beyond the integers", [] {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double x : {1.0, 1.0 + 1e-9, 3.0, 1e300, infinity}) {
      for (const int rule : {kWav, kFlac}) {
        EXPECT(encode_one(x, kS16, rule) == 32767 && encode_one(-x, kS16, rule) == -32768);
        EXPECT(encode_one(x, kS32, rule) == 2147483647 && encode_one(-x, kS32, rule) == -2147483647 - 1);
      }
    }
    EXPECT(encode_one(std::numeric_limits<double>::quiet_NaN(), kS16, kWav) == 0);
  });

  test("planar and interleaved are of the size they say, in any number of channels", [] {
    for (int encoding = kU8; encoding <= kF64; ++encoding) {
      for (int channels = 1; channels <= 3; ++channels) {
        const int frames = 7;
        const std::size_t size = static_cast<std::size_t>(pcm_bytes_per_sample(encoding)) * channels * frames;
        std::vector<std::uint8_t> bytes(size), again(size);
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(37 * i + 1) & 0x3f;
        Fenced x(channels * frames);
        EXPECT(pcm_decode(bytes.data(), encoding, channels, frames, x.data()));
        EXPECT(pcm_encode(x.data(), encoding, kFlac, channels, frames, again.data()));
        EXPECT(bytes == again && x.fences_intact());
      }
    }
  });

  test("encodings and rules there are not are refused", [] {
    double x = 0.0;
    std::uint8_t bytes[8];
    EXPECT(!pcm_decode(bytes, 6, 1, 1, &x) && !pcm_decode(bytes, -1, 1, 1, &x));
    EXPECT(!pcm_encode(&x, 6, kWav, 1, 1, bytes) && !pcm_encode(&x, kS16, 3, 1, 1, bytes));
    EXPECT(!pcm_encode(&x, kS24, kWorldTool, 1, 1, bytes));
    EXPECT(pcm_bytes_per_sample(6) == 0 && pcm_bytes_per_sample(-1) == 0);
  });

  return report();
}
