// Infarction: Q waves and loss of R by territory.
#include <algorithm>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

bool WideQ(const LeadMeasurements& lead) { return lead.q_ms >= 26.0 && lead.q_mv <= -0.09; }
bool SomeQ(const LeadMeasurements& lead) { return lead.q_ms >= 16.0 && lead.q_mv <= -0.05; }
bool NoR(const LeadMeasurements& lead) {
  return SomeQ(lead) || std::max(lead.r_mv, lead.r_prime_mv) < 0.11;
}
bool Posterior(const LeadMeasurements& lead) { return RToS(lead) > kVoltageMargin; }

bool InferiorQ(const Reading& r) { return CountLeads(r, kInferior, WideQ) >= 2; }
bool PosteriorR(const Reading& r) { return CountLeads(r, {kV1, kV2}, Posterior) >= 1; }
// aVL alone has a Q in vertical hearts.
bool LateralQ(const Reading& r) { return CountLeads(r, {kI, kV5, kV6}, WideQ) >= 1; }

bool Anteroseptal(const Reading& r) { return CountLeads(r, {kV1, kV2, kV3}, NoR) >= 2; }
bool Anterior(const Reading& r) { return CountLeads(r, {kV2, kV3, kV4}, SomeQ) >= 2; }
bool Anterolateral(const Reading& r) {
  return CountLeads(r, {kV3, kV4, kV5, kV6, kI, kAvl}, WideQ) >= 2;
}
bool Inferolateral(const Reading& r) {
  return InferiorQ(r) && CountLeads(r, {kV5, kV6}, WideQ) >= 1;
}
bool Inferoposterior(const Reading& r) { return InferiorQ(r) && PosteriorR(r); }
bool Inferoposterolateral(const Reading& r) { return Inferoposterior(r) && LateralQ(r); }
bool PosteriorOnly(const Reading& r) { return PosteriorR(r) && r.Lead(kV2).t_mv > 0.0; }
bool QInNeighbours(const Reading& r) { return InNeighbours(r, WideQ); }

constexpr Criterion kCriteria[] = {
    {kQWaves, "Q >= 30 ms and >= 0.1 mV in two neighbouring leads", QInNeighbours, 0.10},
    {kInferiorMi, "wide Q in two inferior leads", InferiorQ, 0.10},
    {kAnteroseptalMi, "Q or hardly any R in two of V1-V3", Anteroseptal},
    {kAnteriorMi, "Q in two of V2-V4", Anterior},
    {kAnterolateralMi, "wide Q in two of V3-V6, I, aVL", Anterolateral},
    {kLateralMi, "wide Q in I, V5 or V6", LateralQ, 0.15},
    {kInferolateralMi, "wide Q in two inferior leads and V5 or V6", Inferolateral},
    {kInferoposteriorMi, "wide inferior Q, R/S > 1 in V1 or V2", Inferoposterior},
    {kInferoposterolateralMi, "wide inferior and lateral Q, R/S > 1 in V1 or V2",
     Inferoposterolateral},
    {kPosteriorMi, "R/S > 1 in V1 or V2, upright T in V2", PosteriorOnly, 0.15},
};

}  // namespace

std::span<const Criterion> InfarctCriteria() { return kCriteria; }

}  // namespace supreme::criteria
