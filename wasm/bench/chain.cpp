// Runs the chain natively, stage by stage, and prints for each the time and the Fourier transforms it made:
//   chain <file of little-endian doubles> <sampling rate>
// Transforms are counted at the linker's hands (--wrap), so that no kernel carries a counter.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "../abi/sonde.h"
#include "../kernels/fft/fft.hpp"

namespace {

using Counts = std::map<std::pair<const char*, int>, long>;

Counts counts;

}  // namespace

#define WRAP(name) asm("__wrap_" name)
#define REAL(name) asm("__real_" name)
#define COMPLEX "_ZN5sonde11fft_complexEPKNS_7FftPlanEPdS3_"
#define FORWARD "_ZN5sonde16real_fft_forwardEPKNS_11RealFftPlanEPKdPdS5_"
#define INVERSE "_ZN5sonde16real_fft_inverseEPKNS_11RealFftPlanEPKdS4_PdS5_"

void real_complex(const sonde::FftPlan*, double*, double*) REAL(COMPLEX);
void wrap_complex(const sonde::FftPlan*, double*, double*) WRAP(COMPLEX);
void real_forward(const sonde::RealFftPlan*, const double*, double*, double*) REAL(FORWARD);
void wrap_forward(const sonde::RealFftPlan*, const double*, double*, double*) WRAP(FORWARD);
void real_inverse(const sonde::RealFftPlan*, const double*, const double*, double*, double*) REAL(INVERSE);
void wrap_inverse(const sonde::RealFftPlan*, const double*, const double*, double*, double*) WRAP(INVERSE);

void wrap_complex(const sonde::FftPlan* plan, double* re, double* im) {
  ++counts[{"complex", sonde::fft_plan_size(plan)}];
  real_complex(plan, re, im);
}

void wrap_forward(const sonde::RealFftPlan* plan, const double* x, double* re, double* im) {
  ++counts[{"real", sonde::real_fft_plan_size(plan)}];
  real_forward(plan, x, re, im);
}

void wrap_inverse(const sonde::RealFftPlan* plan, const double* re, const double* im, double* x, double* work) {
  ++counts[{"real", sonde::real_fft_plan_size(plan)}];
  real_inverse(plan, re, im, x, work);
}

namespace {

std::vector<double> read_doubles(const char* path) {
  std::vector<double> x;
  FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return x;
  double block[4096];
  for (std::size_t n = 0; (n = std::fread(block, sizeof(double), 4096, file)) > 0;) x.insert(x.end(), block, block + n);
  std::fclose(file);
  return x;
}

bool is_first = true;

template <class Work>
void stage(const char* name, Work work) {
  counts.clear();
  const auto started = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - started;
  std::printf("%s\n  {\"stage\": \"%s\", \"ms\": %.3f, \"transforms\": [", is_first ? "[" : ",", name, elapsed.count());
  is_first = false;
  const char* comma = "";
  for (const auto& [key, count] : counts) {
    std::printf("%s{\"kind\": \"%s\", \"n\": %d, \"count\": %ld}", comma, key.first, key.second, count);
    comma = ", ";
  }
  std::printf("]}");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  const std::vector<double> x = read_doubles(argv[1]);
  const int rate = std::atoi(argv[2]);
  const int n = static_cast<int>(x.size());
  if (n == 0 || rate <= 0) return 66;
  const double period = 5.0;
  const int frames = sonde_frame_count(n, rate, period);
  const int size = sonde_cheap_trick_fft_size(rate, 71.0);
  const std::size_t cells = static_cast<std::size_t>(frames) * (size / 2 + 1);
  std::vector<double> f0(frames), envelope(cells), aperiodicity(cells), share(frames), y(n);
  sonde_noise_plan* noise = sonde_noise_plan_create();

  stage("dio", [&] {
    sonde_dio* dio = sonde_dio_create(x.data(), n, rate, 71.0, 800.0, period, 1, 0.1);
    sonde_dio_run(dio, sonde_dio_blocks_left(dio));
    sonde_dio_finish(dio, f0.data());
    sonde_dio_destroy(dio);
  });
  stage("stonemask", [&] {
    sonde_stone_mask* stone_mask = sonde_stone_mask_create(rate);
    sonde_stone_mask_run(stone_mask, x.data(), 0, n, n, period, f0.data(), 0, frames);
    sonde_stone_mask_destroy(stone_mask);
  });
  stage("cheaptrick", [&] {
    sonde_cheap_trick* cheap_trick = sonde_cheap_trick_create(noise, rate, size);
    sonde_cheap_trick_frames(cheap_trick, x.data(), 0, n, n, period, f0.data(), 0, frames, 0.0, envelope.data());
    sonde_cheap_trick_destroy(cheap_trick);
  });
  stage("d4c", [&] {
    sonde_d4c* d4c = sonde_d4c_create(noise, rate, size, 1e-6);
    sonde_d4c_shares(d4c, x.data(), 0, n, n, period, f0.data(), 0, frames, 0.0, share.data());
    const double offset = sonde_d4c_share_noise_count(d4c, f0.data(), frames);
    sonde_d4c_frames(d4c, x.data(), 0, n, n, period, f0.data(), share.data(), 0, frames, offset, aperiodicity.data());
    sonde_d4c_destroy(d4c);
  });
  stage("synthesis", [&] {
    sonde_synthesis* synthesis = sonde_synthesis_create(noise, rate, size);
    sonde_synthesis_start(synthesis, period, f0.data(), frames, n);
    sonde_synthesis_advance(synthesis, n);
    const int pulses = sonde_synthesis_pulse_at(synthesis, frames);
    sonde_synthesis_add(synthesis, envelope.data(), aperiodicity.data(), 0, frames, 0, pulses, y.data(), 0, n);
    sonde_synthesis_destroy(synthesis);
  });
  sonde_noise_plan_destroy(noise);
  std::printf("\n]\n");
  for (const double each : y) {
    if (!std::isfinite(each)) return 70;
  }
  return 0;
}
