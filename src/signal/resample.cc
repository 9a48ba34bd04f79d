#include "signal/resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr size_t kMaxPhases = 2048;
constexpr double kMaxRatio = 1000.0;
constexpr size_t kLanes = 8;
constexpr size_t kBlock = 32;  // outputs that fit the vector registers

// Modified Bessel function of the first kind, order 0, by its power series.
double BesselI0(double x) {
  double sum = 1.0;
  double term = 1.0;
  for (int k = 1; term > sum * 1e-17; ++k) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

// Kaiser's formulas: window shape for an attenuation, and the width of the window in cycles.
double KaiserBeta(double attenuation_db) {
  if (attenuation_db > 50) return 0.1102 * (attenuation_db - 8.7);
  if (attenuation_db < 21) return 0.0;
  return 0.5842 * std::pow(attenuation_db - 21, 0.4) + 0.07886 * (attenuation_db - 21);
}

double KaiserHalfWidth(double attenuation_db, double transition_cycles) {
  return (attenuation_db - 7.95) / (2.285 * 2 * std::numbers::pi * transition_cycles) / 2;
}

double Sinc(double x) {
  const double angle = std::numbers::pi * x;
  return std::abs(x) < 1e-12 ? 1.0 : std::sin(angle) / angle;
}

// Smallest number of phases in which one output step is whole; kMaxPhases when there is none.
size_t PhaseCount(double step) {
  for (size_t phases = 1; phases <= kMaxPhases; ++phases) {
    const double steps = step * static_cast<double>(phases);
    if (std::abs(steps - std::round(steps)) < 1e-9 * steps) return phases;
  }
  return kMaxPhases;
}

// Eight running sums, so that the order of additions is the same in every instruction set.
SUPREME_VECTOR_CLONES
float DotProduct(const float* samples, const float* taps, size_t count) {
  float sums[kLanes] = {};
  for (size_t i = 0; i < count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      sums[lane] += samples[i + lane] * taps[i + lane];
    }
  }
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

// Samples begin … begin + padded.size() − 1, the first and last one repeated beyond the ends.
void CopyPadded(std::span<const float> input, int64_t begin, std::span<float> padded) {
  const auto count = static_cast<int64_t>(input.size());
  const auto size = static_cast<int64_t>(padded.size());
  const int64_t before = std::clamp<int64_t>(-begin, 0, size);
  const int64_t inside = std::clamp<int64_t>(count - begin, before, size);
  std::fill_n(padded.begin(), before, input.front());
  if (inside > before) {
    std::copy_n(input.begin() + (begin + before), inside - before, padded.begin() + before);
  }
  std::fill(padded.begin() + inside, padded.end(), input.back());
}

// Sample i goes to place i / stride of plane i % stride.
void DealOut(const float* samples, size_t stride, size_t plane_size, float* planes) {
  for (size_t plane = 0; plane < stride; ++plane) {
    for (size_t i = 0; i < plane_size; ++i) {
      planes[plane * plane_size + i] = samples[i * stride + plane];
    }
  }
}

struct Planes {
  const float* first;
  size_t size;
  size_t count;
};

// kBlock neighbouring outputs at once; the first of them starts at `offset` of the dealt-out input.
SUPREME_VECTOR_CLONES
void FilterBlock(const Planes& planes, size_t offset, std::span<const float> taps, float* sums) {
  using Lanes = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));
  constexpr size_t kVectors = kBlock / kLanes;
  Lanes totals[kVectors] = {};
  size_t plane = offset % planes.count;
  size_t shift = offset / planes.count;
  for (const float tap : taps) {
    const auto* source = reinterpret_cast<const Lanes*>(planes.first + plane * planes.size + shift);
    for (size_t i = 0; i < kVectors; ++i) totals[i] += source[i] * tap;
    if (++plane == planes.count) {
      plane = 0;
      ++shift;
    }
  }
  std::memcpy(sums, totals, sizeof(totals));
}

}  // namespace

Resampler::Resampler(double input_rate_hz, double output_rate_hz, const ResampleQuality& quality)
    : step_(input_rate_hz / output_rate_hz) {
  if (!(input_rate_hz > 0) || !(output_rate_hz > 0) || !std::isfinite(step_) || step_ > kMaxRatio ||
      step_ < 1 / kMaxRatio) {
    throw Error(ErrorCode::kInvalidInput, "cannot resample from " + FormatDouble(input_rate_hz) +
                                              " Hz to " + FormatDouble(output_rate_hz) + " Hz");
  }
  phase_count_ = PhaseCount(step_);
  const double phase_steps = step_ * static_cast<double>(phase_count_);
  if (std::abs(phase_steps - std::round(phase_steps)) < 1e-9 * phase_steps) {
    phase_step_ = static_cast<size_t>(std::llround(phase_steps));
  }
  // In cycles per input sample: f_N is half of the lower rate.
  const double nyquist = 0.5 * std::min(1.0, 1.0 / step_);
  const double half_width = KaiserHalfWidth(quality.attenuation_db, quality.transition * nyquist);
  Design(nyquist, half_width, KaiserBeta(quality.attenuation_db));
}

void Resampler::Design(double cutoff, double half_width, double beta) {
  reach_ = static_cast<int64_t>(std::floor(half_width));
  const auto needed = static_cast<size_t>(2 * reach_ + 2);
  tap_count_ = (needed + kLanes - 1) / kLanes * kLanes;
  taps_.assign(phase_count_ * tap_count_, 0.0f);
  std::vector<double> row(tap_count_);
  for (size_t phase = 0; phase < phase_count_; ++phase) {
    const double position = static_cast<double>(phase) / static_cast<double>(phase_count_);
    double sum = 0;
    for (size_t tap = 0; tap < tap_count_; ++tap) {
      const double distance = static_cast<double>(tap) - static_cast<double>(reach_) - position;
      const double inside = 1 - (distance / half_width) * (distance / half_width);
      row[tap] =
          inside < 0 ? 0.0 : Sinc(2 * cutoff * distance) * BesselI0(beta * std::sqrt(inside));
      sum += row[tap];
    }
    for (size_t tap = 0; tap < tap_count_; ++tap) {
      taps_[phase * tap_count_ + tap] = static_cast<float>(row[tap] / sum);
    }
  }
}

size_t Resampler::OutputCount(size_t input_count) const {
  return static_cast<size_t>(std::llround(static_cast<double>(input_count) / step_));
}

Resampler::Position Resampler::PositionOf(size_t index) const {
  if (phase_step_ != 0) {
    const size_t steps = index * phase_step_;
    return {static_cast<int64_t>(steps / phase_count_), steps % phase_count_};
  }
  const double time = static_cast<double>(index) * step_;
  const auto steps = static_cast<size_t>(std::llround(time * static_cast<double>(phase_count_)));
  return {static_cast<int64_t>(steps / phase_count_), steps % phase_count_};
}

Resampler::Range Resampler::InputRange(size_t index) const {
  const int64_t begin = PositionOf(index).sample - reach_;
  return {begin, begin + static_cast<int64_t>(tap_count_)};
}

void Resampler::Resample(std::span<const float> input, size_t first,
                         std::span<float> output) const {
  if (output.empty()) return;
  SUPREME_CHECK(!input.empty());
  if (phase_step_ != 0 && output.size() >= phase_count_ * kBlock) {
    ResampleByPhase(input, first, output);
    return;
  }
  const int64_t begin = InputRange(first).begin;
  thread_local std::vector<float> padded;
  padded.resize(static_cast<size_t>(InputRange(first + output.size() - 1).end - begin));
  CopyPadded(input, begin, padded);
  for (size_t i = 0; i < output.size(); ++i) {
    const Position position = PositionOf(first + i);
    output[i] = DotProduct(&padded[static_cast<size_t>(position.sample - reach_ - begin)],
                           &taps_[position.phase * tap_count_], tap_count_);
  }
}

// Every phase_count_-th output has the same taps and lies phase_step_ input samples further on. The
// input is dealt out to phase_step_ planes, so that such outputs read neighbouring floats and are
// computed side by side.
void Resampler::ResampleByPhase(std::span<const float> input, size_t first,
                                std::span<float> output) const {
  const int64_t begin = InputRange(first).begin;
  const size_t per_phase = (output.size() + phase_count_ - 1) / phase_count_;
  const size_t blocks = (per_phase + kBlock - 1) / kBlock;
  const size_t plane_size = blocks * kBlock + tap_count_ / phase_step_ + 3;
  thread_local std::vector<float> padded;
  thread_local std::vector<float> dealt;
  padded.resize(plane_size * phase_step_);
  dealt.resize(plane_size * phase_step_);
  CopyPadded(input, begin, padded);
  DealOut(padded.data(), phase_step_, plane_size, dealt.data());
  const Planes planes{dealt.data(), plane_size, phase_step_};
  for (size_t start = 0; start < phase_count_; ++start) {
    const Position position = PositionOf(first + start);
    const auto offset = static_cast<size_t>(position.sample - reach_ - begin);
    const auto taps = std::span(taps_).subspan(position.phase * tap_count_, tap_count_);
    for (size_t block = 0; block < blocks; ++block) {
      float sums[kBlock];
      FilterBlock(planes, offset + block * kBlock * phase_step_, taps, sums);
      size_t at = start + block * kBlock * phase_count_;
      for (size_t i = 0; i < kBlock && at < output.size(); ++i, at += phase_count_) {
        output[at] = sums[i];
      }
    }
  }
}

}  // namespace supreme
