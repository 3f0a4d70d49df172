/**
 * Two doubles side by side: WebAssembly's f64x2 where there is SIMD128, a plain twin elsewhere.
 *
 * Both forms do the same IEEE operations in the same order, so a kernel written with them gives the same bits in the
 * browser's build and in the native build that the sanitizers run. Nothing here fuses a multiplication with an addition.
 * Loads and stores need no more than the natural alignment of a double.
 */
#pragma once

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#else
#include <cmath>
#endif

namespace sonde {

#if defined(__wasm_simd128__)

struct F64x2 {
  v128_t v;
};

inline F64x2 load2(const double* p) { return {wasm_v128_load(p)}; }
inline void store2(double* p, F64x2 a) { wasm_v128_store(p, a.v); }
inline F64x2 splat2(double a) { return {wasm_f64x2_splat(a)}; }
inline F64x2 pair2(double a, double b) { return {wasm_f64x2_make(a, b)}; }
inline double first2(F64x2 a) { return wasm_f64x2_extract_lane(a.v, 0); }
inline double second2(F64x2 a) { return wasm_f64x2_extract_lane(a.v, 1); }

/** (a0, b0) */
inline F64x2 low2(F64x2 a, F64x2 b) { return {wasm_i64x2_shuffle(a.v, b.v, 0, 2)}; }
/** (a1, b1) */
inline F64x2 high2(F64x2 a, F64x2 b) { return {wasm_i64x2_shuffle(a.v, b.v, 1, 3)}; }
/** (a1, a0) */
inline F64x2 swap2(F64x2 a) { return {wasm_i64x2_shuffle(a.v, a.v, 1, 0)}; }

inline F64x2 operator+(F64x2 a, F64x2 b) { return {wasm_f64x2_add(a.v, b.v)}; }
inline F64x2 operator-(F64x2 a, F64x2 b) { return {wasm_f64x2_sub(a.v, b.v)}; }
inline F64x2 operator*(F64x2 a, F64x2 b) { return {wasm_f64x2_mul(a.v, b.v)}; }
inline F64x2 operator/(F64x2 a, F64x2 b) { return {wasm_f64x2_div(a.v, b.v)}; }
inline F64x2 operator-(F64x2 a) { return {wasm_f64x2_neg(a.v)}; }
inline F64x2 abs2(F64x2 a) { return {wasm_f64x2_abs(a.v)}; }
inline F64x2 sqrt2(F64x2 a) { return {wasm_f64x2_sqrt(a.v)}; }
/** Whether a lane of a is at most that of b; false for NaN. */
inline bool any_at_most2(F64x2 a, F64x2 b) { return wasm_v128_any_true(wasm_f64x2_le(a.v, b.v)); }

#else

struct F64x2 {
  double a;
  double b;
};

inline F64x2 load2(const double* p) { return {p[0], p[1]}; }
inline void store2(double* p, F64x2 x) {
  p[0] = x.a;
  p[1] = x.b;
}
inline F64x2 splat2(double a) { return {a, a}; }
inline F64x2 pair2(double a, double b) { return {a, b}; }
inline double first2(F64x2 x) { return x.a; }
inline double second2(F64x2 x) { return x.b; }

inline F64x2 low2(F64x2 x, F64x2 y) { return {x.a, y.a}; }
inline F64x2 high2(F64x2 x, F64x2 y) { return {x.b, y.b}; }
inline F64x2 swap2(F64x2 x) { return {x.b, x.a}; }

inline F64x2 operator+(F64x2 x, F64x2 y) { return {x.a + y.a, x.b + y.b}; }
inline F64x2 operator-(F64x2 x, F64x2 y) { return {x.a - y.a, x.b - y.b}; }
inline F64x2 operator*(F64x2 x, F64x2 y) { return {x.a * y.a, x.b * y.b}; }
inline F64x2 operator/(F64x2 x, F64x2 y) { return {x.a / y.a, x.b / y.b}; }
inline F64x2 operator-(F64x2 x) { return {-x.a, -x.b}; }
inline F64x2 abs2(F64x2 x) { return {std::fabs(x.a), std::fabs(x.b)}; }
inline F64x2 sqrt2(F64x2 x) { return {std::sqrt(x.a), std::sqrt(x.b)}; }
inline bool any_at_most2(F64x2 x, F64x2 y) { return x.a <= y.a || x.b <= y.b; }

#endif

}  // namespace sonde
