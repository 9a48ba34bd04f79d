// T, U, QT; drugs, electrolytes and other patterns.
#include <algorithm>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

double R(const LeadMeasurements& lead) { return std::max(lead.r_mv, lead.r_prime_mv); }
bool StOff(const LeadMeasurements& lead) {
  const bool flat = std::abs(lead.st80_mv - lead.j_mv) < 0.02;
  return std::abs(lead.st60_mv) >= 0.027 || flat;
}
bool SlightT(const LeadMeasurements& lead) {
  const bool biphasic = lead.t_min_mv < -0.03 && lead.t_max_mv > 0.03;
  return biphasic || lead.t_mv < std::max(0.11, 0.11 * R(lead));
}
bool WeakT(const LeadMeasurements& lead) { return lead.t_mv < std::max(0.05, 0.11 * R(lead)); }
bool FlatT(const LeadMeasurements& lead) {
  return std::abs(lead.t_mv) < 0.115 && std::abs(lead.t_mv) < 0.12 * R(lead);
}
bool InvertedT(const LeadMeasurements& lead) { return lead.t_min_mv <= -0.09; }
bool TallInLimb(const LeadMeasurements& lead) { return lead.t_max_mv > 0.5 * kVoltageMargin; }
bool TallInChest(const LeadMeasurements& lead) { return lead.t_max_mv > 1.0 * kVoltageMargin; }
bool Tallish(const LeadMeasurements& lead) { return lead.t_max_mv > 0.55; }
bool Sagging(const LeadMeasurements& lead) { return lead.st60_mv <= -0.027; }
bool Elevated(const LeadMeasurements& lead) { return lead.j_mv >= 0.09; }
// Read at the end of the notch.
bool JPoint(const LeadMeasurements& lead) { return lead.j_mv >= 0.075; }
bool Raised(const LeadMeasurements& lead) { return lead.st60_mv >= 0.05; }
bool OldScar(const LeadMeasurements& lead) { return Elevated(lead) && lead.q_mv <= -0.1; }
bool LargeU(const LeadMeasurements& lead) {
  return lead.u_mv > 0.09 || (lead.t_mv > 0.0 && lead.u_mv > 0.23 * lead.t_mv);
}
bool UAboveT(const LeadMeasurements& lead) { return lead.u_mv > 0.9 * lead.t_mv; }
bool Coved(const LeadMeasurements& lead) { return lead.j_mv >= 0.18 && lead.t_min_mv < 0.0; }

bool NonspecificSt(const Reading& r) {
  return CountLeads(r, {kI, kII, kAvl, kAvf, kV4, kV5, kV6}, StOff) >= 2;
}
bool NonspecificT(const Reading& r) {
  return CountLeads(r, {kI, kII, kAvl, kAvf, kV3, kV4, kV5, kV6}, SlightT) >= 2;
}
bool NondiagnosticT(const Reading& r) {
  return CountLeads(r, {kI, kAvl, kV4, kV5, kV6}, WeakT) >= 2;
}
bool LowT(const Reading& r) { return CountLeads(r, {kI, kII, kV4, kV5, kV6}, FlatT) >= 2; }
bool TInversion(const Reading& r) {
  return InNeighbours(r, InvertedT, {kI, kII, kAvl, kV2, kV3, kV4, kV5, kV6});
}
bool HighT(const Reading& r) {
  return CountLeads(r, kLimb, TallInLimb) >= 1 || CountLeads(r, kChest, TallInChest) >= 1;
}
bool Aneurysm(const Reading& r) { return CountLeads(r, {kV1, kV2, kV3, kV4}, OldScar) >= 2; }
bool Digitalis(const Reading& r) { return CountLeads(r, kAll, Sagging) >= 2 && r.m.qtc_ms < 430; }
bool LongQt(const Reading& r) { return r.m.qtc_ms >= (r.Male() ? 450.0 : 460.0) - 12.0; }
bool ShortQt(const Reading& r) { return r.m.qtc_ms <= 400.0; }
bool UWave(const Reading& r) { return CountLeads(r, {kV2, kV3}, LargeU) >= 1; }
bool HighPotassium(const Reading& r) { return CountLeads(r, {kV2, kV3, kV4, kV5}, Tallish) >= 2; }
bool LowPotassium(const Reading& r) {
  return CountLeads(r, kAll, Sagging) >= 2 &&
         (CountLeads(r, {kV2, kV3, kV4}, UAboveT) >= 1 || r.m.qtc_ms > 470.0);
}
bool HighCalcium(const Reading& r) { return r.m.qtc_ms < 400.0; }
bool LowCalcium(const Reading& r) { return r.m.qtc_ms > 435.0; }
bool EarlyRepolarisation(const Reading& r) {
  return CountLeads(r, kInferior, JPoint) >= 2 || CountLeads(r, kLateral, JPoint) >= 2;
}
bool Pericarditis(const Reading& r) {
  return CountLeads(r, {kI, kII, kAvf}, Raised) >= 2 &&
         CountLeads(r, {kV2, kV3, kV4, kV5, kV6}, Raised) >= 4 && r.Lead(kAvr).st60_mv < -0.03;
}
bool Brugada(const Reading& r) { return CountLeads(r, {kV1, kV2}, Coved) >= 1; }

constexpr Criterion kCriteria[] = {
    {kNonspecificSt, "ST off the baseline or flat in two leads", NonspecificSt, kUnchecked},
    {kNonspecificT, "T flat, biphasic or inverted in two leads", NonspecificT, kUnchecked},
    {kNondiagnosticT, "T < 10 % of R or hardly any in two of I, aVL, V4-V6", NondiagnosticT},
    {kLowT, "T within 0.1 mV and < 10 % of R in two leads", LowT},
    {kTInversion, "T <= -0.1 mV in two neighbouring leads", TInversion},
    {kHighT, "T > 0.5 mV in a limb lead or > 1.0 mV in a chest lead", HighT, 0.20},
    {kVentricularAneurysm, "Q and J >= 0.1 mV in two of V1-V4", Aneurysm},
    {kDigitalis, "ST sags in two leads, QTc < 430", Digitalis, 0.10},
    {kLongQt, "QTc >= 450 (men), 460 (women)", LongQt, 0.10},
    {kShortQt, "QTc <= 390", ShortQt, kUnchecked},
    // At 90/min the U wave runs into the next P; a tall pointed T is counted as a beat now and
    // then.
    // 28 % of the normal ECGs of PTB-XL's folds 1-4.
    {kUWave, "U > 0.1 mV or > 25 % of T in V2 or V3", UWave, 0.28, 0.8, 0.75},
    {kHyperkalaemia, "T > 0.55 mV in two of V2-V5", HighPotassium, kUnchecked, 0.75, 0.75},
    {kHypokalaemia, "ST sags in two leads, U above T in one of V2-V4 or joined with it",
     LowPotassium},
    {kHypercalcaemia, "QTc < 400", HighCalcium, kUnchecked},
    {kHypocalcaemia, "QTc > 435", LowCalcium, 0.15},
    {kEarlyRepolarisation, "J >= 0.1 mV in two inferior or lateral leads", EarlyRepolarisation},
    {kPericarditis, "ST >= 0.05 mV in two limb and four chest leads, below 0 in aVR", Pericarditis,
     0.15},
    {kBrugada, "J >= 0.2 mV and negative T in V1 or V2", Brugada},
};

}  // namespace

std::span<const Criterion> RepolarisationCriteria() { return kCriteria; }

}  // namespace supreme::criteria
