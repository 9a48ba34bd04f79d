// Hypertrophy and enlargement.
#include <algorithm>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

bool Sokolow(const Reading& r) { return SokolowLyonMv(r.m) > 3.5 * kVoltageMargin; }
bool AnyVoltage(const Reading& r) {
  const double cornell = r.Male() ? 2.8 : 2.0;
  return Sokolow(r) || r.Lead(kAvl).r_mv > 1.1 * kVoltageMargin ||
         CornellMv(r.m) > cornell * kVoltageMargin;
}
bool Strained(const LeadMeasurements& lead) {
  return lead.st80_mv < -0.02 && lead.t_min_mv < -0.05 && lead.t_min_mv < -lead.t_max_mv;
}
bool Strain(const Reading& r) { return AnyVoltage(r) && CountLeads(r, kLateral, Strained) >= 2; }
bool RightHypertrophy(const Reading& r) {
  const LeadMeasurements& v1 = r.Lead(kV1);
  return r.m.qrs_axis_degrees > 87.0 && RToS(v1) > kVoltageMargin &&
         std::max(v1.r_mv, v1.r_prime_mv) > 0.5 * kVoltageMargin &&
         std::min(RToS(r.Lead(kV5)), RToS(r.Lead(kV6))) < 1.0 / kVoltageMargin;
}
bool LeftAtrium(const Reading& r) {
  return r.m.p_ms >= 119.0 || r.Lead(kV1).p_negative_mv < -0.1 * kVoltageMargin;
}
bool RightAtrium(const Reading& r) {
  return r.Lead(kII).p_mv > 0.25 * kVoltageMargin || r.Lead(kV1).p_mv > 0.15 * kVoltageMargin;
}
bool DeepQ(const LeadMeasurements& lead) {
  return lead.q_mv <= -0.2 * kVoltageMargin && lead.r_mv > 0.0;
}
bool SeptalQ(const Reading& r) {
  return CountLeads(r, kLateral, DeepQ) >= 2 || CountLeads(r, kInferior, DeepQ) >= 2;
}

constexpr Criterion kCriteria[] = {
    {kLvh, "Sokolow-Lyon, R aVL or Cornell", AnyVoltage, 0.15},
    {kLvhVoltage, "Sokolow-Lyon > 3.5 mV", Sokolow, 0.10},
    {kLvhStrain, "LVH voltage, ST depression and inverted T in two lateral leads", Strain},
    {kRvh, "axis > 90, R/S > 1 and R > 0.5 mV in V1, R/S < 1 in V5 or V6", RightHypertrophy},
    // Half of the normal ECGs of PTB-XL's folds 1-4 measure P >= 119 ms.
    {kLeftAtrialEnlargement, "P >= 120 ms or terminal P in V1 < -0.1 mV", LeftAtrium, 0.51, 0.75,
     0.7},
    {kRightAtrialEnlargement, "P > 0.25 mV in II or > 0.15 mV in V1", RightAtrium},
    {kSeptalHypertrophy, "q >= 0.2 mV in two lateral or two inferior leads", SeptalQ},
};

}  // namespace

std::span<const Criterion> ChamberCriteria() { return kCriteria; }

}  // namespace supreme::criteria
