// Small records for the tests of signal.
#pragma once

#include <cmath>
#include <numbers>
#include <string>

#include "signal/leads.h"
#include "signal/record.h"

namespace supreme {

// One beat a second: narrow QRS, wide T wave; both limb leads I and II are positive.
inline double BeatMv(double time_sec, double qrs_mv, double t_mv) {
  const double phase = time_sec - std::floor(time_sec);
  const auto bump = [&](double center, double width) {
    return std::exp(-0.5 * std::pow((phase - center) / width, 2));
  };
  return qrs_mv * bump(0.4, 0.012) + t_mv * bump(0.68, 0.05);
}

// Twelve leads in which the identities of Einthoven and Goldberger hold.
inline Record MakeEcg(double rate_hz = 500, double duration_sec = 10, double scale = 1) {
  Record record;
  record.record_id = "ecg";
  record.sample_rate_hz = rate_hz;
  record.sample_count = static_cast<size_t>(std::llround(rate_hz * duration_sec));
  record.samples_mv.resize(kLeadCount * record.sample_count);
  for (const std::string_view name : kLeadNames) record.lead_names.emplace_back(name);
  for (size_t i = 0; i < record.sample_count; ++i) {
    const double time_sec = static_cast<double>(i) / rate_hz;
    const double one = scale * BeatMv(time_sec, 0.8, 0.2);
    const double two = scale * BeatMv(time_sec, 1.2, 0.35);
    const double three = two - one;
    double leads[kLeadCount] = {
        one, two, three, -(one + two) / 2, (one - three) / 2, (two + three) / 2};
    for (size_t chest = 6; chest < kLeadCount; ++chest) {
      const double share = static_cast<double>(chest) - 8.5;
      leads[chest] = scale * BeatMv(time_sec, 0.5 * share + 0.4, 0.1 * share + 0.3);
    }
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      record.samples_mv[lead * record.sample_count + i] = static_cast<float>(leads[lead]);
    }
  }
  return record;
}

inline bool Mentions(const std::vector<std::string>& warnings, std::string_view text) {
  for (const std::string& warning : warnings) {
    if (warning.find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace supreme
