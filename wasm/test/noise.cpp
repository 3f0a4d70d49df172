#include "../kernels/noise/noise.hpp"

#include <memory>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

/** The generator as it is defined, one step at a time. */
struct Definition {
  std::uint32_t p = 123456789, q = 362436069, r = 521288629, s = 88675123;

  double next() {
    std::uint32_t sum = 0;
    for (int i = 0; i < 12; ++i) {
      const std::uint32_t t = p ^ (p << 11);
      p = q;
      q = r;
      r = s;
      s = (s ^ (s >> 19)) ^ (t ^ (t >> 8));
      sum += s >> 4;
    }
    return sum / 268435456.0 - 6.0;
  }
};

bool stands_at(NoiseState a, std::uint32_t p, std::uint32_t q, std::uint32_t r, std::uint32_t s) {
  return a.p == p && a.q == q && a.r == r && a.s == s;
}

}  // namespace

int main() {
  NoisePlan* plan = noise_plan_create();

  test("jumps reach the states that are known of the sequence", [plan] {
    EXPECT(stands_at(noise_state_at(plan, 0), 0x075bcd15, 0x159a55e5, 0x1f123bb5, 0x05491333));
    EXPECT(stands_at(noise_state_at(plan, 1), 0x0837ad58, 0x17906569, 0x4d9031d4, 0x6703ee25));
    EXPECT(stands_at(noise_state_at(plan, 1000), 0x8d14f0f9, 0x770cb209, 0xe7ab9b39, 0x7faa3432));
    EXPECT(stands_at(noise_state_at(plan, 1000000), 0xf835dce9, 0xce81efd6, 0x464c6a2d, 0x5ab385dc));
  });

  test("jumps add up, far beyond any sound", [plan] {
    const auto stream = std::make_unique<NoiseStream>();
    double far[3], near[1];
    noise_seek(plan, stream.get(), (1ull << 39) + 12345);
    noise_take(plan, stream.get(), 3, far);
    noise_seek(plan, stream.get(), (1ull << 39) + 12347);
    noise_take(plan, stream.get(), 1, near);
    EXPECT(far[2] == near[0]);
  });

  test("values are those of the definition, in pieces of any length, over the borders of blocks", [plan] {
    const auto stream = std::make_unique<NoiseStream>();
    Definition definition;
    const std::vector<double> lengths = noise(200, 4);
    noise_seek(plan, stream.get(), 0);
    for (const double each : lengths) {
      Fenced values(1 + static_cast<int>(700 * (each + 1)));
      noise_take(plan, stream.get(), values.size(), values.data());
      bool same = true;
      for (int i = 0; i < values.size(); ++i) same = same && values[i] == definition.next();
      EXPECT(same);
      EXPECT(values.fences_intact());
    }
  });

  test("a position has its value, however the stream came there", [plan] {
    const auto stream = std::make_unique<NoiseStream>();
    std::vector<double> all(3 * kNoiseBlock);
    noise_seek(plan, stream.get(), 0);
    noise_take(plan, stream.get(), 3 * kNoiseBlock, all.data());
    bool same = true;
    for (const int at : {0, 5, kNoiseBlock - 1, 3, kNoiseBlock, kNoiseBlock + 1, 2 * kNoiseBlock, 7, kNoiseBlock}) {
      double value;
      noise_seek(plan, stream.get(), at);
      noise_take(plan, stream.get(), 1, &value);
      same = same && value == all[at];
    }
    EXPECT(same);
  });

  noise_plan_destroy(plan);
  noise_plan_destroy(nullptr);
  return report();
}
