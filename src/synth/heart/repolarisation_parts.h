// ST-T as a sum of parts, each a course in time and a pattern over the leads.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "synth/heart/torso.h"
#include "synth/heart/wave.h"

namespace supreme {

// mV that a mean body shows in I, II, V1 … V6; a patient's torso shows it a little differently.
using LeadPattern = IndependentLeads;

enum class Part : uint8_t {
  kPr,       // the PR segment's shift in pericarditis
  kLateQrs,  // forces that outlast the QRS by a few ms
  kJWave,    // notch or slur at J
  kInjury,   // full at J: what ischaemia and pressure do to the ST segment
  kSt,       // begins after J: the normal ST segment
  kT,        // the normal T wave
  kLesionT,  // the T wave that a disease adds
  kTail,     // the low end of repolarisation that T passes into
  kU,
};
inline constexpr size_t kPartCount = static_cast<size_t>(Part::kU) + 1;

struct PartTiming {  // from QRS onset, as in Wave
  double center_ms = 0.0;
  double left_sigma_ms = 10.0;
  double right_sigma_ms = 10.0;
  double hold_ms = 0.0;
  // The rise of a T wave: this share of it begins early and slowly, still within the ST segment.
  double slow_share = 0.0;
  double slow_sigma_ms = 10.0;
};

struct Repolarisation {
  double qrs_ms = 90.0;
  double t_peak_ms = 310.0;
  double qt_ms = 390.0;
  std::array<PartTiming, kPartCount> timing;
  std::array<LeadPattern, kPartCount> patterns{};

  LeadPattern& Pattern(Part part) { return patterns[static_cast<size_t>(part)]; }
  const LeadPattern& Pattern(Part part) const { return patterns[static_cast<size_t>(part)]; }
  PartTiming& Timing(Part part) { return timing[static_cast<size_t>(part)]; }
  const PartTiming& Timing(Part part) const { return timing[static_cast<size_t>(part)]; }
};

// Height of a part at a time, 0 … 1.
double CourseAt(const PartTiming& timing, double time_ms);

inline void AddScaled(double factor, const LeadPattern& pattern, LeadPattern& sum) {
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) sum[lead] += factor * pattern[lead];
}

// What a wave, whole or from `from_ms` on, adds to the leads of the mean body, mV · ms / 100.
LeadPattern MeanBodyArea(const std::vector<Wave>& waves, double from_ms);

// How a patient's leads show a pattern of the mean body.
class PatternView {
 public:
  explicit PatternView(const Torso& torso);
  IndependentLeads Leads(const LeadPattern& pattern) const;

 private:
  std::array<LeadPattern, kIndependentLeadCount> rows_;
};

// Dipoles at a few sources that show the patterns; parts below a few µV are left out.
std::vector<Wave> MakeWaves(const Repolarisation& repolarisation);

}  // namespace supreme
