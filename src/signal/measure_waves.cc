#include "signal/measure_waves.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace supreme {
namespace {

struct Deflection {
  double extreme_mv = 0.0;
  int64_t samples = 0;
};

constexpr double kSmallestMv = 0.03;
constexpr double kSmallestShare = 0.02;

// Stretches of one sign; those too small are left out and their neighbours join.
std::vector<Deflection> Deflections(std::span<const float> trace, const Span& qrs,
                                    double smallest_mv) {
  std::vector<Deflection> all;
  for (int64_t i = qrs.onset; i <= qrs.end; ++i) {
    const double value = trace[static_cast<size_t>(i)];
    if (all.empty() || value * all.back().extreme_mv < 0.0) all.emplace_back();
    Deflection& last = all.back();
    ++last.samples;
    if (std::abs(value) > std::abs(last.extreme_mv)) last.extreme_mv = value;
  }
  // What only leads over to the ST segment is no wave of the QRS.
  const double end_mv = trace[static_cast<size_t>(qrs.end)];
  if (std::abs(all.back().extreme_mv - end_mv) < smallest_mv) all.pop_back();
  std::vector<Deflection> large;
  for (const Deflection& deflection : all) {
    if (std::abs(deflection.extreme_mv) < smallest_mv) continue;
    if (!large.empty() && large.back().extreme_mv * deflection.extreme_mv > 0.0) {
      Deflection& last = large.back();
      last.samples += deflection.samples;
      if (std::abs(deflection.extreme_mv) > std::abs(last.extreme_mv)) {
        last.extreme_mv = deflection.extreme_mv;
      }
    } else {
      large.push_back(deflection);
    }
  }
  return large;
}

void NameDeflections(const std::vector<Deflection>& deflections, LeadMeasurements& lead) {
  size_t next = 0;
  if (next < deflections.size() && deflections[next].extreme_mv < 0.0) {
    lead.q_mv = deflections[next].extreme_mv;
    lead.q_ms = MillisecondsOf(static_cast<double>(deflections[next].samples));
    ++next;
  }
  if (next == deflections.size()) {
    lead.s_mv = lead.q_mv;  // QS
    return;
  }
  lead.r_mv = deflections[next++].extreme_mv;
  for (; next < deflections.size(); ++next) {
    const double extreme = deflections[next].extreme_mv;
    if (extreme < 0.0) {
      lead.s_mv = std::min(lead.s_mv, extreme);
    } else {
      lead.r_prime_mv = std::max(lead.r_prime_mv, extreme);
    }
  }
}

// Mean of 5 samples.
double ValueAt(std::span<const float> trace, int64_t at) {
  const int64_t last = static_cast<int64_t>(trace.size()) - 1;
  double sum = 0.0;
  for (int64_t i = at - 2; i <= at + 2; ++i) {
    sum += trace[static_cast<size_t>(std::clamp<int64_t>(i, 0, last))];
  }
  return sum / 5.0;
}

struct Extremes {
  double low = 0.0;
  double high = 0.0;
  double larger() const { return high >= -low ? high : low; }
};

Extremes FindExtremes(std::span<const float> trace, int64_t first, int64_t last) {
  Extremes extremes;
  for (int64_t i = first; i <= last; ++i) {
    const double value = ValueAt(trace, i);
    extremes.low = std::min(extremes.low, value);
    extremes.high = std::max(extremes.high, value);
  }
  return extremes;
}

// A rise and fall after the T wave; 0 where the trace only comes back to its level.
double UWaveMv(std::span<const float> trace, const BeatBorders& borders) {
  const int64_t first = borders.t_wave->end;
  const int64_t last = std::min(first + SamplesOf(200.0), borders.next_wave);
  double best = 0.0;
  const int64_t side = SamplesOf(40.0);
  for (int64_t i = first + SamplesOf(10.0); i + side / 2 < last; ++i) {
    const double value = ValueAt(trace, i);
    const bool top = value >= ValueAt(trace, i - side / 2) && value > ValueAt(trace, i + side / 2);
    if (top && value > best) best = value;
  }
  return best;
}

}  // namespace

LeadMeasurements MeasureLead(std::span<const float> trace, const BeatBorders& borders) {
  LeadMeasurements lead;
  if (borders.p_wave) {
    const Extremes p = FindExtremes(trace, borders.p_wave->onset, borders.p_wave->end);
    lead.p_mv = p.larger();
    lead.p_negative_mv = p.low;
  }
  const Span& qrs = borders.qrs;
  const auto [low, high] =
      std::minmax_element(trace.begin() + qrs.onset, trace.begin() + qrs.end + 1);
  lead.qrs_peak_to_peak_mv = static_cast<double>(*high) - *low;
  const double smallest = std::max(kSmallestMv, kSmallestShare * lead.qrs_peak_to_peak_mv);
  NameDeflections(Deflections(trace, qrs, smallest), lead);
  lead.j_mv = ValueAt(trace, qrs.end);
  lead.st40_mv = ValueAt(trace, qrs.end + SamplesOf(40.0));
  lead.st60_mv = ValueAt(trace, qrs.end + SamplesOf(60.0));
  lead.st80_mv = ValueAt(trace, qrs.end + SamplesOf(80.0));
  if (borders.t_wave) {
    const int64_t first = std::min(qrs.end + SamplesOf(80.0), borders.t_wave->peak);
    const int64_t last = std::min(borders.t_wave->end + SamplesOf(10.0), borders.next_wave);
    const Extremes t = FindExtremes(trace, first, std::max(first, last));
    lead.t_mv = t.larger();
    lead.t_max_mv = t.high;
    lead.t_min_mv = t.low;
    lead.u_mv = UWaveMv(trace, borders);
  }
  return lead;
}

double NetArea(std::span<const float> trace, const Span& span) {
  double sum = 0.0;
  for (int64_t i = span.onset; i <= span.end; ++i) sum += trace[static_cast<size_t>(i)];
  return MillisecondsOf(sum);
}

}  // namespace supreme
