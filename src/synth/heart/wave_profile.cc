#include "synth/heart/wave_profile.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

// Beyond this a Gaussian is under 0.1 % of its peak.
constexpr double kSupportSigmas = 3.7;

// exp(-t²/2σ²) at equal steps is a product of ratios that are themselves in a fixed ratio: two
// products a sample instead of an exponential.
class GaussianSteps {
 public:
  GaussianSteps(double distance_ms, double sigma_ms, double step_ms) {
    const double inverse = 1.0 / (2.0 * sigma_ms * sigma_ms);
    value_ = std::exp(-distance_ms * distance_ms * inverse);
    ratio_ = std::exp(-(2.0 * distance_ms * step_ms + step_ms * step_ms) * inverse);
    ratio_step_ = std::exp(-2.0 * step_ms * step_ms * inverse);
  }
  double Next() {
    const double value = value_;
    value_ *= ratio_;
    ratio_ *= ratio_step_;
    return value;
  }

 private:
  double value_, ratio_, ratio_step_;
};

}  // namespace

void SampleWave(const Wave& wave, double step_ms, WaveProfile& profile) {
  const double fall_ms = wave.center_ms + wave.hold_ms;
  const auto sample = [&](double ms) { return static_cast<int64_t>(std::ceil(ms / step_ms)); };
  const int64_t first = sample(wave.center_ms - kSupportSigmas * wave.left_sigma_ms);
  const int64_t peak = sample(wave.center_ms);
  const int64_t fall = sample(fall_ms);
  const int64_t end = std::max(sample(fall_ms + kSupportSigmas * wave.right_sigma_ms), fall);
  profile.first = first;
  profile.values.assign(static_cast<size_t>(end - first), 1.0F);
  float* const values = profile.values.data();
  const auto ms = [&](int64_t i) { return static_cast<double>(i) * step_ms; };
  GaussianSteps rise(wave.center_ms - ms(peak - 1), wave.left_sigma_ms, step_ms);
  for (int64_t i = peak - 1; i >= first; --i) values[i - first] = static_cast<float>(rise.Next());
  GaussianSteps drop(ms(fall) - fall_ms, wave.right_sigma_ms, step_ms);
  for (int64_t i = fall; i < end; ++i) values[i - first] = static_cast<float>(drop.Next());
}

WaveSpan SpanOf(std::span<const Wave> waves) {
  WaveSpan span;
  for (const Wave& wave : waves) {
    const double last_ms = wave.center_ms + wave.hold_ms + kSupportSigmas * wave.right_sigma_ms;
    span.first_ms = std::min(span.first_ms, wave.center_ms - kSupportSigmas * wave.left_sigma_ms);
    span.last_ms = std::max(span.last_ms, last_ms);
  }
  return span;
}

}  // namespace supreme
