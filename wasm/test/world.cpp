#include "../kernels/aperiodicity/d4c.hpp"
#include "../kernels/aperiodicity/love-train.hpp"
#include "../kernels/aperiodicity/smaller-share.hpp"
#include "../kernels/envelope/cheap-trick.hpp"
#include "../kernels/spectrum/spectrum.hpp"
#include "../kernels/synthesis/minimum-phase.hpp"
#include "../kernels/synthesis/synthesis.hpp"

#include <algorithm>
#include <numeric>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

constexpr double kTurn = 6.283185307179586476925;

/** A voice of ten harmonics for half of its length, then nothing at all. */
void put_voice(Fenced& x, int rate) {
  for (int i = 0; i < x.size(); ++i) {
    x[i] = 0;
    for (int h = 1; h <= 10 && i < x.size() / 2; ++h) x[i] += 0.1 * std::sin(kTurn * 150 * h * i / rate) / h;
  }
}

/** All stages on one sound, from f0 that holds every kind of frame; everything between fences. */
void run_stages(int rate, int samples) {
  NoisePlan* noise = noise_plan_create();
  const int frames = samples * 200 / rate + 1;
  const int size = cheap_trick_fft_size(rate, 71);
  const int bins = size / 2 + 1;
  Fenced x(samples), f0(frames), envelope(frames * bins), share(frames), ratio(frames * bins), y(samples);
  put_voice(x, rate);
  const double kinds[] = {150, 0, 40, 71, 800, rate / 12.0, 149.5, rate / 2.0};
  for (int i = 0; i < frames; ++i) f0[i] = kinds[i % 8];
  const FrameSource source = {x.data(), samples, 5.0};

  CheapTrickPlan* trick = cheap_trick_plan_create(rate, size);
  CheapTrickState* trick_state = cheap_trick_state_create(trick);
  cheap_trick(trick, trick_state, noise, source, f0.data(), 0, frames, 0, envelope.data());
  LoveTrainPlan* train = love_train_plan_create(rate, 1e-6);
  LoveTrainState* train_state = love_train_state_create(train);
  love_train(train, train_state, noise, source, f0.data(), 0, frames, 0, share.data());
  D4cPlan* d4c_plan = d4c_plan_create(rate, size, 1e-6);
  D4cState* d4c_state = d4c_state_create(d4c_plan);
  d4c(d4c_plan, d4c_state, noise, source, f0.data(), share.data(), 0, frames,
      love_train_noise_count(train, f0.data(), frames), ratio.data());
  ResponsePlan* response = response_plan_create(size);
  ResponseState* response_state = response_state_create(response);
  PulseTrain pulses;
  EXPECT(pulse_train_start(&pulses, rate, size, 5.0, f0.data(), frames, samples));
  EXPECT(pulse_train_advance(&pulses, samples));
  for (int i = 0; i < samples; ++i) y[i] = 0;
  add_pulses(response, response_state, noise, pulses_of(pulses, 0, pulses.count), bins,
             {envelope.data(), ratio.data(), 0, frames}, {y.data(), 0, samples});

  for (Fenced* each : {&x, &f0, &envelope, &share, &ratio, &y}) {
    EXPECT(each->fences_intact());
    EXPECT(each->all_finite());
  }
  response_state_destroy(response_state);
  response_plan_destroy(response);
  d4c_state_destroy(d4c_state);
  d4c_plan_destroy(d4c_plan);
  love_train_state_destroy(train_state);
  love_train_plan_destroy(train);
  cheap_trick_state_destroy(trick_state);
  cheap_trick_plan_destroy(trick);
  noise_plan_destroy(noise);
}

}  // namespace

int main() {
  test("every stage fills its arrays and touches nothing else, at every rate", [] {
    for (const int rate : {2000, 8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000}) run_stages(rate, rate / 8);
    for (const int samples : {1, 2, 30, 441}) run_stages(44100, samples);
  });

  test("a moving average keeps a constant, and mirrors a line at its ends", [] {
    const int size = 512;
    const int half = size / 2;
    Fenced flat(half + 1), line(half + 1), work(smoothing_work(size));
    for (const double width : {1.0, 31.25, 100.0, 333.3, 4000.0, 9000.0}) {
      for (int k = 0; k <= half; ++k) {
        flat[k] = 3;
        line[k] = k;
      }
      smooth(flat.data(), width, 8000, size, size / 2, flat.data(), work.data());
      smooth(line.data(), width, 8000, size, size / 2, line.data(), work.data());
      const double bins = std::fmin(width, 4000.0) * size / 8000;
      double error = 0;
      for (int k = 0; k <= half; ++k) {
        error = std::fmax(error, std::fabs(flat[k] - 3));
        if (k > bins && k < half - bins) error = std::fmax(error, std::fabs(line[k] - k));
      }
      // A difference of running sums, so that a narrow average costs digits.
      EXPECT(error * width < 1e-8);
      EXPECT(line[0] >= 0 && line[0] <= bins);
      EXPECT(flat.fences_intact() && line.fences_intact() && work.fences_intact());
    }
  });

  test("the DC correction adds the spectrum mirrored at f0, below it", [] {
    const int size = 512;
    Fenced spectrum(size / 2 + 1), work(size / 2 + 1);
    for (int k = 0; k <= size / 2; ++k) spectrum[k] = k;
    const double f0 = 10.25 * 8000 / size;
    correct_dc(spectrum.data(), f0, 8000, size, work.data());
    double error = 0;
    for (int k = 0; k <= size / 2; ++k) error = std::fmax(error, std::fabs(spectrum[k] - (k <= 10 ? 10.25 : k)));
    EXPECT(error < 1e-12);
    correct_dc(spectrum.data(), 4000, 8000, size, work.data());
    EXPECT(spectrum.fences_intact() && work.fences_intact() && spectrum.all_finite());
  });

  test("the share of the smaller values is that of a full sort, with equal ones and without", [] {
    for (unsigned seed = 0; seed < 40; ++seed) {
      std::vector<double> values = noise(257, seed);
      for (double& each : values) each = seed % 3 == 0 ? std::floor(4 * (each + 1)) : each * each;
      if (seed % 5 == 1) std::sort(values.begin(), values.end());
      const int largest = 1 + static_cast<int>(seed) * 256 / 39;
      Fenced in(257), work(257);
      for (int i = 0; i < 257; ++i) in[i] = values[i];
      const double got = smaller_share(in.data(), 257, largest, work.data());
      std::sort(values.begin(), values.end());
      const double small = std::accumulate(values.begin(), values.end() - largest, 0.0);
      const double all = std::accumulate(values.begin(), values.end(), 0.0);
      EXPECT(std::fabs(got - small / all) < 1e-14);
      EXPECT(in.fences_intact() && work.fences_intact());
    }
  });

  test("a minimum-phase spectrum has the amplitude it was given and the phase of a causal pole", [] {
    // 1 / (1 - a z^-1) is its own minimum phase.
    const int size = 256;
    const double a = 0.7;
    SymmetricPlan* plan = symmetric_plan_create(size);
    Fenced re(size / 2 + 2), im(size / 2 + 2), work(minimum_phase_work(size));
    for (int k = 0; k <= size / 2; ++k) re[k] = 1 / (1 + a * a - 2 * a * std::cos(kTurn * k / size));
    re[size / 2 + 1] = 1;
    minimum_phase(plan, size, re.data(), im.data(), work.data());
    double error = 0;
    for (int k = 0; k <= size / 2; ++k) {
      const double c = 1 - a * std::cos(kTurn * k / size);
      const double s = a * std::sin(kTurn * k / size);
      error = std::fmax(error, std::fabs(re[k] - c / (c * c + s * s)));
      error = std::fmax(error, std::fabs(im[k] + s / (c * c + s * s)));
    }
    EXPECT(error < 1e-13);
    EXPECT(re.fences_intact() && im.fences_intact() && work.fences_intact());
    symmetric_plan_destroy(plan);
  });

  test("pulses stand a period apart, voiced where f0 is, 500 Hz where it is not", [] {
    const int rate = 16000;
    Fenced f0(200);
    for (int i = 0; i < 200; ++i) f0[i] = i < 100 ? 160 : 0;
    PulseTrain train;
    EXPECT(pulse_train_start(&train, rate, 1024, 5.0, f0.data(), 200, rate));
    for (int until = 0; until < rate + 777; until += 777) EXPECT(pulse_train_advance(&train, until));
    bool right = train.count > 300;
    for (int m = 1; m < train.count; ++m) {
      const Pulse& before = train.pulses[m - 1];
      const Pulse& pulse = train.pulses[m];
      const double period = pulse.index + pulse.shift - before.index - before.shift;
      right = right && pulse.shift >= 0 && pulse.shift <= 1;
      if (before.index > 50 && pulse.index < 7800) right = right && pulse.voiced && std::fabs(period - 100) < 1e-6;
      if (before.index > 8100) right = right && !pulse.voiced && std::fabs(period - 32) < 1e-6;
    }
    EXPECT(right);
    EXPECT(pulse_at_frame(train, 0) == 0 && pulse_at_frame(train, 200) == train.count);
    for (int frame = 1; frame < 200; ++frame) {
      const int m = pulse_at_frame(train, frame);
      EXPECT(m == train.count || pulse_position(train.sample_rate, train.frame_period, train.pulses[m]) >= frame);
      EXPECT(m == 0 || pulse_position(train.sample_rate, train.frame_period, train.pulses[m - 1]) < frame);
    }
  });

  return report();
}
