#include "signal/measure_beat.h"

#include <algorithm>

namespace supreme {
namespace {

float Mean(std::span<const float> trace, int64_t first, int64_t count) {
  const int64_t last = static_cast<int64_t>(trace.size()) - 1;
  float sum = 0.0F;
  for (int64_t i = first; i < first + count; ++i) {
    sum += trace[static_cast<size_t>(std::clamp<int64_t>(i, 0, last))];
  }
  return sum / static_cast<float>(count);
}

float Median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<int64_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5F * (*middle + *std::max_element(values.begin(), middle));
}

struct Knot {
  double time = 0.0;
  double level = 0.0;
};

// Cubic Hermite curve with the slopes of the neighbouring knots (Catmull and Rom 1974); level
// beyond the first and last knot.
double Interpolate(const std::vector<Knot>& knots, size_t right, double time) {
  if (right == 0) return knots.front().level;
  if (right == knots.size()) return knots.back().level;
  const Knot& a = knots[right - 1];
  const Knot& b = knots[right];
  const Knot& before = right >= 2 ? knots[right - 2] : a;
  const Knot& after = right + 1 < knots.size() ? knots[right + 1] : b;
  const double span = b.time - a.time;
  const double slope_a = (b.level - before.level) / (b.time - before.time) * span;
  const double slope_b = (after.level - a.level) / (after.time - a.time) * span;
  const double t = (time - a.time) / span;
  const double t2 = t * t, t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * a.level + (t3 - 2 * t2 + t) * slope_a +
         (3 * t2 - 2 * t3) * b.level + (t3 - t2) * slope_b;
}

}  // namespace

MedianBeat JoinBeats(const MeasureInput& input, std::span<const int64_t> fiducials,
                     int64_t level_offset) {
  MedianBeat beat;
  beat.used = input.used;
  beat.origin = SamplesOf(kBeatBeforeMs);
  beat.length = beat.origin + SamplesOf(kBeatAfterMs);
  const int64_t count = static_cast<int64_t>(input.sample_count);
  std::vector<float> column, levels;
  for (const size_t lead : input.used) {
    const std::vector<float>& trace = input.leads[lead];
    levels.clear();
    for (const int64_t fiducial : fiducials) {
      levels.push_back(Mean(trace, fiducial + level_offset, kLevelSamples));
    }
    for (int64_t i = 0; i < beat.length; ++i) {
      column.clear();
      for (size_t k = 0; k < fiducials.size(); ++k) {
        const int64_t at = fiducials[k] - beat.origin + i;
        if (at >= 0 && at < count) column.push_back(trace[static_cast<size_t>(at)] - levels[k]);
      }
      const bool inside = !column.empty();
      const float held = beat.leads[lead].empty() ? 0.0F : beat.leads[lead].back();
      beat.leads[lead].push_back(inside ? Median(column) : held);
    }
  }
  return beat;
}

MeasureInput RemoveWander(const MeasureInput& input, std::span<const int64_t> onsets) {
  MeasureInput output = input;
  const int64_t stretch = kLevelSamples;
  const int64_t gap = kLevelGapSamples;
  for (const size_t lead : input.used) {
    std::vector<Knot> knots;
    for (const int64_t onset : onsets) {
      const int64_t first = onset - gap - stretch;
      if (first < 0 || onset >= static_cast<int64_t>(input.sample_count)) continue;
      const double time = static_cast<double>(first) + 0.5 * static_cast<double>(stretch);
      if (!knots.empty() && time - knots.back().time < 1.0) continue;
      knots.push_back({time, Mean(input.leads[lead], first, stretch)});
    }
    if (knots.empty()) continue;
    size_t right = 0;
    for (size_t i = 0; i < input.sample_count; ++i) {
      const double time = static_cast<double>(i);
      while (right < knots.size() && knots[right].time <= time) ++right;
      output.leads[lead][i] -= static_cast<float>(Interpolate(knots, right, time));
    }
  }
  return output;
}

}  // namespace supreme
