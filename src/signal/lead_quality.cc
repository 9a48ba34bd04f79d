#include "signal/lead_quality.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/error.h"
#include "signal/quality.h"
#include "signal/repair.h"

namespace supreme {
namespace {

constexpr double kNoiseMeanSec = 0.02;
constexpr double kWanderMeanSec = 1.0;
constexpr double kDeviationOfMedian = 1.4826;  // normal noise: standard deviation / median |x|
constexpr double kMinPlateauSec = 0.006;
constexpr double kMinPlateauShare = 0.2;  // of the range, between a plateau and the median
constexpr double kStandsOut = 3.0;        // mains against the mean of the frequencies beside it

std::vector<double> RunningMean(std::span<const float> samples, size_t width) {
  const size_t reach = width / 2;
  std::vector<double> sums(samples.size() + 1, 0.0);
  for (size_t i = 0; i < samples.size(); ++i) {
    sums[i + 1] = sums[i] + static_cast<double>(samples[i]);
  }
  std::vector<double> means(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    const size_t begin = i < reach ? 0 : i - reach;
    const size_t end = std::min(samples.size(), i + reach + 1);
    means[i] = (sums[end] - sums[begin]) / static_cast<double>(end - begin);
  }
  return means;
}

template <class Value>
Value QuantileOf(std::vector<Value>& values, double share) {
  const auto index = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[static_cast<size_t>(index)];
}

size_t SamplesIn(double seconds, double rate_hz) {
  return std::max<size_t>(1, static_cast<size_t>(std::llround(seconds * rate_hz)));
}

double NoiseMv(std::span<const float> samples, double rate_hz) {
  const std::vector<double> means = RunningMean(samples, SamplesIn(kNoiseMeanSec, rate_hz));
  std::vector<double> distances(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    distances[i] = std::abs(static_cast<double>(samples[i]) - means[i]);
  }
  return kDeviationOfMedian * QuantileOf(distances, 0.5);
}

double WanderMv(std::span<const float> samples, double rate_hz) {
  std::vector<double> means = RunningMean(samples, SamplesIn(kWanderMeanSec, rate_hz));
  const double high = QuantileOf(means, 0.975);
  return high - QuantileOf(means, 0.025);
}

// Median over stretches of 1 s of the amplitude of a sine (G. Goertzel, 1958; Hann window): a heart
// beat is short, mains noise is always there.
double SineAmplitudeMv(std::span<const float> samples, double rate_hz, double sine_hz) {
  const size_t stretch = SamplesIn(1.0, rate_hz);
  const double step = 2.0 * std::numbers::pi / static_cast<double>(stretch);
  std::vector<double> window(stretch);
  for (size_t i = 0; i < stretch; ++i) window[i] = 1.0 - std::cos(step * static_cast<double>(i));
  const double twice_cosine = 2.0 * std::cos(2.0 * std::numbers::pi * sine_hz / rate_hz);
  std::vector<double> amplitudes;
  for (size_t begin = 0; begin + stretch <= samples.size(); begin += stretch) {
    double last = 0.0, before = 0.0;
    for (size_t i = 0; i < stretch; ++i) {
      const double next =
          window[i] * static_cast<double>(samples[begin + i]) + twice_cosine * last - before;
      before = last;
      last = next;
    }
    const double power = last * last + before * before - twice_cosine * last * before;
    amplitudes.push_back(2.0 * std::sqrt(std::max(0.0, power)) / static_cast<double>(stretch));
  }
  return amplitudes.empty() ? 0.0 : QuantileOf(amplitudes, 0.5);
}

void MeasureMains(std::span<const float> samples, double rate_hz, LeadQuality& quality) {
  for (const double mains_hz : {50.0, 60.0}) {
    if (rate_hz < 2.5 * mains_hz) continue;  // too near the Nyquist frequency to have neighbours
    const double amplitude = SineAmplitudeMv(samples, rate_hz, mains_hz);
    const double beside = (SineAmplitudeMv(samples, rate_hz, mains_hz - 4.0) +
                           SineAmplitudeMv(samples, rate_hz, mains_hz + 4.0)) /
                          2.0;
    if (amplitude > kStandsOut * beside && amplitude > quality.mains_mv) {
      quality.mains_mv = amplitude;
      quality.mains_hz = mains_hz;
    }
  }
}

// Stretches of equal values: the longest one, and those at the top and bottom.
void MeasureLevels(std::span<const float> samples, double rate_hz, LeadQuality& quality) {
  const size_t shortest = std::max<size_t>(3, SamplesIn(kMinPlateauSec, rate_hz));
  const auto low = static_cast<float>(quality.min_mv);
  const auto high = static_cast<float>(quality.max_mv);
  // Where a lead rests is no limit of its recorder.
  const double reach_mv = kMinPlateauShare * (quality.max_mv - quality.min_mv);
  const bool low_counts = quality.median_mv - quality.min_mv > reach_mv;
  const bool high_counts = quality.max_mv - quality.median_mv > reach_mv;
  for (size_t begin = 0; begin < samples.size();) {
    size_t end = begin + 1;
    while (end < samples.size() && samples[end] == samples[begin]) ++end;
    const double seconds = static_cast<double>(end - begin) / rate_hz;
    if (seconds > quality.level_sec) {
      quality.level_sec = seconds;
      quality.level_from_sec = static_cast<double>(begin) / rate_hz;
    }
    const bool at_limit =
        (low_counts && samples[begin] == low) || (high_counts && samples[begin] == high);
    if (end - begin >= shortest && at_limit) {
      ++quality.plateaus;
      quality.clipped_sec += seconds;
    }
    begin = end;
  }
}

}  // namespace

LeadQuality MeasureLead(std::span<const float> samples_mv, double sample_rate_hz) {
  SUPREME_CHECK(sample_rate_hz >= 50.0 && sample_rate_hz <= 10'000.0);
  LeadQuality quality;
  quality.samples = samples_mv.size();
  if (samples_mv.empty()) return quality;
  std::vector<float> samples(samples_mv.begin(), samples_mv.end());
  quality.invalid_samples = RepairSamples(samples);
  if (quality.Empty()) return quality;
  const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
  quality.min_mv = static_cast<double>(*low);
  quality.max_mv = static_cast<double>(*high);
  std::vector<float> sorted = samples;
  quality.median_mv = static_cast<double>(QuantileOf(sorted, 0.5));
  quality.peak_mv =
      std::max(quality.max_mv - quality.median_mv, quality.median_mv - quality.min_mv);
  MeasureLevels(samples, sample_rate_hz, quality);
  if (quality.Flat()) return quality;
  quality.qrs_height_mv = static_cast<double>(LeadQrsHeightMv(samples, sample_rate_hz));
  quality.noise_mv = NoiseMv(samples, sample_rate_hz);
  quality.wander_mv = WanderMv(samples, sample_rate_hz);
  MeasureMains(samples, sample_rate_hz, quality);
  return quality;
}

}  // namespace supreme
