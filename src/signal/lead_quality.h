// What one lead of a recording looks like: range, gaps, plateaus, noise. Figures only; what they
// mean is said by signal/content_check.h.
#pragma once

#include <cstddef>
#include <span>

namespace supreme {

// Amplitudes in mV. A lead without a valid sample has only `invalid_samples`.
struct LeadQuality {
  size_t samples = 0;
  size_t invalid_samples = 0;  // NaN or infinite
  double min_mv = 0.0;
  double max_mv = 0.0;
  double median_mv = 0.0;
  double peak_mv = 0.0;         // largest distance from the median
  double qrs_height_mv = 0.0;   // see QrsHeightMv
  double noise_mv = 0.0;        // typical distance from a running mean over 20 ms
  double mains_mv = 0.0;        // amplitude of a 50 or 60 Hz sine that stands out; 0 when none does
  double mains_hz = 0.0;        // 50 or 60; 0 when neither stands out
  double wander_mv = 0.0;       // 95 % range of the running mean over 1 s
  double level_sec = 0.0;       // longest stretch of one constant value
  double level_from_sec = 0.0;  // where it begins
  // Time spent on plateaus at the lead's highest or lowest value, when that is well away from the
  // median: where a lead rests is no limit.
  double clipped_sec = 0.0;
  size_t plateaus = 0;  // how many of them

  bool Empty() const { return invalid_samples == samples; }
  bool Flat() const { return !Empty() && min_mv == max_mv; }
};

// `samples_mv` is the whole lead at its own rate (50–10,000 Hz, kInternal otherwise); gaps are
// bridged as in RepairSamples. Thread-safe.
LeadQuality MeasureLead(std::span<const float> samples_mv, double sample_rate_hz);

}  // namespace supreme
