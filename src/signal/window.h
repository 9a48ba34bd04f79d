// The 10 s standard window: 12 leads in canonical order at 500 Hz in mV. Packs store it, models
// start from it, so that a record takes one way from file to score in training and prediction.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "signal/leads.h"
#include "signal/record.h"

namespace supreme {

inline constexpr double kWindowRateHz = 500.0;
inline constexpr size_t kWindowSamples = 5000;

struct EcgWindow {
  std::vector<float> samples_mv;              // [12, 5000] row-major, finite; 0 in missing leads
  std::array<uint8_t, kLeadCount> present{};  // 1 = lead was recorded and has finite samples
  std::array<uint8_t, kLeadCount> flat{};     // 1 = lead has one constant value
  std::vector<std::string> warnings;          // one line per problem, naming the lead
};

enum class CropRule { kFirst, kCenter };  // which 10 s of a longer record

struct WindowOptions {
  CropRule crop = CropRule::kFirst;
  // Use at most this many seconds and pad the rest (CPSC-2018 in the paper's line of work: 5 s).
  double max_duration_sec = 10.0;
};

// Matches leads by name, repairs NaN/Inf per lead (mean of the finite values among the 6 nearest
// points, widening until one is found; an all-NaN lead becomes missing), resamples to 500 Hz with
// an anti-alias filter, crops, pads on the right with zeros.
// Errors: kInvalidInput when no lead of the twelve is present, all are empty, or the record has no
// samples. Implausible amplitude (wrong gain?) is a warning. Thread-safe.
EcgWindow ToWindow(const Record& record, const WindowOptions& options = {});

}  // namespace supreme
