#include "tests/synth/rhythm/rhythm_reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace supreme::testing {

std::vector<VentricularEvent> Reading::Beats() const {
  std::vector<VentricularEvent> beats;
  for (const VentricularEvent& beat : strip.ventricular) {
    if (beat.onset_s >= 0.0 && beat.onset_s <= duration_s) beats.push_back(beat);
  }
  return beats;
}

std::vector<double> Reading::Rr() const {
  const std::vector<VentricularEvent> beats = Beats();
  std::vector<double> intervals;
  for (size_t i = 1; i < beats.size(); ++i) {
    intervals.push_back(beats[i].onset_s - beats[i - 1].onset_s);
  }
  return intervals;
}

double Reading::MeanRr() const { return Mean(Rr()); }

double Reading::RrRange() const {
  const std::vector<double> intervals = Rr();
  const auto [low, high] = std::minmax_element(intervals.begin(), intervals.end());
  return *high - *low;
}

double Reading::RrVariation() const {
  const std::vector<double> intervals = Rr();
  const double mean = Mean(intervals);
  double sum = 0.0;
  for (const double interval : intervals) sum += (interval - mean) * (interval - mean);
  return std::sqrt(sum / static_cast<double>(intervals.size())) / mean;
}

double Reading::PBefore(double qrs_s, double longest_s) const {
  double previous_s = -1e9;
  for (const VentricularEvent& beat : strip.ventricular) {
    if (beat.onset_s < qrs_s - 1e-9) previous_s = beat.onset_s;
  }
  double found_s = -1.0;
  for (const AtrialEvent& p : strip.atrial) {
    if (p.onset_s < qrs_s && p.onset_s > std::max(previous_s, qrs_s - longest_s)) {
      found_s = p.onset_s;
    }
  }
  return found_s;
}

std::vector<double> Reading::PrIntervals() const {
  std::vector<double> intervals;
  for (const VentricularEvent& beat : Beats()) {
    if (beat.onset_s < 0.6) continue;
    const double p_s = PBefore(beat.onset_s);
    if (p_s > 0.0) intervals.push_back(beat.onset_s - p_s);
  }
  return intervals;
}

int Reading::CountSeen(VentricularKind kind) const {
  const std::vector<VentricularEvent> beats = Beats();
  return static_cast<int>(std::count_if(beats.begin(), beats.end(), [&](const auto& beat) {
    return beat.kind == kind && Visible(beat.onset_s);
  }));
}

int Reading::DroppedBeats() const {
  int dropped = 0;
  for (size_t i = 0; i + 1 < strip.atrial.size(); ++i) {
    const double from_s = strip.atrial[i].onset_s;
    const double to_s = strip.atrial[i + 1].onset_s;
    if (!Visible(from_s)) continue;
    const bool conducted =
        std::any_of(strip.ventricular.begin(), strip.ventricular.end(),
                    [&](const auto& beat) { return beat.onset_s > from_s && beat.onset_s < to_s; });
    if (!conducted) ++dropped;
  }
  return dropped;
}

Reading ReadRhythm(FindingSet findings, double severity, uint64_t seed, double duration_s) {
  Rng rng(seed);
  Reading reading;
  reading.patient = DrawPatient(rng);
  reading.duration_s = duration_s;
  for (const Finding finding : findings.List()) reading.diagnosis.Add(finding, severity);
  reading.strip = MakeRhythm(reading.patient, reading.diagnosis, duration_s, rng);
  return reading;
}

void ForSeverities(FindingSet findings, const std::function<void(const Reading&)>& check,
                   uint64_t seeds) {
  for (const double severity : {0.0, 0.5, 1.0}) {
    for (uint64_t seed = 0; seed < seeds; ++seed) {
      SCOPED_TRACE(::testing::Message() << "severity " << severity << ", seed " << seed);
      check(ReadRhythm(findings, severity, seed));
      if (::testing::Test::HasFailure()) return;
    }
  }
}

bool IsEctopic(const VentricularEvent& beat) { return beat.kind == VentricularKind::kEctopic; }

std::vector<Finding> SinusBases() {
  using enum Finding;
  return {kSinusRhythm, kSinusBradycardia, kSinusTachycardia, kSinusArrhythmia};
}

int LongestRow(const Reading& reading, const std::function<bool(const VentricularEvent&)>& is) {
  int longest = 0;
  int row = 0;
  for (const VentricularEvent& beat : reading.strip.ventricular) {
    if (!reading.Visible(beat.onset_s)) continue;
    row = is(beat) ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  return longest;
}

double Mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace supreme::testing
