// Voltage, axis, progression; position of heart and electrodes.
#include <algorithm>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

double LargestMv(const LeadMeasurements& lead) {
  return std::max({lead.r_mv, lead.r_prime_mv, -lead.q_mv, -lead.s_mv});
}
bool TallInLimb(const LeadMeasurements& lead) { return LargestMv(lead) > 2.0 * kVoltageMargin; }
bool TallInChest(const LeadMeasurements& lead) { return LargestMv(lead) > 3.0 * kVoltageMargin; }
bool High(const Reading& r) {
  return CountLeads(r, kLimb, TallInLimb) >= 1 || CountLeads(r, kChest, TallInChest) >= 1;
}
bool Small(const LeadMeasurements& lead) { return lead.qrs_peak_to_peak_mv < 0.5 / kVoltageMargin; }
bool Low(const Reading& r) { return CountLeads(r, kLimb, Small) == 6; }

bool AxisLeft(const Reading& r) { return Within(r.m.qrs_axis_degrees, -93, -27); }
bool AxisRight(const Reading& r) { return Within(r.m.qrs_axis_degrees, 87, 180); }
bool AxisExtreme(const Reading& r) {
  return r.m.qrs_axis_degrees < -87.0 || r.m.qrs_axis_degrees > 177.0;
}

bool PoorProgression(const Reading& r) {
  return r.Lead(kV3).r_mv <= 0.3 / kVoltageMargin &&
         r.Lead(kV2).r_mv <= r.Lead(kV3).r_mv / kVoltageMargin + 0.03;
}
bool Clockwise(const Reading& r) { return RToS(r.Lead(kV5)) < 1.0 / kVoltageMargin; }
bool Counterclockwise(const Reading& r) { return RToS(r.Lead(kV2)) > kVoltageMargin; }

bool NegativeP(const Reading& r, size_t lead) { return r.HasP() && r.Lead(lead).p_mv < 0.0; }
bool Dextrocardia(const Reading& r) {
  return NegativeP(r, kI) && NetMv(r.Lead(kI)) < 0.0 &&
         r.Lead(kV6).qrs_peak_to_peak_mv < r.Lead(kV2).qrs_peak_to_peak_mv;
}
bool ArmsExchanged(const Reading& r) {
  return NegativeP(r, kI) && NetMv(r.Lead(kAvr)) > NetMv(r.Lead(kAvl));
}
// RA–LL turns II round; LA–LL exchanges I and II, so that P is larger in I, and turns III round.
bool LegExchanged(const Reading& r) {
  return NegativeP(r, kII) || r.Lead(kI).p_mv > 0.95 * r.Lead(kII).p_mv;
}
// R's share of the complex grows from V1 to V5; here it falls on the way.
bool ChestExchanged(const Reading& r) {
  const auto share = [&](size_t lead) {
    return std::max(r.Lead(lead).r_mv, 0.0) / std::max(0.1, r.Lead(lead).qrs_peak_to_peak_mv);
  };
  for (size_t lead = kV1; lead < kV6; ++lead) {
    if (share(lead + 1) < share(lead) - 0.03) return true;
  }
  return false;
}

constexpr Criterion kCriteria[] = {
    {kHighVoltage, "> 2.0 mV in a limb lead or > 3.0 mV in a chest lead", High},
    {kLowVoltage, "< 0.5 mV peak to peak in all limb leads", Low},
    {kLeftAxisDeviation, "axis -30 to -90", AxisLeft},
    {kRightAxisDeviation, "axis 90 to 180", AxisRight},
    {kExtremeAxis, "axis -90 to -180", AxisExtreme},
    {kPoorRProgression, "R in V3 <= 0.3 mV and not larger in V2", PoorProgression},
    {kClockwiseRotation, "R/S < 1 in V5", Clockwise},
    {kCounterclockwiseRotation, "R/S > 1 in V2", Counterclockwise},
    {kDextrocardia, "P and QRS negative in I, QRS smaller in V6 than in V2", Dextrocardia},
    {kArmReversal, "P negative in I, QRS more positive in aVR than in aVL", ArmsExchanged},
    {kLegArmReversal, "P negative in II or larger in I than in II", LegExchanged, kUnchecked},
    {kChestReversal, "R's share falls from a chest lead to the next", ChestExchanged, kUnchecked},
};

}  // namespace

std::span<const Criterion> AxisCriteria() { return kCriteria; }

}  // namespace supreme::criteria
