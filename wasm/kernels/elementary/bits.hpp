/**
 * The bits of two doubles as two 64-bit integers, for exponents, signs and selections; a plain twin without SIMD128.
 */
#pragma once

#include "../simd.hpp"

#include <cstdint>
#include <cstring>

namespace sonde {

#if defined(__wasm_simd128__)

struct I64x2 {
  v128_t v;
};

inline I64x2 bits2(F64x2 a) { return {a.v}; }
inline F64x2 from_bits2(I64x2 a) { return {a.v}; }
inline I64x2 splat_bits2(std::int64_t a) { return {wasm_i64x2_splat(a)}; }
inline I64x2 operator+(I64x2 a, I64x2 b) { return {wasm_i64x2_add(a.v, b.v)}; }
inline I64x2 operator-(I64x2 a, I64x2 b) { return {wasm_i64x2_sub(a.v, b.v)}; }
inline I64x2 operator&(I64x2 a, I64x2 b) { return {wasm_v128_and(a.v, b.v)}; }
inline I64x2 operator^(I64x2 a, I64x2 b) { return {wasm_v128_xor(a.v, b.v)}; }
inline I64x2 shift_left2(I64x2 a, int count) { return {wasm_i64x2_shl(a.v, static_cast<std::uint32_t>(count))}; }
/** fills with zeroes */
inline I64x2 shift_right2(I64x2 a, int count) { return {wasm_u64x2_shr(a.v, static_cast<std::uint32_t>(count))}; }
/** ones where a < b, zeroes elsewhere */
inline I64x2 below2(F64x2 a, F64x2 b) { return {wasm_f64x2_lt(a.v, b.v)}; }
inline bool any2(I64x2 mask) { return wasm_v128_any_true(mask.v); }
/** a where the mask has ones, b where it has zeroes */
inline F64x2 select2(I64x2 mask, F64x2 a, F64x2 b) { return {wasm_v128_bitselect(a.v, b.v, mask.v)}; }
/** b where b < a, else a (so a where either is NaN) */
inline F64x2 min2(F64x2 a, F64x2 b) { return {wasm_f64x2_pmin(a.v, b.v)}; }
/** b where a < b, else a (so a where either is NaN) */
inline F64x2 max2(F64x2 a, F64x2 b) { return {wasm_f64x2_pmax(a.v, b.v)}; }

#else

struct I64x2 {
  std::uint64_t a;
  std::uint64_t b;
};

inline I64x2 bits2(F64x2 x) {
  I64x2 r;
  std::memcpy(&r.a, &x.a, 8);
  std::memcpy(&r.b, &x.b, 8);
  return r;
}
inline F64x2 from_bits2(I64x2 x) {
  F64x2 r;
  std::memcpy(&r.a, &x.a, 8);
  std::memcpy(&r.b, &x.b, 8);
  return r;
}
inline I64x2 splat_bits2(std::int64_t a) { return {static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(a)}; }
inline I64x2 operator+(I64x2 x, I64x2 y) { return {x.a + y.a, x.b + y.b}; }
inline I64x2 operator-(I64x2 x, I64x2 y) { return {x.a - y.a, x.b - y.b}; }
inline I64x2 operator&(I64x2 x, I64x2 y) { return {x.a & y.a, x.b & y.b}; }
inline I64x2 operator^(I64x2 x, I64x2 y) { return {x.a ^ y.a, x.b ^ y.b}; }
inline I64x2 shift_left2(I64x2 x, int count) { return {x.a << count, x.b << count}; }
inline I64x2 shift_right2(I64x2 x, int count) { return {x.a >> count, x.b >> count}; }
inline I64x2 below2(F64x2 x, F64x2 y) { return {x.a < y.a ? ~0ull : 0ull, x.b < y.b ? ~0ull : 0ull}; }
inline bool any2(I64x2 mask) { return (mask.a | mask.b) != 0; }
inline F64x2 select2(I64x2 mask, F64x2 x, F64x2 y) {
  const I64x2 i = bits2(x);
  const I64x2 j = bits2(y);
  return from_bits2({(i.a & mask.a) | (j.a & ~mask.a), (i.b & mask.b) | (j.b & ~mask.b)});
}
inline F64x2 min2(F64x2 x, F64x2 y) { return {y.a < x.a ? y.a : x.a, y.b < x.b ? y.b : x.b}; }
inline F64x2 max2(F64x2 x, F64x2 y) { return {x.a < y.a ? y.a : x.a, x.b < y.b ? y.b : x.b}; }

#endif

}  // namespace sonde
