// AV and intraventricular conduction.
#include <algorithm>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

constexpr double kSmallQ = -0.05;  // mV; less is no q

bool LongPr(const Reading& r) { return r.m.pr_ms > 200.0 - kTimeMarginMs; }
bool GrowingPr(const Reading& r) {
  return r.truth.counts.dropped >= 1 && r.m.longest_rr_ms > 1.2 * r.m.shortest_rr_ms;
}
bool SingleDrops(const Reading& r) {
  return r.truth.counts.dropped >= 1 && r.m.longest_rr_ms > 1.5 * r.m.shortest_rr_ms;
}
bool TwoToOne(const Reading& r) {
  return r.truth.counts.dropped >= 2 && r.m.rr_variation < 0.1 && r.m.ventricular_rate_bpm < 66.0;
}
bool Unrelated(const Reading& r) {
  return !r.HasP() && r.m.rr_variation < 0.1 && r.m.ventricular_rate_bpm < 62.0;
}
bool PreExcited(const Reading& r) {
  return r.m.pr_ms < 120.0 + kTimeMarginMs && r.m.qrs_ms > 110.0 - kTimeMarginMs;
}
bool ShortPr(const Reading& r) { return r.m.pr_ms < 120.0 + kTimeMarginMs; }

bool Complete(const Reading& r) { return r.m.qrs_ms >= 120.0 - kTimeMarginMs; }
bool Incomplete(const Reading& r) { return r.m.qrs_ms < 120.0 + kTimeMarginMs; }
bool SecondR(const LeadMeasurements& lead) { return lead.r_prime_mv >= 0.03; }
bool Rightward(const LeadMeasurements& lead) {
  return lead.r_prime_mv >= 0.1 || lead.r_mv > -lead.s_mv;
}
bool HasS(const LeadMeasurements& lead) { return lead.s_mv <= -0.06; }
bool NoQ(const LeadMeasurements& lead) { return lead.q_mv > kSmallQ && lead.r_mv > 0.0; }
bool MostlyS(const LeadMeasurements& lead) { return -std::min(lead.q_mv, lead.s_mv) > lead.r_mv; }

bool RightBundle(const Reading& r) {
  return Complete(r) && CountLeads(r, {kV1, kV2}, Rightward) >= 1 &&
         CountLeads(r, {kI, kV6}, HasS) == 2;
}
bool IncompleteRightBundle(const Reading& r) {
  return Incomplete(r) && CountLeads(r, {kV1, kV2}, SecondR) >= 1;
}
bool LeftBundle(const Reading& r) {
  return Complete(r) && CountLeads(r, {kI, kV6}, NoQ) == 2 && MostlyS(r.Lead(kV1));
}
bool IncompleteLeftBundle(const Reading& r) {
  return Within(r.m.qrs_ms, 110.0 - kTimeMarginMs, 120.0 + kTimeMarginMs) &&
         CountLeads(r, {kI, kV5, kV6}, NoQ) >= 2 && MostlyS(r.Lead(kV1));
}
bool LeftAnterior(const Reading& r) {
  const LeadMeasurements& lateral = r.Lead(kAvl);
  return Within(r.m.qrs_axis_degrees, -93, -42) && Incomplete(r) &&
         CountLeads(r, kInferior, MostlyS) >= 2 && lateral.r_mv > -lateral.s_mv;
}
bool LeftPosterior(const Reading& r) {
  return Within(r.m.qrs_axis_degrees, 86, 180) && Incomplete(r) &&
         CountLeads(r, {kI, kAvl}, MostlyS) == 2 && !MostlyS(r.Lead(kIII)) &&
         !MostlyS(r.Lead(kAvf));
}
bool Delayed(const Reading& r) { return r.m.qrs_ms > 110.0 - kTimeMarginMs; }

constexpr Criterion kCriteria[] = {
    {kFirstDegreeAvBlock, "PR > 200", LongPr},
    {kWenckebach, "a dropped beat, RR of different length", GrowingPr},
    {kMobitz2, "a dropped beat, an RR half as long again as others", SingleDrops},
    {kTwoToOneAvBlock, "dropped beats, slow, regular", TwoToOne},
    {kThirdDegreeAvBlock, "no related P, regular, < 60/min", Unrelated},
    {kWpw, "PR < 120, QRS > 110", PreExcited, 0.05, 0.65, 0.65},
    {kShortPr, "PR < 120", ShortPr, 0.05, 0.75},
    {kRbbb, "QRS >= 120, R' or broad R in V1-V2, S in I and V6", RightBundle},
    {kIncompleteRbbb, "QRS < 120, r' in V1 or V2", IncompleteRightBundle, kUnchecked},
    {kLbbb, "QRS >= 120, no q in I and V6, S in V1", LeftBundle},
    {kIncompleteLbbb, "QRS 110-119, no q in I, V5-V6, S in V1", IncompleteLeftBundle},
    {kLafb, "axis -45 to -90, rS in II, III, aVF, R in aVL", LeftAnterior},
    {kLpfb, "axis 90 to 180, rS in I and aVL, R in III and aVF", LeftPosterior},
    {kIvcd, "QRS > 110", Delayed},
};

}  // namespace

std::span<const Criterion> ConductionCriteria() { return kCriteria; }

}  // namespace supreme::criteria
