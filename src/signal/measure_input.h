// The signal as all steps of measuring see it: 500 Hz, usable leads only, pacing spikes taken out.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "signal/leads.h"

namespace supreme {

inline constexpr double kMeasureRateHz = 500.0;

constexpr int64_t SamplesOf(double ms) {
  return static_cast<int64_t>(ms * kMeasureRateHz / 1000.0 + 0.5);
}
constexpr double MillisecondsOf(double samples) { return samples * 1000.0 / kMeasureRateHz; }

using LeadTraces = std::array<std::vector<float>, kLeadCount>;

struct MeasureInput {
  LeadTraces leads;          // mV; empty where a lead cannot be used
  std::vector<size_t> used;  // indices of present leads that are not flat
  size_t sample_count = 0;
};

// See MeasureEcg for the shapes. kInvalidInput when they do not fit.
MeasureInput PrepareForMeasuring(std::span<const float> samples_mv,
                                 std::span<const uint8_t> present, double sample_rate_hz);

// Value below which `fraction` of the values lie; 0 for none.
double Quantile(std::vector<double> values, double fraction);

// `values` smoothed by a Gaussian; ends are held.
std::vector<float> Smooth(std::span<const float> values, double sigma_ms);
// Rate of change in mV/s, smoothed by a Gaussian.
std::vector<float> Slope(std::span<const float> values, double sigma_ms);

}  // namespace supreme
