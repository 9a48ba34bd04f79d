// Truths without a signal: what a report writer gets to see.
#pragma once

#include <initializer_list>

#include "synth/truth/truth.h"

namespace supreme {

inline Truth ExampleTruth(std::initializer_list<Finding> findings, double severity = 0.5) {
  Truth truth;
  for (const Finding finding : findings) truth.diagnosis.Add(finding, severity);
  truth.measurements.ventricular_rate_bpm = 74.0;
  truth.measurements.longest_rr_ms = 2400.0;
  truth.measurements.pr_ms = 160.0;
  truth.measurements.qrs_ms = 92.0;
  truth.measurements.qtc_ms = 418.0;
  truth.measurements.qrs_axis_degrees = 40.0;
  return truth;
}

}  // namespace supreme
