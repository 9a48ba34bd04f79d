#include "signal/measure_borders.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace supreme {
namespace {

constexpr double kSlopeScaleMs = 4.0;
constexpr double kSearchMs = 130.0;   // QRS borders are sought up to here from the fiducial point
constexpr double kSteepShare = 0.25;  // of the steepest slope: surely QRS
constexpr double kTailShare = 0.12;   // of a slow end such as R' in right bundle branch block
constexpr double kTailGapMs = 36.0;   // that comes so soon after steeper parts
constexpr double kOnsetShare = 0.045;
constexpr double kEndShare = 0.06;
constexpr double kSlowEndShare = 0.05;
constexpr double kLongestQrsMs = 200.0;
constexpr double kSteepFallMs = 64.0;
constexpr double kPlateauShare = 0.1;  // of the largest deflection
constexpr double kFallenShare = 0.75;
constexpr int64_t kQuietSamples = SamplesOf(12.0);

// Length of the change of all leads, mV/s.
std::vector<double> JointSlope(const MedianBeat& beat, double scale_ms) {
  std::vector<double> sum(static_cast<size_t>(beat.length), 0.0);
  for (const size_t lead : beat.used) {
    const std::vector<float> slope = Slope(beat.leads[lead], scale_ms);
    for (size_t i = 0; i < sum.size(); ++i) {
      sum[i] += static_cast<double>(slope[i]) * slope[i];
    }
  }
  for (double& value : sum) value = std::sqrt(value);
  return sum;
}

// From `from` in direction `step`: the first sample that starts a quiet run; without one within
// `reach`, the quietest sample.
int64_t FindQuiet(std::span<const double> slope, int64_t from, int64_t step, int64_t reach,
                  double limit) {
  const int64_t count = static_cast<int64_t>(slope.size());
  int64_t run = 0, quietest = from;
  for (int64_t k = 0; k <= reach; ++k) {
    const int64_t at = from + k * step;
    if (at < 0 || at >= count) break;
    const double value = slope[static_cast<size_t>(at)];
    if (value < slope[static_cast<size_t>(quietest)]) quietest = at;
    run = value < limit ? run + 1 : 0;
    if (run == kQuietSamples) return at - (kQuietSamples - 1) * step;
  }
  return quietest;
}

// The trace of a lead with everything from `from` on held at its value there.
std::vector<float> HeldFrom(std::span<const float> trace, int64_t from) {
  std::vector<float> held(trace.begin(), trace.end());
  std::fill(held.begin() + from, held.end(), held[static_cast<size_t>(from)]);
  return held;
}

// Distance of all leads from their level.
double JointSize(const MedianBeat& beat, int64_t at) {
  double sum = 0.0;
  for (const size_t lead : beat.used) {
    const double value = beat.leads[lead][static_cast<size_t>(at)];
    sum += value * value;
  }
  return std::sqrt(sum);
}

// Where a plateau of the QRS (a broad R' or a notch) falls back to the level: behind the end found
// first, a short stretch of slope above `limit`. A T wave rises, and takes longer to do so; a
// retrograde P wave starts from the level.
std::optional<int64_t> FindSlowEnd(const MedianBeat& beat, std::span<const double> slope,
                                   const Span& qrs, double limit) {
  const auto at = [&](int64_t i) { return slope[static_cast<size_t>(i)]; };
  const int64_t last = std::min(qrs.onset + SamplesOf(kLongestQrsMs), beat.length - 1);
  double largest = 0.0;
  for (int64_t i = qrs.onset; i <= qrs.end; ++i) largest = std::max(largest, JointSize(beat, i));
  const double plateau = JointSize(beat, qrs.end);
  if (plateau < kPlateauShare * largest || qrs.end >= last) return std::nullopt;
  const int64_t top =
      std::max_element(slope.begin() + qrs.end, slope.begin() + last) - slope.begin();
  const double quietest = *std::min_element(slope.begin() + qrs.end, slope.begin() + top + 1);
  if (at(top) < limit || at(top) < 2.0 * quietest) return std::nullopt;
  int64_t from = top, to = top;
  while (from > qrs.end && at(from) > 0.5 * at(top)) --from;
  while (to < last && at(to) > 0.5 * at(top)) ++to;
  const int64_t after = std::min(to + SamplesOf(16.0), beat.length - 1);
  if (to - from > SamplesOf(kSteepFallMs) || to == last) return std::nullopt;
  return JointSize(beat, after) < kFallenShare * plateau ? std::optional(to) : std::nullopt;
}

}  // namespace

Span FindQrs(const MedianBeat& beat) {
  const std::vector<double> slope = JointSlope(beat, kSlopeScaleMs);
  const int64_t reach = SamplesOf(kSearchMs);
  const int64_t low = beat.origin - reach, high = beat.origin + reach;
  double steepest = 0.0;
  for (int64_t i = low; i <= high; ++i) {
    steepest = std::max(steepest, slope[static_cast<size_t>(i)]);
  }
  int64_t first = beat.origin, last = beat.origin;
  for (int64_t i = low; i <= high; ++i) {
    if (slope[static_cast<size_t>(i)] < kSteepShare * steepest) continue;
    first = std::min(first, i);
    last = std::max(last, i);
  }
  for (int64_t i = last; i <= std::min(high, last + SamplesOf(kTailGapMs)); ++i) {
    if (slope[static_cast<size_t>(i)] >= kTailShare * steepest) last = i;
  }
  const int64_t end_reach = SamplesOf(80.0);
  const double noise = Quantile(slope, 0.1);
  const double st_slope =  // the ST segment may climb steadily
      *std::min_element(slope.begin() + last, slope.begin() + last + end_reach);
  const double onset_limit = std::max(kOnsetShare * steepest, 2.0 * noise);
  const double end_limit = std::max({kEndShare * steepest, 2.0 * noise, 1.4 * st_slope});
  Span qrs{FindQuiet(slope, first, -1, SamplesOf(80.0), onset_limit),
           FindQuiet(slope, last, 1, end_reach, end_limit)};
  if (const auto slow_end = FindSlowEnd(beat, slope, qrs, kSlowEndShare * steepest)) {
    qrs.end = FindQuiet(slope, *slow_end, 1, end_reach, end_limit);
  }
  return qrs;
}

namespace {

constexpr double kTMinimumMv = 0.04;
// T peaks by Bazett's root of RR in s: usual range, and what is too late for a T beside another.
constexpr double kEarliestT = 0.20;
constexpr double kLatestT = 0.37;
constexpr double kLateT = 0.42;
constexpr double kTBeforeU = 0.04;  // power of a T wave that has a larger U wave behind it

// Where the tangent at the steepest point after `peak` meets zero; nothing when it is not a wave.
std::optional<double> TangentEnd(std::span<const float> trace, std::span<const float> slope,
                                 int64_t peak) {
  const double sign = trace[static_cast<size_t>(peak)] > 0.0F ? 1.0 : -1.0;
  const int64_t end =
      std::min<int64_t>(static_cast<int64_t>(trace.size()), peak + SamplesOf(180.0));
  int64_t steepest = peak;
  double fall = 0.0;
  for (int64_t i = peak; i < end; ++i) {
    const double value = -sign * slope[static_cast<size_t>(i)];
    if (value > fall) {
      fall = value;
      steepest = i;
    }
    if (sign * trace[static_cast<size_t>(i)] < 0.0) break;  // behind the wave
  }
  if (fall <= 0.0) return std::nullopt;
  const double left_mv = sign * trace[static_cast<size_t>(steepest)];
  const double meets = static_cast<double>(steepest) + left_mv / fall * kMeasureRateHz;
  if (meets > static_cast<double>(peak + SamplesOf(240.0))) return std::nullopt;
  return meets;
}

struct WeightedTime {
  double time = 0.0;
  double weight = 0.0;
};

double WeightedMedian(std::vector<WeightedTime> times) {
  std::sort(times.begin(), times.end(),
            [](const WeightedTime& a, const WeightedTime& b) { return a.time < b.time; });
  double total = 0.0, sum = 0.0;
  for (const WeightedTime& time : times) total += time.weight;
  for (const WeightedTime& time : times) {
    sum += time.weight;
    if (sum >= 0.5 * total) return time.time;
  }
  return 0.0;
}

// Sum over leads of the squared distance from the level.
std::vector<double> Power(const LeadTraces& leads, const std::vector<size_t>& used) {
  std::vector<double> power;
  for (const size_t lead : used) {
    power.resize(leads[lead].size(), 0.0);
    for (size_t i = 0; i < power.size(); ++i) {
      power[i] += static_cast<double>(leads[lead][i]) * leads[lead][i];
    }
  }
  return power;
}

// A wave rises and falls: among the local maxima the highest; without one the highest end.
// A late highest one with an earlier one before it is a U wave.
int64_t FindTPeak(const std::vector<double>& power, const Span& range, int64_t onset,
                  double rr_ms) {
  const double root_ms = 1000.0 * std::sqrt(rr_ms / 1000.0);
  const auto begin = power.begin();
  int64_t peak = std::max_element(begin + range.onset, begin + range.end + 1) - begin;
  int64_t early = -1;
  double highest = 0.0;
  for (int64_t i = range.onset + 1; i < range.end; ++i) {
    const double value = begin[i];
    if (value < begin[i - 1] || value <= begin[i + 1]) continue;
    const bool typical =
        i >= onset + SamplesOf(kEarliestT * root_ms) && i <= onset + SamplesOf(kLatestT * root_ms);
    if (typical && (early < 0 || value > begin[early])) early = i;
    if (value <= highest) continue;
    highest = value;
    peak = i;
  }
  const bool late = peak > onset + SamplesOf(kLateT * root_ms);
  return late && early >= 0 && begin[early] > kTBeforeU * begin[peak] ? early : peak;
}

}  // namespace

std::optional<TWave> FindTWave(const MedianBeat& beat, const Span& qrs, double rr_ms) {
  LeadTraces smooth;
  for (const size_t lead : beat.used) smooth[lead] = Smooth(beat.leads[lead], 8.0);
  const std::vector<double> power = Power(smooth, beat.used);
  const int64_t first = qrs.end + SamplesOf(60.0);
  const int64_t last = std::min(
      {beat.length - 1, qrs.onset + SamplesOf(600.0), qrs.onset + SamplesOf(0.55 * rr_ms + 50.0)});
  if (first >= last) return std::nullopt;
  const int64_t peak = FindTPeak(power, {first, last}, qrs.onset, rr_ms);
  std::vector<WeightedTime> ends;
  for (const size_t lead : beat.used) {
    const std::vector<float>& trace = smooth[lead];
    int64_t top = peak;
    const int64_t near = SamplesOf(50.0);
    for (int64_t i = std::max(first, peak - near); i <= std::min(last, peak + near); ++i) {
      if (std::abs(trace[static_cast<size_t>(i)]) > std::abs(trace[static_cast<size_t>(top)])) {
        top = i;
      }
    }
    const double size = std::abs(trace[static_cast<size_t>(top)]);
    if (size < kTMinimumMv) continue;
    const auto end = TangentEnd(trace, Slope(beat.leads[lead], 8.0), top);
    if (end) ends.push_back({*end, size * size});
  }
  if (ends.empty()) return std::nullopt;
  const int64_t end = std::llround(WeightedMedian(std::move(ends)));
  return TWave{peak, std::min(end, beat.length - 1)};
}

namespace {

constexpr double kBumpMs[] = {40.0, 56.0, 84.0};  // half widths of narrow to broad P waves
constexpr double kLargestBumpMs = 84.0;
constexpr double kPMinimumMv = 0.035;
constexpr double kPSlopeShare = 0.28;
constexpr double kLastBumpShare = 0.1;  // of the largest one's power: a P wave behind a U wave
constexpr double kApartMs = 110.0;
constexpr double kHumpGapMs = 34.0;  // between the two humps of a notched P wave

// How far each lead stands above or below both points half a P wave before and after (slopes and
// the feet of other waves do not), all leads together.
std::vector<double> BumpSize(const LeadTraces& leads, const std::vector<size_t>& used,
                             double& largest_lead_mv, Span range) {
  std::vector<double> size(static_cast<size_t>(range.end), 0.0);
  for (int64_t i = range.onset; i < range.end; ++i) {
    for (const size_t lead : used) {
      const float* at = leads[lead].data() + i;
      double bump = 0.0;
      for (const double half_ms : kBumpMs) {
        const int64_t reach = SamplesOf(half_ms);
        const double before = static_cast<double>(*at) - at[-reach];
        const double after = static_cast<double>(*at) - at[reach];
        if (before * after <= 0.0) continue;
        bump = std::max(bump, std::min(std::abs(before), std::abs(after)));
      }
      size[static_cast<size_t>(i)] += bump * bump;
      largest_lead_mv = std::max(largest_lead_mv, bump);
    }
  }
  return size;
}

// The highest local maximum, or one well behind it that is no mere ripple (U wave, then P wave); -1
// without any.
int64_t BumpPeak(const std::vector<double>& bump, const Span& range) {
  int64_t highest = -1;
  const auto is_top = [&](int64_t i) {
    const auto at = bump.begin() + i;
    return at[0] >= at[-1] && at[0] > at[1];
  };
  const auto size = [&](int64_t i) { return bump[static_cast<size_t>(i)]; };
  for (int64_t i = range.onset + 1; i + 1 < range.end; ++i) {
    if (is_top(i) && (highest < 0 || size(i) > size(highest))) highest = i;
  }
  int64_t peak = highest;
  for (int64_t i = highest + SamplesOf(kApartMs); highest >= 0 && i + 1 < range.end; ++i) {
    if (!is_top(i) || size(i) < kLastBumpShare * size(highest)) continue;
    if (peak == highest || size(i) > size(peak)) peak = i;
  }
  return peak;
}

// Around the peak what stands out by more than half of its size; a second hump belongs to it.
Span FindTop(const std::vector<double>& bump, int64_t peak, const Span& within) {
  const double limit = 0.25 * bump[static_cast<size_t>(peak)];
  const int64_t gap = SamplesOf(kHumpGapMs);
  Span top{peak, peak};
  for (int64_t i = peak; i >= std::max(within.onset, top.onset - gap); --i) {
    if (bump[static_cast<size_t>(i)] > limit) top.onset = i;
  }
  for (int64_t i = peak; i <= std::min(within.end, top.end + gap); ++i) {
    if (bump[static_cast<size_t>(i)] > limit) top.end = i;
  }
  return top;
}

}  // namespace

std::optional<Span> FindPWave(const MedianBeat& beat, const Span& qrs, int64_t earliest) {
  LeadTraces smooth;
  for (const size_t lead : beat.used) {
    smooth[lead] = Smooth(HeldFrom(beat.leads[lead], qrs.onset), 6.0);
  }
  const Span range{std::max({earliest, qrs.onset - SamplesOf(360.0), SamplesOf(kLargestBumpMs)}),
                   qrs.onset - SamplesOf(24.0)};
  if (range.end - range.onset < SamplesOf(20.0)) return std::nullopt;
  double largest_mv = 0.0;
  const std::vector<double> bump = BumpSize(smooth, beat.used, largest_mv, range);
  if (largest_mv < kPMinimumMv) return std::nullopt;
  const int64_t peak = BumpPeak(bump, range);
  if (peak < 0) return std::nullopt;
  MedianBeat held = beat;
  held.leads = smooth;
  const std::vector<double> slope = JointSlope(held, 6.0);
  double steepest = 0.0;
  const int64_t half = SamplesOf(110.0);
  const int64_t first = std::max<int64_t>(0, peak - half);
  const int64_t last = std::min(qrs.onset - SamplesOf(8.0), peak + half);
  for (int64_t i = first; i <= last; ++i) {
    steepest = std::max(steepest, slope[static_cast<size_t>(i)]);
  }
  const Span top =
      FindTop(bump, peak, {std::max(first, range.onset), std::min(last, range.end - 1)});
  const double limit = std::max(kPSlopeShare * steepest, 1.5 * Quantile(slope, 0.1));
  const Span p_wave{FindQuiet(slope, top.onset, -1, SamplesOf(50.0), limit),
                    FindQuiet(slope, top.end, 1, SamplesOf(50.0), limit)};
  return Span{p_wave.onset, std::min(p_wave.end, qrs.onset)};
}

double PConsistency(const MeasureInput& input, std::span<const int64_t> fiducials,
                    const MedianBeat& beat, const Span& p_wave) {
  const int64_t length = p_wave.end - p_wave.onset;
  std::vector<std::vector<double>> stretches;
  for (const int64_t fiducial : fiducials) {
    const int64_t first = fiducial - beat.origin + p_wave.onset;
    if (first < 0 || first + length > static_cast<int64_t>(input.sample_count)) continue;
    std::vector<double>& stretch = stretches.emplace_back();
    for (const size_t lead : input.used) {
      const float* trace = input.leads[lead].data() + first;
      double mean = 0.0;
      for (int64_t i = 0; i < length; ++i) mean += trace[i];
      mean /= static_cast<double>(length);
      for (int64_t i = 0; i < length; ++i) stretch.push_back(trace[i] - mean);
    }
  }
  if (stretches.size() < 2) return 0.0;
  std::vector<double> sum(stretches.front().size(), 0.0);
  for (const auto& stretch : stretches) {
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += stretch[i];
  }
  double correlations = 0.0;
  for (const auto& stretch : stretches) {
    double cross = 0.0, own = 0.0, others = 0.0;
    for (size_t i = 0; i < sum.size(); ++i) {
      const double other = sum[i] - stretch[i];
      cross += stretch[i] * other;
      own += stretch[i] * stretch[i];
      others += other * other;
    }
    const double norms = std::sqrt(own * others);
    if (norms > 0.0) correlations += cross / norms;
  }
  return correlations / static_cast<double>(stretches.size());
}

}  // namespace supreme
