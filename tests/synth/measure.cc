#include "tests/synth/measure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"

namespace supreme::testing {
namespace {

// Length of the step between neighbouring samples over four leads, mV/s.
double Steepness(double rate_hz, const std::function<double(size_t)>& step) {
  double sum = 0.0;
  for (const size_t lead : {kI, kAvf, kV2, kV5}) sum += step(lead) * step(lead);
  return std::sqrt(sum) * rate_hz;
}

}  // namespace

SimulatedRecord Clean(uint64_t seed, const FindingSet& findings) {
  SimulatorOptions options;
  options.noise_level = 0.0;
  options.findings = findings;
  return Simulate(Rng(seed), options);
}

double MeanBeat::At(size_t lead, double time_ms) const {
  const auto at = static_cast<size_t>(std::lround(kBefore + time_ms / 2.0));
  const double baseline = leads_mv[lead][kBefore - 5];
  return leads_mv[lead].at(at) - baseline;
}

double MeanBeat::Highest(size_t lead, double from_ms, double to_ms) const {
  double highest = At(lead, from_ms);
  for (double t = from_ms; t <= to_ms; t += 2.0) highest = std::max(highest, At(lead, t));
  return highest;
}

double MeanBeat::Lowest(size_t lead, double from_ms, double to_ms) const {
  double lowest = At(lead, from_ms);
  for (double t = from_ms; t <= to_ms; t += 2.0) lowest = std::min(lowest, At(lead, t));
  return lowest;
}

double MeanBeat::QrsWidthMs() const {
  std::vector<double> steepness;
  for (int s = kBefore - 15; s < kBefore + 100; ++s) {
    const auto at = static_cast<size_t>(s);
    steepness.push_back(
        Steepness(500.0, [&](size_t lead) { return leads_mv[lead][at + 1] - leads_mv[lead][at]; }));
  }
  const double limit = 0.08 * *std::max_element(steepness.begin(), steepness.end());
  const auto steep = [limit](double value) { return value > limit; };
  const auto first = std::find_if(steepness.begin(), steepness.end(), steep);
  const auto last = std::find_if(steepness.rbegin(), steepness.rend(), steep).base();
  return 2.0 * static_cast<double>(last - first);
}

double MeanBeat::PPeakToQrsMs() const {
  for (double t = -40.0; t > -330.0; t -= 2.0) {
    const bool peak = At(kII, t) > At(kII, t - 2.0) && At(kII, t) >= At(kII, t + 2.0);
    if (peak && At(kII, t) > 0.03) return -t;
  }
  return 0.0;
}

double MeanBeat::AxisDegrees(double to_ms) const {
  double lead_i = 0.0;
  double lead_avf = 0.0;
  for (double t = -10.0; t <= to_ms; t += 2.0) {
    lead_i += At(kI, t);
    lead_avf += At(kAvf, t);
  }
  return 180.0 / std::numbers::pi * std::atan2(2.0 / std::numbers::sqrt3 * lead_avf, lead_i);
}

MeanBeat Average(const SimulatedRecord& simulated) {
  MeanBeat mean;
  for (auto& lead : mean.leads_mv) lead.assign(MeanBeat::kBefore + MeanBeat::kAfter, 0.0);
  const auto& beats = simulated.beats;
  const auto sample_count = static_cast<long>(simulated.record.sample_count);
  int count = 0;
  for (size_t i = 1; i + 1 < beats.size(); ++i) {
    if (beats[i - 1].ectopic || beats[i].ectopic || beats[i + 1].ectopic) continue;
    const long onset = std::lround(beats[i].onset_s * 500.0);
    if (onset < MeanBeat::kBefore || onset + MeanBeat::kAfter > sample_count) continue;
    ++count;
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      const auto samples = simulated.record.Lead(lead);
      for (size_t s = 0; s < mean.leads_mv[lead].size(); ++s) {
        mean.leads_mv[lead][s] += samples[static_cast<size_t>(onset - MeanBeat::kBefore) + s];
      }
    }
  }
  SUPREME_CHECK(count > 0);
  for (auto& lead : mean.leads_mv) {
    for (double& value : lead) value /= count;
  }
  return mean;
}

std::vector<double> FindComplexes(const Record& record) {
  std::vector<double> steepness;
  for (size_t s = 0; s + 1 < record.sample_count; ++s) {
    steepness.push_back(Steepness(record.sample_rate_hz, [&](size_t lead) {
      return double{record.Lead(lead)[s + 1]} - double{record.Lead(lead)[s]};
    }));
  }
  std::vector<double> sorted = steepness;
  std::sort(sorted.begin(), sorted.end());
  const double limit = 0.3 * sorted[sorted.size() * 99 / 100];
  std::vector<double> onsets;
  double last_steep_s = -1.0;
  for (size_t s = 0; s < steepness.size(); ++s) {
    if (steepness[s] < limit) continue;
    const double time_s = static_cast<double>(s) / record.sample_rate_hz;
    if (time_s - last_steep_s > 0.15) onsets.push_back(time_s);
    last_steep_s = time_s;
  }
  return onsets;
}

double RatePerMinute(const Record& record) {
  const std::vector<double> onsets = FindComplexes(record);
  std::vector<double> intervals;
  for (size_t i = 1; i < onsets.size(); ++i) intervals.push_back(onsets[i] - onsets[i - 1]);
  SUPREME_CHECK(!intervals.empty());
  std::sort(intervals.begin(), intervals.end());
  return 60.0 / intervals[intervals.size() / 2];
}

}  // namespace supreme::testing
