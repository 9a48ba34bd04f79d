#include "train/device_preprocess.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "data/pack_format.h"

namespace supreme {
namespace {

constexpr double kMinDeviationMv = 0.001;  // as signal/preprocess.cc
constexpr double kRangeEpsilon = 1e-8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int64_t kSamples = static_cast<int64_t>(kWindowSamples);

// Resamples one impulse per lead at a time.
at::Tensor ResamplingMatrix(const PreprocessConfig& config) {
  const Preprocessor resampler({config.sample_rate_hz, config.window_samples, "mv"});
  const auto width = static_cast<size_t>(config.window_samples);
  at::Tensor matrix = at::empty({kSamples, config.window_samples});
  std::vector<float> impulses(kLeadCount * kWindowSamples), resampled(kLeadCount * width);
  std::array<float, kLeadCount> ignored{};
  std::array<uint8_t, kLeadCount> present{};
  present.fill(1);
  for (size_t first = 0; first < kWindowSamples; first += kLeadCount) {
    const size_t count = std::min(kLeadCount, kWindowSamples - first);
    std::fill(impulses.begin(), impulses.end(), 0.0f);
    for (size_t i = 0; i < count; ++i) impulses[i * kWindowSamples + first + i] = 1.0f;
    resampler.Prepare(impulses, present, resampled, ignored);
    std::copy_n(resampled.begin(), count * width, matrix.mutable_data_ptr<float>() + first * width);
  }
  return matrix;
}

// Division by 1000 as in DequantiseLead; other scales by their inverse.
at::Tensor Millivolts(const StoredSamples& stored) {
  const at::Tensor steps_per_mv =
      at::where(stored.scale.eq(kMicrovoltScale), 1000.0, stored.scale.reciprocal());
  return stored.signal.to(at::kFloat).div_(steps_per_mv.unsqueeze(-1));
}

// A flat lead is divided by infinity and becomes 0.
at::Tensor Divisor(const at::Tensor& deviations) {
  return at::where(deviations.lt(kMinDeviationMv), kInfinity, deviations).to(at::kFloat);
}

}  // namespace

DevicePreprocessor::DevicePreprocessor(const PreprocessConfig& config, at::Device device)
    : config_(config) {
  const Preprocessor checked(config);  // refuses what does not fit together
  if (config.sample_rate_hz != kWindowRateHz) resampling_ = ResamplingMatrix(config).to(device);
}

DevicePreprocessor::Input DevicePreprocessor::Prepare(const StoredSamples& stored) const {
  const c10::NoGradGuard no_grad;
  const at::Tensor mv = Millivolts(stored);
  const at::Tensor samples = resampling_.defined() ? at::matmul(mv, resampling_)
                                                   : mv.narrow(-1, 0, config_.window_samples);
  const at::Tensor absent = stored.present.eq(0);
  const at::Tensor means = samples.mean(-1, false, at::kDouble);
  const at::Tensor centered = samples - means.to(at::kFloat).unsqueeze(-1);
  const at::Tensor deviations = centered.square_().mean(-1, false, at::kDouble).sqrt_();
  const at::Tensor log_std = deviations.to(at::kFloat).clamp_min(kMinDeviationMv).log();
  return {Normalised(samples, absent, means, deviations), log_std.masked_fill(absent, 0.0)};
}

at::Tensor DevicePreprocessor::Normalised(const at::Tensor& samples_mv, const at::Tensor& absent,
                                          const at::Tensor& means,
                                          const at::Tensor& deviations) const {
  const at::Tensor absent_samples = absent.unsqueeze(-1);
  const std::string& rule = config_.normalisation;
  if (rule == "mv") return samples_mv.masked_fill(absent_samples, 0.0);
  at::Tensor offset, divisor;  // [B, L or 1, 1]
  if (rule == "minmax_record") {
    const at::Tensor low = samples_mv.amin(-1).masked_fill(absent, kInfinity).amin(-1, true);
    const at::Tensor high = samples_mv.amax(-1).masked_fill(absent, -kInfinity).amax(-1, true);
    offset = low;
    divisor = high - low + kRangeEpsilon;
  } else if (rule == "zscore_lead") {
    offset = means.to(at::kFloat);
    divisor = Divisor(deviations);
  } else {
    const at::Tensor counted = absent.logical_not().to(at::kDouble);
    const at::Tensor count = counted.sum(-1, true);
    const at::Tensor mean = (means * counted).sum(-1, true) / count;
    const at::Tensor squares = (deviations.square() + (means - mean).square()) * counted;
    offset = mean.to(at::kFloat);
    divisor = Divisor((squares.sum(-1, true) / count).sqrt());
  }
  return (samples_mv - offset.unsqueeze(-1))
      .div_(divisor.unsqueeze(-1))
      .masked_fill_(absent_samples, 0.0);
}

}  // namespace supreme
