#include "signal/measure_rhythm.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

constexpr double kPrematureShare = 0.8;
// Flutter waves: 230 to 350/min, seen in the autocorrelation as a top after one wave, another after
// two and dips between them (tried on simulated flutter and sinus tachycardia).
constexpr double kShortestWaveMs = 170.0;
constexpr double kLongestWaveMs = 260.0;
constexpr double kSlowWavesMs = 45.0;  // smoothing that leaves T waves, not flutter waves
constexpr double kOneWave = 0.3;
constexpr double kTwoWaves = 0.55;
constexpr double kDip = -0.15;
constexpr int64_t kStep = 2;  // every second sample is enough

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

// Every kStep-th sample, without QRS complexes and slow waves.
std::vector<float> AtrialTrace(const std::vector<float>& lead, std::span<const Span> complexes) {
  const std::vector<float> trace = Smooth(BridgeComplexes(lead, complexes), 12.0);
  const std::vector<float> slow = Smooth(trace, kSlowWavesMs);
  std::vector<float> thinned;
  for (size_t i = 0; i < trace.size(); i += kStep) thinned.push_back(trace[i] - slow[i]);
  return thinned;
}

// Of the traces together, by lag in thinned samples; 1 at lag 0. Empty where nothing moves.
std::vector<double> Autocorrelation(const std::vector<std::vector<float>>& traces,
                                    size_t lag_count) {
  std::vector<double> sums(lag_count, 0.0);
  for (const std::vector<float>& trace : traces) {
    for (size_t lag = 0; lag < std::min(lag_count, trace.size()); ++lag) {
      float sum = 0.0F;
      for (size_t i = lag; i < trace.size(); ++i) sum += trace[i] * trace[i - lag];
      const double count = static_cast<double>(trace.size());
      sums[lag] += sum * count / (count - static_cast<double>(lag));
    }
  }
  if (sums[0] <= 0.0) return {};
  for (size_t lag = lag_count; lag-- > 0;) sums[lag] /= sums[0];
  return sums;
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
  std::vector<std::vector<float>> traces;
  for (const std::string_view name : {"II", "III", "aVF", "V1"}) {
    const std::vector<float>& lead = input.leads[*LeadIndex(name)];
    if (!lead.empty()) traces.push_back(AtrialTrace(lead, complexes));
  }
  const size_t shortest = static_cast<size_t>(SamplesOf(kShortestWaveMs) / kStep);
  const size_t longest = static_cast<size_t>(SamplesOf(kLongestWaveMs) / kStep);
  const std::vector<double> like = Autocorrelation(traces, 2 * longest + 1);
  if (like.empty()) return std::nullopt;
  std::optional<double> rate;
  double best = kOneWave;
  for (size_t lag = shortest; lag <= longest; ++lag) {
    const bool top = like[lag] >= like[lag - 1] && like[lag] >= like[lag + 1];
    const double dip = 0.5 * (like[lag / 2] + like[lag * 3 / 2]);
    if (!top || like[lag] < best || like[2 * lag] < kTwoWaves || dip > kDip) continue;
    best = like[lag];
    rate = 60000.0 / MillisecondsOf(static_cast<double>(lag * kStep));
  }
  return rate;
}

}  // namespace supreme
