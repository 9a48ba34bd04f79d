// Holds ST and T to the numbers that define findings, in the patient's own leads.
#pragma once

#include <array>
#include <cstdint>

#include "synth/heart/heart.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// Canonical order of signal/leads.h; bit 1 << lead in a LeadMask.
using LeadMask = uint16_t;
enum LeadBit : LeadMask {
  kInI = 1 << 0,
  kInII = 1 << 1,
  kInIII = 1 << 2,
  kInAvr = 1 << 3,
  kInAvl = 1 << 4,
  kInAvf = 1 << 5,
  kInV1 = 1 << 6,
  kInV2 = 1 << 7,
  kInV3 = 1 << 8,
  kInV4 = 1 << 9,
  kInV5 = 1 << 10,
  kInV6 = 1 << 11,
};
inline constexpr LeadMask kInferiorLeads = kInII | kInIII | kInAvf;
inline constexpr LeadMask kLateralLeads = kInI | kInAvl | kInV5 | kInV6;

enum class Quantity : uint8_t {
  kJ,      // level at the J point
  kSt60,   // level at J + 60 ms
  kT,      // at the peak of T
  kTPerR,  // the same as a share of the lead's R wave
  kU,
  kPeak,  // of the part itself; for Effect only
};

using TwelveLeads = std::array<double, kLeadCount>;

// Reads off what an ECG would show, mV. Refers to its arguments.
class StTMeter {
 public:
  StTMeter(const Torso& torso, const VentricularShape& shape);

  TwelveLeads Measure(Quantity quantity, const Repolarisation& r) const;
  // What one mV of a pattern in a part adds.
  TwelveLeads Effect(Quantity quantity, Part part, const LeadPattern& pattern,
                     const Repolarisation& r) const;
  const TwelveLeads& r_mv() const { return r_mv_; }

 private:
  double TimeOf(Quantity quantity, const Repolarisation& r) const;

  PatternView view_;
  TwelveLeads r_mv_{};         // highest point of the QRS
  TwelveLeads qrs_at_j_mv_{};  // what is left of the QRS
  TwelveLeads qrs_at_60_mv_{};
};

// At least `count` of the leads must lie at or beyond the limit.
struct Requirement {
  Quantity quantity;
  LeadMask leads;
  size_t count;
  bool upwards;         // value ≥ limit, else value ≤ limit
  double limit;         // mV; of R for kTPerR
  Part part;            // where what is missing is added …
  LeadPattern pattern;  // … as a multiple ≥ 0 of this; points the way of the limit
};

// Adds the smallest multiple of the pattern, but no more than 1 mV (ST) or 1.6 mV (T) in any lead.
void Fulfil(const Requirement& requirement, const StTMeter& meter, Repolarisation& r);

}  // namespace supreme
