/**
 * Harvest's refinement: the f0 of a candidate by the instantaneous frequencies of its first harmonics, and how well these
 * agree with it.
 *
 * Of two windowed spectra only some bins are looked at, so these are summed directly. What is summed depends on the length
 * of the window and the numbers of the bins only, and candidates that lie side by side share both: each is done once per frame.
 *
 * @source Morise (2017), "Harvest: A high-performance fundamental frequency estimator from speech signals", Interspeech;
 * instantaneous frequency after Flanagan and Golden (1966), Bell Syst. Tech. J. 45(9)
 */
#pragma once

#include <cstddef>

#include "../memory.hpp"

namespace sonde {

/** A stretch of a sound of `length` samples: `count` of them, from `start` on. */
struct RefineSource {
  const double* y;
  int start;
  int count;
  int length;
};

struct Refined {
  /** Hz. */
  double f0;
  /** Larger is better. */
  double score;
};

class HarvestRefine {
 public:
  /**
   * @param sampleRate of the sound, Hz
   * @param f0Floor, f0Ceiling Hz; candidates are not below the floor
   * @param most candidates in one call
   * @returns false without memory
   */
  bool configure(double sampleRate, double f0Floor, double f0Ceiling, int most);

  /**
   * Refines the candidates of one frame. Allocates nothing.
   * @param source holds all samples within `reach` of the frame, as far as there are any
   * @param time of the frame, s
   * @param candidates Hz, `[count]`
   * @param out `[count]`, receives those that hold, in their order; equal ones once, with their best score
   * @returns how many hold
   */
  int refine(const RefineSource& source, double time, const double* candidates, int count, Refined* out);

  /** Samples to each side of a frame that are looked at. */
  int reach() const { return reach_; }

 private:
  static constexpr int kHarmonics = 6;
  /** Windows whose steps are remembered, by length. */
  static constexpr int kRemembered = 64;

  /** One bin: its frequency and amplitude. */
  struct Bin {
    int number;
    double frequency;
    double amplitude;
  };

  /** cos and sin of the steps from the middle of a window with so many samples on each side. */
  struct Steps {
    int half;
    Buffer<double> cosine, sine;
  };

  const Steps& stepsOf(int half);
  void open(const RefineSource& source, double time, int half);
  void makeWindow(double shift);
  void fold(const double* sound);
  void measureFor(double candidate);
  template <int count>
  void measure(const int* numbers);
  const Bin* find(int number) const;
  int number(double candidate, int harmonic) const;
  int harmonics(double candidate) const;
  Refined evaluate(double candidate) const;

  double rate_ = 0;
  int reach_ = 0;
  double floor_ = 0;
  double ceiling_ = 0;
  /** (cos, sin) of 2 pi i / n, i = 0..n-1, begin at pair n, for every power of two n from 4 to the longest transform. */
  Buffer<double> roots_;
  Steps steps_[kRemembered] = {};
  /** The window from two before its first sample to three after its last; the sound from one before to one after. */
  Buffer<double> window_, sound_;
  /** Windowed sound (first lane) and with the window's difference (second), folded at the middle: sums, differences. */
  Buffer<double> even_, odd_;
  Buffer<Bin> bins_;
  Buffer<int> halves_;
  Buffer<Refined> refined_;
  /** The window that is open: samples on each side, transform size, bins measured so far. */
  int half_ = 0;
  int size_ = 0;
  int seen_ = 0;
};

}  // namespace sonde
