#include "noise.hpp"

#include "../memory.hpp"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace sonde {

namespace {

constexpr int kStepsPerValue = 12;
/** Powers of two up to 2^39 values: a day of sound at 192 kHz draws less. */
constexpr int kPowers = 40;
constexpr NoiseState kSeed = {123456789u, 362436069u, 521288629u, 88675123u};

/** Column i is what the matrix makes of bit i (bit i % 32 of word i / 32). */
struct BitMatrix {
  NoiseState columns[128];
};

NoiseState operator^(NoiseState a, NoiseState b) { return {a.p ^ b.p, a.q ^ b.q, a.r ^ b.r, a.s ^ b.s}; }

NoiseState apply(const BitMatrix& m, NoiseState v) {
  const std::uint32_t words[4] = {v.p, v.q, v.r, v.s};
  NoiseState sum = {0, 0, 0, 0};
  for (int i = 0; i < 128; ++i) {
    const std::uint32_t mask = 0u - ((words[i / 32] >> (i % 32)) & 1u);
    const NoiseState& c = m.columns[i];
    sum = sum ^ NoiseState{c.p & mask, c.q & mask, c.r & mask, c.s & mask};
  }
  return sum;
}

void multiply(const BitMatrix& a, const BitMatrix& b, BitMatrix* out) {
  for (int i = 0; i < 128; ++i) out->columns[i] = apply(a, b.columns[i]);
}

void step(NoiseState* v) {
  const std::uint32_t t = v->p ^ (v->p << 11);
  v->p = v->q;
  v->q = v->r;
  v->r = v->s;
  v->s = (v->s ^ (v->s >> 19)) ^ (t ^ (t >> 8));
}

NoiseState unit_bit(int i) {
  std::uint32_t words[4] = {0, 0, 0, 0};
  words[i / 32] = 1u << (i % 32);
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace

struct NoisePlan {
  /** powers[k] jumps 2^k values */
  BitMatrix powers[kPowers];
  /** jumps from the end of a lane to where it goes on in the next block: over three other lanes */
  BitMatrix to_next_block;
};

namespace {

constexpr int kLanePower = 10;
static_assert(1 << kLanePower == kNoiseLane);

/** Lane l starts l lanes after the block's start. */
void place_lanes(const NoisePlan* plan, NoiseStream* stream, NoiseState start) {
  stream->lanes[0] = start;
  for (int l = 1; l < 4; ++l) stream->lanes[l] = apply(plan->powers[kLanePower], stream->lanes[l - 1]);
}

#if defined(__wasm_simd128__)

constexpr double kUnit = 1.0 / 268435456.0;

/** sum / 2^28 - 6; the product with a power of two is exact. */
void put_values(const std::uint32_t* sums, int count, double* out) {
  int i = 0;
  for (; i + 1 < count; i += 2) {
    const v128_t pair = wasm_f64x2_convert_low_u32x4(wasm_v128_load64_zero(sums + i));
    wasm_v128_store(out + i, wasm_f64x2_sub(wasm_f64x2_mul(pair, wasm_f64x2_splat(kUnit)), wasm_f64x2_splat(6.0)));
  }
  if (i < count) out[i] = static_cast<double>(sums[i]) * kUnit - 6.0;
}

/** Runs the four lanes side by side. */
void run_lanes(NoiseStream* stream) {
  NoiseState* l = stream->lanes;
  v128_t p = wasm_u32x4_make(l[0].p, l[1].p, l[2].p, l[3].p);
  v128_t q = wasm_u32x4_make(l[0].q, l[1].q, l[2].q, l[3].q);
  v128_t r = wasm_u32x4_make(l[0].r, l[1].r, l[2].r, l[3].r);
  v128_t s = wasm_u32x4_make(l[0].s, l[1].s, l[2].s, l[3].s);
  for (int i = 0; i < kNoiseLane; ++i) {
    v128_t sum = wasm_i32x4_splat(0);
    for (int k = 0; k < kStepsPerValue; ++k) {
      v128_t t = wasm_v128_xor(p, wasm_i32x4_shl(p, 11));
      t = wasm_v128_xor(t, wasm_u32x4_shr(t, 8));
      p = q;
      q = r;
      r = s;
      s = wasm_v128_xor(wasm_v128_xor(s, wasm_u32x4_shr(s, 19)), t);
      sum = wasm_i32x4_add(sum, wasm_u32x4_shr(s, 4));
    }
    stream->sums[i] = wasm_u32x4_extract_lane(sum, 0);
    stream->sums[i + kNoiseLane] = wasm_u32x4_extract_lane(sum, 1);
    stream->sums[i + 2 * kNoiseLane] = wasm_u32x4_extract_lane(sum, 2);
    stream->sums[i + 3 * kNoiseLane] = wasm_u32x4_extract_lane(sum, 3);
  }
  std::uint32_t words[4][4];
  wasm_v128_store(words[0], p);
  wasm_v128_store(words[1], q);
  wasm_v128_store(words[2], r);
  wasm_v128_store(words[3], s);
  for (int i = 0; i < 4; ++i) l[i] = {words[0][i], words[1][i], words[2][i], words[3][i]};
}

#else

void put_values(const std::uint32_t* sums, int count, double* out) {
  for (int i = 0; i < count; ++i) out[i] = static_cast<double>(sums[i]) * (1.0 / 268435456.0) - 6.0;
}

void run_lanes(NoiseStream* stream) {
  for (int l = 0; l < 4; ++l) {
    NoiseState v = stream->lanes[l];
    for (int i = 0; i < kNoiseLane; ++i) {
      std::uint32_t sum = 0;
      for (int k = 0; k < kStepsPerValue; ++k) {
        step(&v);
        sum += v.s >> 4;
      }
      stream->sums[l * kNoiseLane + i] = sum;
    }
    stream->lanes[l] = v;
  }
}

#endif

void next_block(const NoisePlan* plan, NoiseStream* stream) {
  for (NoiseState& lane : stream->lanes) lane = apply(plan->to_next_block, lane);
  stream->block += kNoiseBlock;
  stream->cursor = 0;
  run_lanes(stream);
}

}  // namespace

NoisePlan* noise_plan_create() {
  NoisePlan* plan = create<NoisePlan>();
  if (plan == nullptr) return nullptr;
  for (int i = 0; i < 128; ++i) {
    NoiseState v = unit_bit(i);
    for (int k = 0; k < kStepsPerValue; ++k) step(&v);
    plan->powers[0].columns[i] = v;
  }
  for (int k = 1; k < kPowers; ++k) multiply(plan->powers[k - 1], plan->powers[k - 1], &plan->powers[k]);
  multiply(plan->powers[kLanePower], plan->powers[kLanePower + 1], &plan->to_next_block);
  return plan;
}

void noise_plan_destroy(NoisePlan* plan) { destroy(plan); }

NoiseState noise_state_at(const NoisePlan* plan, std::uint64_t position) {
  NoiseState v = kSeed;
  for (int k = 0; k < kPowers && (position >> k) != 0; ++k) {
    if ((position >> k) & 1u) v = apply(plan->powers[k], v);
  }
  return v;
}

void noise_seek(const NoisePlan* plan, NoiseStream* stream, std::uint64_t position) {
  if (stream->filled && position >= stream->block && position - stream->block <= kNoiseBlock) {
    stream->cursor = static_cast<int>(position - stream->block);
    return;
  }
  place_lanes(plan, stream, noise_state_at(plan, position));
  stream->block = position;
  stream->cursor = 0;
  stream->filled = true;
  run_lanes(stream);
}

void noise_take(const NoisePlan* plan, NoiseStream* stream, int count, double* out) {
  int done = 0;
  while (done < count) {
    if (stream->cursor == kNoiseBlock) next_block(plan, stream);
    const int left = kNoiseBlock - stream->cursor;
    const int n = count - done < left ? count - done : left;
    put_values(stream->sums + stream->cursor, n, out + done);
    stream->cursor += n;
    done += n;
  }
}

}  // namespace sonde
