#include "signal/measure_detect.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace supreme {
namespace {

constexpr double kSlopeScaleMs = 10.0;
constexpr double kJoinMs = 24.0;         // smooths the slopes of one complex into one peak
constexpr double kRefractoryMs = 180.0;  // shorter than any RR of a heart
constexpr double kTWaveMs = 380.0;       // a smaller peak so soon after a beat is its T wave
constexpr double kTWaveShare = 0.55;
constexpr double kFineScaleMs = 4.0;  // tells a tall, narrow T wave from a QRS complex
constexpr double kSharpShare = 0.5;
constexpr double kBeatShare = 0.35;  // of the typical peak
constexpr double kSearchBackShare = 0.22;
constexpr double kLongGap = 1.7;    // times the median RR
constexpr float kLeadLimit = 2.0F;  // an artefact in one lead counts no more than two beats

struct Peak {
  size_t sample = 0;
  double height = 0.0;
  double sharpness = 0.0;  // slope at the fine scale
};

std::vector<float> JoinedSlope(const MeasureInput& input, double scale_ms) {
  std::vector<float> sum(input.sample_count, 0.0F);
  double weights = 0.0;
  for (const size_t lead : input.used) {
    std::vector<float> slope = Slope(input.leads[lead], scale_ms);
    std::vector<double> sizes;
    for (float& value : slope) {
      value = std::abs(value);
      sizes.push_back(value);
    }
    const double large = Quantile(sizes, 0.99);
    if (large <= 0.0) continue;
    const double noise = Quantile(std::move(sizes), 0.5) / large;
    const float weight = static_cast<float>(1.0 / (0.1 + noise));
    weights += weight;
    for (size_t i = 0; i < sum.size(); ++i) {
      const float part = std::min(slope[i] / static_cast<float>(large), kLeadLimit);
      sum[i] += weight * part * part;
    }
  }
  for (float& value : sum) {
    value = weights > 0.0 ? std::sqrt(value / static_cast<float>(weights)) : 0.0F;
  }
  return Smooth(sum, kJoinMs);
}

// Local maxima, none within the refractory time of a higher one.
std::vector<Peak> FindPeaks(std::span<const float> feature) {
  const int64_t reach = SamplesOf(kRefractoryMs);
  const int64_t count = static_cast<int64_t>(feature.size());
  std::vector<Peak> peaks;
  for (int64_t i = 1; i + 1 < count; ++i) {
    const float value = feature[static_cast<size_t>(i)];
    if (value <= feature[static_cast<size_t>(i - 1)] ||
        value < feature[static_cast<size_t>(i + 1)]) {
      continue;
    }
    const Peak peak{static_cast<size_t>(i), value, 0.0};
    if (!peaks.empty() && i - static_cast<int64_t>(peaks.back().sample) < reach) {
      if (value > peaks.back().height) peaks.back() = peak;
    } else {
      peaks.push_back(peak);
    }
  }
  return peaks;
}

// Of stretches of 2 s, so that pauses and slow rhythms have a beat in most of them.
double TypicalHeight(std::span<const Peak> peaks, size_t sample_count) {
  const size_t stretch = static_cast<size_t>(SamplesOf(2000.0));
  std::vector<double> highest(sample_count / stretch + 1, 0.0);
  for (const Peak& peak : peaks) {
    double& height = highest[peak.sample / stretch];
    height = std::max(height, peak.height);
  }
  if (highest.size() > 1) highest.pop_back();  // the last stretch is cut short
  return Quantile(std::move(highest), 0.6);
}

bool IsTWave(const Peak& peak, const std::vector<Peak>& beats) {
  if (beats.empty()) return false;
  const double distance = MillisecondsOf(static_cast<double>(peak.sample - beats.back().sample));
  return distance < kTWaveMs && (peak.height < kTWaveShare * beats.back().height ||
                                 peak.sharpness < kSharpShare * beats.back().sharpness);
}

double MedianRr(const std::vector<Peak>& beats) {
  std::vector<double> intervals;
  for (size_t i = 1; i < beats.size(); ++i) {
    intervals.push_back(static_cast<double>(beats[i].sample - beats[i - 1].sample));
  }
  return Quantile(std::move(intervals), 0.5);
}

std::vector<Peak> SelectBeats(std::span<const Peak> peaks, double limit) {
  std::vector<Peak> beats;
  for (const Peak& peak : peaks) {
    if (peak.height >= limit && !IsTWave(peak, beats)) beats.push_back(peak);
  }
  return beats;
}

std::vector<Peak> SearchGaps(const std::vector<Peak>& beats, std::span<const Peak> peaks,
                             double limit) {
  const double long_gap = kLongGap * MedianRr(beats);
  std::vector<Peak> all;
  for (const Peak& beat : beats) {
    if (!all.empty() && static_cast<double>(beat.sample - all.back().sample) > long_gap) {
      const double margin = 0.6 * long_gap / kLongGap;
      for (const Peak& peak : peaks) {
        if (peak.height >= limit &&
            static_cast<double>(peak.sample) > static_cast<double>(all.back().sample) + margin &&
            static_cast<double>(peak.sample) + margin < static_cast<double>(beat.sample)) {
          all.push_back(peak);
        }
      }
    }
    all.push_back(beat);
  }
  return all;
}

}  // namespace

std::vector<size_t> DetectQrs(const MeasureInput& input) {
  if (input.sample_count < static_cast<size_t>(SamplesOf(1000.0)) || input.used.empty()) return {};
  const std::vector<float> feature = JoinedSlope(input, kSlopeScaleMs);
  const std::vector<float> fine = JoinedSlope(input, kFineScaleMs);
  std::vector<Peak> peaks = FindPeaks(feature);
  for (Peak& peak : peaks) peak.sharpness = fine[peak.sample];
  const double typical = TypicalHeight(peaks, input.sample_count);
  if (typical <= 0.0) return {};
  std::vector<Peak> beats = SelectBeats(peaks, kBeatShare * typical);
  beats = SearchGaps(beats, peaks, kSearchBackShare * typical);
  std::vector<size_t> samples;
  for (const Peak& beat : beats) samples.push_back(beat.sample);
  return samples;
}

}  // namespace supreme
