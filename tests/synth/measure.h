// Measures an ECG's defining signs on the simulated samples, as a cardiologist would: nothing here
// looks at the model behind them except where each beat starts.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "synth/simulator.h"

namespace supreme::testing {

enum LeadPlace : size_t { kI, kII, kIII, kAvr, kAvl, kAvf, kV1, kV2, kV3, kV4, kV5, kV6 };

// A recording without noise of a drawn patient with the given findings.
SimulatedRecord Clean(uint64_t seed, const FindingSet& findings);

// Mean beat: samples from 400 ms before to 600 ms after the QRS onset, 500 per second, over the
// conducted beats that lie inside the recording and are neither before nor after a premature one.
struct MeanBeat {
  static constexpr int kBefore = 200;
  static constexpr int kAfter = 300;
  std::array<std::vector<double>, kLeadCount> leads_mv;

  // mV at a time from the QRS onset, against the value just before the QRS.
  double At(size_t lead, double time_ms) const;
  double Highest(size_t lead, double from_ms, double to_ms) const;
  double Lowest(size_t lead, double from_ms, double to_ms) const;
  // From the first to the last steep sample near the QRS.
  double QrsWidthMs() const;
  // From the P wave's peak in lead II to the QRS onset; 0 without a P wave.
  double PPeakToQrsMs() const;
  // Frontal axis from the net areas of I and aVF between two times.
  double AxisDegrees(double to_ms) const;
};
MeanBeat Average(const SimulatedRecord& simulated);

// Onsets of steep complexes found in the samples, seconds.
std::vector<double> FindComplexes(const Record& record);
// Median rate from FindComplexes.
double RatePerMinute(const Record& record);

}  // namespace supreme::testing
