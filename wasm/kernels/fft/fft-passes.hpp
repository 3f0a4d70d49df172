/**
 * The pieces that the transforms are made of: butterflies, and the tile that reverses bits while it does the first pass.
 * Internal to this folder.
 */
#pragma once

#include "../simd.hpp"

namespace sonde {

constexpr int kTile = 16;

/** y = x w */
inline void rotate(F64x2 xr, F64x2 xi, F64x2 wr, F64x2 wi, F64x2& yr, F64x2& yi) {
  yr = xr * wr - xi * wi;
  yi = xr * wi + xi * wr;
}

/** DFT of four, in place, input and output in natural order. */
inline void dft4(F64x2 (&r)[4], F64x2 (&i)[4]) {
  const F64x2 ar = r[0] + r[2], ai = i[0] + i[2];
  const F64x2 br = r[0] - r[2], bi = i[0] - i[2];
  const F64x2 cr = r[1] + r[3], ci = i[1] + i[3];
  const F64x2 dr = r[1] - r[3], di = i[1] - i[3];
  r[0] = ar + cr, i[0] = ai + ci;
  r[1] = br + di, i[1] = bi - dr;
  r[2] = ar - cr, i[2] = ai - ci;
  r[3] = br - di, i[3] = bi + dr;
}

/** Four rows of four complex points. */
struct Tile {
  double re[kTile];
  double im[kTile];
};

/** Puts the transforms of two columns (first and second lane of r, i) into rows `row` and `row + 2`. */
inline void put_columns(Tile& tile, int row, const F64x2 (&r)[4], const F64x2 (&i)[4]) {
  double* re = tile.re + 4 * row;
  double* im = tile.im + 4 * row;
  store2(re, low2(r[0], r[1]));
  store2(re + 2, low2(r[2], r[3]));
  store2(im, low2(i[0], i[1]));
  store2(im + 2, low2(i[2], i[3]));
  store2(re + 8, high2(r[0], r[1]));
  store2(re + 10, high2(r[2], r[3]));
  store2(im + 8, high2(i[0], i[1]));
  store2(im + 10, high2(i[2], i[3]));
}

/**
 * Reads rows a quarter apart, transforms the columns, and turns the tile: column y becomes row reverse(y). Written to
 * the tile whose middle index is the reverse of the one read from, this is bit reversal and first pass at once.
 */
inline void turn(const double* re, const double* im, int quarter, Tile& tile) {
  for (int c = 0; c < 2; ++c) {
    F64x2 r[4], i[4];
    for (int row = 0; row < 4; ++row) {
      r[row] = load2(re + row * quarter + 2 * c);
      i[row] = load2(im + row * quarter + 2 * c);
    }
    dft4(r, i);
    put_columns(tile, c, r, i);
  }
}

/** The same from interleaved points (re, im, re, im, ...). */
inline void turn_interleaved(const double* z, int quarter, Tile& tile) {
  for (int c = 0; c < 2; ++c) {
    F64x2 r[4], i[4];
    for (int row = 0; row < 4; ++row) {
      const double* at = z + 2 * (row * quarter + 2 * c);
      const F64x2 a = load2(at), b = load2(at + 2);
      r[row] = low2(a, b);
      i[row] = high2(a, b);
    }
    dft4(r, i);
    put_columns(tile, c, r, i);
  }
}

inline void put(const Tile& tile, double* re, double* im, int quarter) {
  for (int row = 0; row < 4; ++row) {
    store2(re + row * quarter, load2(tile.re + 4 * row));
    store2(re + row * quarter + 2, load2(tile.re + 4 * row + 2));
    store2(im + row * quarter, load2(tile.im + 4 * row));
    store2(im + row * quarter + 2, load2(tile.im + 4 * row + 2));
  }
}

/** Two points of each half. */
inline void join2_at(const double* w, double* re0, double* im0, double* re1, double* im1) {
  F64x2 br, bi;
  rotate(load2(re1), load2(im1), load2(w), load2(w + 2), br, bi);
  const F64x2 ar = load2(re0), ai = load2(im0);
  store2(re0, ar + br);
  store2(im0, ai + bi);
  store2(re1, ar - br);
  store2(im1, ai - bi);
}

/** Pointers move and each turn does four points: addresses cost as much as arithmetic here. span is a multiple of 4. */
inline void join2(const double* w, double* re0, double* im0, int span) {
  double* re1 = re0 + span;
  double* im1 = im0 + span;
  for (const double* end = re1; re0 != end; re0 += 4, im0 += 4, re1 += 4, im1 += 4, w += 8) {
    join2_at(w, re0, im0, re1, im1);
    join2_at(w + 4, re0 + 2, im0 + 2, re1 + 2, im1 + 2);
  }
}

/** The four quarters of a group. */
struct Quarters {
  double* re[4];
  double* im[4];
};

/** In this order there are registers for everything. */
template <int At>
inline void join4_at(const double* w, const Quarters& q) {
  F64x2 br, bi, dr, di, cr, ci;
  rotate(load2(q.re[2] + At), load2(q.im[2] + At), load2(w), load2(w + 2), br, bi);
  rotate(load2(q.re[3] + At), load2(q.im[3] + At), load2(w + 8), load2(w + 10), dr, di);
  const F64x2 sum_re = br + dr, sum_im = bi + di;
  const F64x2 turn_re = bi - di, turn_im = br - dr;
  rotate(load2(q.re[1] + At), load2(q.im[1] + At), load2(w + 4), load2(w + 6), cr, ci);
  const F64x2 ar = load2(q.re[0] + At);
  const F64x2 even_re = ar + cr, odd_re = ar - cr;
  store2(q.re[0] + At, even_re + sum_re);
  store2(q.re[2] + At, even_re - sum_re);
  store2(q.re[1] + At, odd_re + turn_re);
  store2(q.re[3] + At, odd_re - turn_re);
  const F64x2 ai = load2(q.im[0] + At);
  const F64x2 even_im = ai + ci, odd_im = ai - ci;
  store2(q.im[0] + At, even_im + sum_im);
  store2(q.im[2] + At, even_im - sum_im);
  store2(q.im[1] + At, odd_im - turn_im);
  store2(q.im[3] + At, odd_im + turn_im);
}

/** Neighbours lie in bit-reversed order: the second holds the points 2 mod 4, the third those 1 mod 4. As `join2`. */
inline void join4(const double* w, double* re, double* im, int span) {
  Quarters q = {{re, re + span, re + 2 * span, re + 3 * span}, {im, im + span, im + 2 * span, im + 3 * span}};
  for (const double* end = re + span; q.re[0] != end; w += 24) {
    join4_at<0>(w, q);
    join4_at<2>(w + 12, q);
    for (int k = 0; k < 4; ++k) {
      q.re[k] += 4;
      q.im[k] += 4;
    }
  }
}

}  // namespace sonde
