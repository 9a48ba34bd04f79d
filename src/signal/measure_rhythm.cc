#include "signal/measure_rhythm.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

constexpr double kPrematureShare = 0.8;
constexpr double kShortestWaveMs = 170.0;  // 350/min
constexpr double kLongestWaveMs = 260.0;   // 230/min
constexpr double kRepeats = 0.5;           // autocorrelation of a sawtooth

std::vector<float> BridgeComplexes(std::vector<float> trace, std::span<const Span> complexes) {
  const int64_t last = static_cast<int64_t>(trace.size()) - 1;
  const int64_t margin = SamplesOf(10.0);
  for (const Span& complex : complexes) {
    const int64_t first = std::clamp<int64_t>(complex.onset - margin, 0, last);
    const int64_t end = std::clamp<int64_t>(complex.end + margin, 0, last);
    const float from = trace[static_cast<size_t>(first)], to = trace[static_cast<size_t>(end)];
    for (int64_t i = first; i < end; ++i) {
      const float share = static_cast<float>(i - first) / static_cast<float>(end - first);
      trace[static_cast<size_t>(i)] = from + share * (to - from);
    }
  }
  return trace;
}

}  // namespace

void MeasureRhythm(std::span<const int64_t> onsets, EcgMeasurements& measurements) {
  std::vector<double> intervals;
  double sum = 0.0, squares = 0.0;
  for (size_t i = 1; i < onsets.size(); ++i) {
    intervals.push_back(MillisecondsOf(static_cast<double>(onsets[i] - onsets[i - 1])));
    sum += intervals.back();
    squares += intervals.back() * intervals.back();
  }
  const double count = static_cast<double>(intervals.size());
  const double mean = sum / count;
  measurements.beat_count = static_cast<double>(onsets.size());
  measurements.mean_rr_ms = mean;
  measurements.ventricular_rate_bpm = 60000.0 / mean;
  measurements.shortest_rr_ms = *std::min_element(intervals.begin(), intervals.end());
  measurements.longest_rr_ms = *std::max_element(intervals.begin(), intervals.end());
  measurements.rr_variation = std::sqrt(std::max(0.0, squares / count - mean * mean)) / mean;
  const double typical = Quantile(intervals, 0.6);
  measurements.premature_beat_count =
      static_cast<double>(std::count_if(intervals.begin(), intervals.end(), [&](double interval) {
        return interval < kPrematureShare * typical;
      }));
}

std::optional<double> FlutterRate(const MeasureInput& input, std::span<const Span> complexes) {
  const int64_t longest = SamplesOf(kLongestWaveMs), shortest = SamplesOf(kShortestWaveMs);
  std::vector<double> repeats(static_cast<size_t>(longest) + 2, 0.0);
  double power = 0.0;
  for (const std::string_view name : {"II", "III", "aVF", "V1"}) {
    const std::vector<float>& raw = input.leads[*LeadIndex(name)];
    if (raw.empty()) continue;
    std::vector<float> trace = Smooth(BridgeComplexes(raw, complexes), 12.0);
    const std::vector<float> slow = Smooth(trace, 90.0);
    for (size_t i = 0; i < trace.size(); ++i) {
      trace[i] -= slow[i];
      power += static_cast<double>(trace[i]) * trace[i];
    }
    for (size_t lag = static_cast<size_t>(shortest) - 1; lag < repeats.size(); ++lag) {
      float sum = 0.0F;
      for (size_t i = lag; i < trace.size(); ++i) sum += trace[i] * trace[i - lag];
      repeats[lag] += sum;
    }
  }
  if (power <= 0.0) return std::nullopt;
  std::optional<double> rate;
  double best = kRepeats * power;
  for (int64_t lag = shortest; lag <= longest; ++lag) {
    const size_t i = static_cast<size_t>(lag);
    if (repeats[i] > best && repeats[i] >= repeats[i - 1] && repeats[i] >= repeats[i + 1]) {
      best = repeats[i];
      rate = 60000.0 / MillisecondsOf(static_cast<double>(lag));
    }
  }
  return rate;
}

}  // namespace supreme
