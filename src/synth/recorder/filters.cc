#include "synth/recorder/filters.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr double kHighestShare = 0.45;  // of the sample rate: above it a filter does nothing

struct Biquad {  // y = b0 x + b1 x' + b2 x'' − a1 y' − a2 y''
  float b0, b1, b2, a1, a2;
};

// Second-order Butterworth (bilinear transform, cut-off prewarped).
Biquad LowPassSection(double cutoff_hz, double sample_rate_hz) {
  const double k = std::tan(std::numbers::pi * cutoff_hz / sample_rate_hz);
  const double norm = 1.0 / (1.0 + std::numbers::sqrt2 * k + k * k);
  const double b0 = k * k * norm;
  return {static_cast<float>(b0), static_cast<float>(2.0 * b0), static_cast<float>(b0),
          static_cast<float>(2.0 * (k * k - 1.0) * norm),
          static_cast<float>((1.0 - std::numbers::sqrt2 * k + k * k) * norm)};
}

Biquad NotchSection(double centre_hz, double width_hz, double sample_rate_hz) {
  const double k = std::tan(std::numbers::pi * centre_hz / sample_rate_hz);
  const double bandwidth = k * width_hz / centre_hz;
  const double norm = 1.0 / (1.0 + bandwidth + k * k);
  const double b0 = (1.0 + k * k) * norm;
  const double b1 = 2.0 * (k * k - 1.0) * norm;
  return {static_cast<float>(b0), static_cast<float>(b1), static_cast<float>(b0),
          static_cast<float>(b1), static_cast<float>((1.0 - bandwidth + k * k) * norm)};
}

// Starts settled at the first value.
SUPREME_VECTOR_CLONES void RunBiquad(const Biquad& f, LeadSteps& steps) {
  const LeadStep::Vector first = steps[0].uv;
  LeadStep::Vector s1 = first * (1.0F - f.b0);
  LeadStep::Vector s2 = first * (f.b2 - f.a2);
  for (LeadStep& step : steps) {
    const LeadStep::Vector x = step.uv;
    const LeadStep::Vector y = f.b0 * x + s1;
    s1 = (f.b1 * x + s2) - f.a1 * y;
    s2 = f.b2 * x - f.a2 * y;
    step.uv = y;
  }
}

// Takes a following level off, which starts at the mean of the first `settle` values. Vectors are
// not passed by value: they would travel differently with and without AVX.
SUPREME_VECTOR_CLONES void RunHighPass(float keep, size_t settle, bool backwards,
                                       LeadSteps& steps) {
  const size_t count = steps.size();
  const float pace = 1.0F - keep;
  LeadStep::Vector level{};
  for (size_t t = 0; t < settle; ++t) level += steps[backwards ? count - 1 - t : t].uv;
  level *= 1.0F / static_cast<float>(static_cast<int>(settle));
  for (size_t t = 0; t < count; ++t) {
    LeadStep& step = steps[backwards ? count - 1 - t : t];
    level = keep * level + pace * step.uv;
    step.uv -= level;
  }
}

}  // namespace

FilterSettings DrawFilters(double mains_hz, Rng& rng) {
  FilterSettings settings;
  const double kind = rng.Uniform();
  if (kind < 0.50) {
    settings.high_pass_hz = 0.05 * rng.Uniform(0.7, 1.4);
  } else if (kind < 0.62) {
    settings.high_pass_hz = 0.01 * std::pow(10.0, rng.Uniform());
  } else if (kind < 0.72) {
    settings.high_pass_hz = rng.Uniform(0.1, 0.3);
  } else if (kind < 0.80) {
    settings.high_pass_hz = rng.Uniform(0.03, 0.3);
    settings.high_pass_poles = 2;
  } else if (kind < 0.84) {
    settings.high_pass_hz = rng.Uniform(0.4, 0.55);
  } else {
    settings.high_pass_hz = rng.Uniform(0.1, 0.5);
    settings.high_pass_poles = rng.Bernoulli(0.3) ? 2 : 1;
    settings.baseline_corrected = true;
  }
  constexpr std::array<double, 10> kLowPassHz = {40, 75, 100, 100, 150, 150, 150, 150, 150, 250};
  settings.low_pass_hz = kLowPassHz[rng.Index(kLowPassHz.size())] * rng.Uniform(0.92, 1.08);
  settings.low_pass_sections = rng.Bernoulli(0.35) ? 2 : 1;
  if (rng.Bernoulli(0.35)) {
    settings.notch_hz = mains_hz;
    settings.notch_width_hz = rng.Uniform(0.7, 8.0);
  }
  return settings;
}

void HighPass(const FilterSettings& settings, double sample_rate_hz, LeadSteps& steps) {
  const auto keep = static_cast<float>(
      std::exp(-2.0 * std::numbers::pi * settings.high_pass_hz / sample_rate_hz));
  const size_t settle =
      std::clamp<size_t>(static_cast<size_t>(2.0 * sample_rate_hz), 1, steps.size());
  for (int pole = 0; pole < settings.high_pass_poles; ++pole) {
    RunHighPass(keep, settle, false, steps);
    if (settings.baseline_corrected) RunHighPass(keep, settle, true, steps);
  }
}

void RunFilters(const FilterSettings& settings, double sample_rate_hz, LeadSteps& steps) {
  HighPass(settings, sample_rate_hz, steps);
  if (settings.low_pass_hz < kHighestShare * sample_rate_hz) {
    const Biquad section = LowPassSection(settings.low_pass_hz, sample_rate_hz);
    for (int i = 0; i < settings.low_pass_sections; ++i) RunBiquad(section, steps);
  }
  if (settings.notch_hz > 0.0 && settings.notch_hz < kHighestShare * sample_rate_hz) {
    RunBiquad(NotchSection(settings.notch_hz, settings.notch_width_hz, sample_rate_hz), steps);
  }
}

}  // namespace supreme
