#include "sonde_world.h"

#include "../kernels/aperiodicity/d4c.hpp"
#include "../kernels/aperiodicity/love-train.hpp"
#include "../kernels/envelope/cheap-trick.hpp"
#include "../kernels/memory.hpp"
#include "../kernels/modify/f0-change.hpp"
#include "../kernels/modify/retime.hpp"
#include "../kernels/synthesis/synthesis.hpp"
#include "message.hpp"

struct sonde_cheap_trick {
  ~sonde_cheap_trick() {
    sonde::cheap_trick_state_destroy(state);
    sonde::cheap_trick_plan_destroy(plan);
  }

  const sonde::NoisePlan* noise = nullptr;
  sonde::CheapTrickPlan* plan = nullptr;
  sonde::CheapTrickState* state = nullptr;
};

struct sonde_d4c {
  ~sonde_d4c() {
    sonde::love_train_state_destroy(share_state);
    sonde::love_train_plan_destroy(share_plan);
    sonde::d4c_state_destroy(state);
    sonde::d4c_plan_destroy(plan);
  }

  const sonde::NoisePlan* noise = nullptr;
  sonde::LoveTrainPlan* share_plan = nullptr;
  sonde::LoveTrainState* share_state = nullptr;
  sonde::D4cPlan* plan = nullptr;
  sonde::D4cState* state = nullptr;
};

struct sonde_synthesis {
  ~sonde_synthesis() {
    sonde::response_state_destroy(state);
    sonde::response_plan_destroy(plan);
  }

  const sonde::NoisePlan* noise = nullptr;
  sonde::ResponsePlan* plan = nullptr;
  sonde::ResponseState* state = nullptr;
  sonde::PulseTrain train;
  /** pulses that were handed over */
  sonde::Buffer<sonde::Pulse> list;
  int sample_rate = 0;
  int fft_size = 0;
};

namespace {

const sonde::NoisePlan* object(const sonde_noise_plan* plan) { return reinterpret_cast<const sonde::NoisePlan*>(plan); }

/** `handle` where everything in it was made; else null, with a message, and nothing is left behind. */
template <class Handle>
Handle* whole(Handle* handle, bool ok, const char* message) {
  if (ok) return handle;
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, message);
  return nullptr;
}

}  // namespace

sonde_noise_plan* sonde_noise_plan_create(void) {
  sonde::NoisePlan* plan = sonde::noise_plan_create();
  if (plan == nullptr) sonde_fail(SONDE_NO_MEMORY, "noise: no memory for the jump tables");
  return reinterpret_cast<sonde_noise_plan*>(plan);
}

void sonde_noise_plan_destroy(sonde_noise_plan* plan) {
  sonde::noise_plan_destroy(reinterpret_cast<sonde::NoisePlan*>(plan));
}

int32_t sonde_cheap_trick_fft_size(int32_t sample_rate, double f0_floor) {
  return sonde::cheap_trick_fft_size(sample_rate, f0_floor);
}

sonde_cheap_trick* sonde_cheap_trick_create(const sonde_noise_plan* noise, int32_t sample_rate, int32_t fft_size) {
  auto* handle = sonde::create<sonde_cheap_trick>();
  if (handle != nullptr) {
    handle->noise = object(noise);
    handle->plan = sonde::cheap_trick_plan_create(sample_rate, fft_size);
    if (handle->plan != nullptr) handle->state = sonde::cheap_trick_state_create(handle->plan);
  }
  return whole(handle, handle != nullptr && handle->state != nullptr, "cheap_trick: no memory, or a wrong FFT size");
}

void sonde_cheap_trick_destroy(sonde_cheap_trick* cheap_trick) { sonde::destroy(cheap_trick); }

double sonde_cheap_trick_noise_count(const sonde_cheap_trick* cheap_trick, const double* f0, int32_t frames) {
  return static_cast<double>(sonde::cheap_trick_noise_count(cheap_trick->plan, f0, frames));
}

void sonde_cheap_trick_frames(sonde_cheap_trick* cheap_trick, const double* x, int32_t start, int32_t count,
                              int32_t length, double frame_period,
                              const double* f0, int32_t first, int32_t frames, double noise_offset, double* out) {
  sonde::cheap_trick(cheap_trick->plan, cheap_trick->state, cheap_trick->noise, {x, length, frame_period, start, count},
                     f0, first,
                     frames, static_cast<int64_t>(noise_offset), out);
}

sonde_d4c* sonde_d4c_create(const sonde_noise_plan* noise, int32_t sample_rate, int32_t fft_size,
                            double noise_amplitude) {
  auto* handle = sonde::create<sonde_d4c>();
  if (handle != nullptr) {
    handle->noise = object(noise);
    handle->share_plan = sonde::love_train_plan_create(sample_rate, noise_amplitude);
    handle->plan = sonde::d4c_plan_create(sample_rate, fft_size, noise_amplitude);
    if (handle->share_plan != nullptr) handle->share_state = sonde::love_train_state_create(handle->share_plan);
    if (handle->plan != nullptr) handle->state = sonde::d4c_state_create(handle->plan);
  }
  return whole(handle, handle != nullptr && handle->share_state != nullptr && handle->state != nullptr,
               "d4c: no memory, or a wrong FFT size");
}

void sonde_d4c_destroy(sonde_d4c* d4c) { sonde::destroy(d4c); }

double sonde_d4c_share_noise_count(const sonde_d4c* d4c, const double* f0, int32_t frames) {
  return static_cast<double>(sonde::love_train_noise_count(d4c->share_plan, f0, frames));
}

void sonde_d4c_shares(sonde_d4c* d4c, const double* x, int32_t start, int32_t count, int32_t length,
                      double frame_period, const double* f0,
                      int32_t first, int32_t frames, double noise_offset, double* out) {
  sonde::love_train(d4c->share_plan, d4c->share_state, d4c->noise, {x, length, frame_period, start, count}, f0, first,
                    frames,
                    static_cast<int64_t>(noise_offset), out);
}

double sonde_d4c_noise_count(const sonde_d4c* d4c, const double* f0, const double* share, int32_t frames) {
  return static_cast<double>(sonde::d4c_noise_count(d4c->plan, f0, share, frames));
}

void sonde_d4c_frames(sonde_d4c* d4c, const double* x, int32_t start, int32_t count, int32_t length,
                      double frame_period, const double* f0,
                      const double* share, int32_t first, int32_t frames, double noise_offset, double* out) {
  sonde::d4c(d4c->plan, d4c->state, d4c->noise, {x, length, frame_period, start, count}, f0, share, first, frames,
             static_cast<int64_t>(noise_offset), out);
}

sonde_synthesis* sonde_synthesis_create(const sonde_noise_plan* noise, int32_t sample_rate, int32_t fft_size) {
  auto* handle = sonde::create<sonde_synthesis>();
  if (handle != nullptr) {
    handle->noise = object(noise);
    handle->sample_rate = sample_rate;
    handle->fft_size = fft_size;
    handle->plan = sonde::response_plan_create(fft_size);
    if (handle->plan != nullptr) handle->state = sonde::response_state_create(handle->plan);
  }
  return whole(handle, handle != nullptr && handle->state != nullptr, "synthesis: no memory, or a wrong FFT size");
}

void sonde_synthesis_destroy(sonde_synthesis* synthesis) { sonde::destroy(synthesis); }

int32_t sonde_synthesis_start(sonde_synthesis* synthesis, double frame_period, const double* f0, int32_t frames,
                              int32_t length) {
  if (frames < 1 || length < 0) return sonde_fail(SONDE_BAD_ARGUMENT, "synthesis: a sound has at least one frame");
  const bool ok = sonde::pulse_train_start(&synthesis->train, synthesis->sample_rate, synthesis->fft_size, frame_period,
                                           f0, frames, length);
  return ok ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "synthesis: no memory for the frames' times");
}

int32_t sonde_synthesis_advance(sonde_synthesis* synthesis, int32_t until) {
  const bool ok = sonde::pulse_train_advance(&synthesis->train, until);
  return ok ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "synthesis: no memory for the pulses");
}

int32_t sonde_synthesis_pulse_at(const sonde_synthesis* synthesis, int32_t frame) {
  return sonde::pulse_at_frame(synthesis->train, frame);
}

int32_t sonde_synthesis_pulse_from(const sonde_synthesis* synthesis, int32_t sample) {
  return sonde::pulse_at_sample(synthesis->train, sample);
}

void sonde_synthesis_add(sonde_synthesis* synthesis, const double* envelope, const double* aperiodicity,
                         int32_t first_frame, int32_t frames, int32_t from, int32_t to, double* y, int32_t start,
                         int32_t count) {
  sonde::add_pulses(synthesis->plan, synthesis->state, synthesis->noise, sonde::pulses_of(synthesis->train, from, to),
                    synthesis->fft_size / 2 + 1, {envelope, aperiodicity, first_frame, frames}, {y, start, count});
}

void sonde_synthesis_read_pulses(const sonde_synthesis* synthesis, int32_t from, int32_t to, double* out) {
  for (int32_t m = from; m < to; ++m, out += SONDE_PULSE_FIELDS) {
    const sonde::Pulse& pulse = synthesis->train.pulses[m];
    out[0] = pulse.index;
    out[1] = pulse.voiced ? 1.0 : 0.0;
    out[2] = pulse.shift;
  }
}

int32_t sonde_synthesis_render(sonde_synthesis* synthesis, const double* envelope, const double* aperiodicity,
                               int32_t first_frame, int32_t frames, int32_t total, double frame_period,
                               const double* pulses, int32_t pulse_count, int32_t origin, double* y, int32_t start,
                               int32_t count) {
  if (synthesis->list.size() < static_cast<std::size_t>(pulse_count) && !synthesis->list.allocate(pulse_count)) {
    return sonde_fail(SONDE_NO_MEMORY, "synthesis: no memory for the pulses");
  }
  for (int32_t m = 0; m < pulse_count; ++m, pulses += SONDE_PULSE_FIELDS) {
    synthesis->list[m] = {static_cast<int>(pulses[0]), pulses[1] != 0.0, pulses[2]};
  }
  const sonde::PulseList list = {synthesis->list.data(),  pulse_count,           origin,
                                 synthesis->sample_rate, frame_period / 1000.0, total};
  sonde::add_pulses(synthesis->plan, synthesis->state, synthesis->noise, list, synthesis->fft_size / 2 + 1,
                    {envelope, aperiodicity, first_frame, frames}, {y, start, count});
  return SONDE_OK;
}

double sonde_modify_semitone_ratio(double semitones) { return sonde::semitone_ratio(semitones); }

void sonde_modify_f0_scale(const double* f0, int32_t frames, double ratio, double* out) {
  sonde::scale_f0(f0, frames, ratio, out);
}

void sonde_modify_f0_shift(const double* f0, int32_t frames, double offset, double* out) {
  sonde::shift_f0(f0, frames, offset, out);
}

void sonde_modify_f0_center(const double* f0, int32_t frames, double mean, double* out) {
  sonde::center_f0(f0, frames, mean, out);
}

void sonde_modify_spread_times(double end, int32_t count, double* out) { sonde::spread_times(end, count, out); }

int32_t sonde_modify_retime_f0(const double* f0, int32_t frames, double frame_period, const double* times,
                               int32_t count, double* out) {
  if (frames < 1 || count < 0) return sonde_fail(SONDE_BAD_ARGUMENT, "modify: a contour has at least one frame");
  const bool ok = sonde::retime_f0(f0, frames, frame_period, times, count, out);
  return ok ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "modify: no memory for the voiced frames");
}

int32_t sonde_modify_frame_before(double time, double frame_period, int32_t total) {
  return sonde::frame_before(time, frame_period, total);
}

void sonde_modify_resample_rows(const double* rows, int32_t first_frame, int32_t frames, int32_t bins, int32_t total,
                                double frame_period, double frequency_ratio, const double* times, int32_t count,
                                double* out) {
  sonde::resample_rows({rows, first_frame, frames, bins}, total, frame_period, frequency_ratio, times, count, out);
}
