// ST elevation, injury and ischaemia by territory.
#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

bool Elevated(const LeadMeasurements& lead) { return lead.j_mv >= 0.09; }
bool ElevatedTwice(const LeadMeasurements& lead) { return lead.j_mv >= 0.18; }
bool Injured(const LeadMeasurements& lead) { return lead.st60_mv <= -0.09; }
bool Depressed(const LeadMeasurements& lead) { return lead.st60_mv <= -0.042; }
bool Ischaemic(const LeadMeasurements& lead) {
  return lead.st60_mv <= -0.042 || lead.t_min_mv <= -0.085;
}

bool InferiorElevation(const Reading& r) { return CountLeads(r, kInferior, Elevated) >= 2; }
bool LateralElevation(const Reading& r) { return CountLeads(r, kLateral, Elevated) >= 2; }
bool AnteriorElevation(const Reading& r) {
  const double male = r.truth.patient.age_years >= 40 ? 0.2 : 0.25;
  const double limit = 0.9 * (r.Male() ? male : 0.15);
  return r.Lead(kV2).j_mv >= limit && r.Lead(kV3).j_mv >= limit;
}
bool AnyElevation(const Reading& r) {
  return InNeighbours(r, Elevated, {kI, kII, kIII, kAvl, kAvf}) ||
         InNeighbours(r, Elevated, {kV4, kV5, kV6}) || InNeighbours(r, ElevatedTwice, kChest);
}

bool AnteroseptalInjury(const Reading& r) {
  return CountLeads(r, {kV1, kV2, kV3, kV4}, Injured) >= 2;
}
bool AnterolateralInjury(const Reading& r) {
  return CountLeads(r, {kV3, kV4, kV5, kV6}, Injured) >= 2;
}
bool InferiorInjury(const Reading& r) { return CountLeads(r, kInferior, Injured) >= 2; }
bool LateralInjury(const Reading& r) { return CountLeads(r, kLateral, Injured) >= 2; }
bool InferolateralInjury(const Reading& r) {
  return CountLeads(r, kInferior, Injured) >= 1 && CountLeads(r, {kV5, kV6}, Injured) >= 1;
}

bool AnyIschaemia(const Reading& r) {
  return InNeighbours(r, Ischaemic, {kI, kII, kAvl, kAvf, kV2, kV3, kV4, kV5, kV6});
}
bool AnterolateralIschaemia(const Reading& r) {
  return CountLeads(r, {kV3, kV4, kV5, kV6, kI, kAvl}, Ischaemic) >= 3;
}
bool InferiorIschaemia(const Reading& r) { return CountLeads(r, kInferior, Ischaemic) >= 2; }
bool InferolateralIschaemia(const Reading& r) {
  return CountLeads(r, kInferior, Ischaemic) >= 1 && CountLeads(r, {kV5, kV6}, Ischaemic) >= 1;
}
bool AnteroseptalIschaemia(const Reading& r) {
  return CountLeads(r, {kV2, kV3, kV4}, Ischaemic) >= 2;
}
bool LateralIschaemia(const Reading& r) { return CountLeads(r, kLateral, Ischaemic) >= 2; }
bool AnteriorIschaemia(const Reading& r) { return CountLeads(r, {kV2, kV3, kV4}, Ischaemic) >= 2; }
bool StDepression(const Reading& r) { return InNeighbours(r, Depressed); }

constexpr Criterion kCriteria[] = {
    {kInferiorStElevation, "J >= 0.1 mV in two inferior leads", InferiorElevation},
    {kAnteriorStElevation, "J >= 0.15-0.25 mV in V2 and V3 by age and sex", AnteriorElevation},
    {kLateralStElevation, "J >= 0.1 mV in two lateral leads", LateralElevation},
    {kAnteroseptalInjury, "ST <= -0.1 mV in two of V1-V4", AnteroseptalInjury},
    {kAnterolateralInjury, "ST <= -0.1 mV in two of V3-V6", AnterolateralInjury},
    {kInferiorInjury, "ST <= -0.1 mV in two inferior leads", InferiorInjury},
    {kLateralInjury, "ST <= -0.1 mV in two lateral leads", LateralInjury},
    {kInferolateralInjury, "ST <= -0.1 mV inferior and in V5-V6", InferolateralInjury},
    {kNonspecificIschaemia, "ST or T in two neighbouring leads", AnyIschaemia},
    {kAnterolateralIschaemia, "ST or T in three of V3-V6, I, aVL", AnterolateralIschaemia},
    {kInferiorIschaemia, "ST or T in two inferior leads", InferiorIschaemia},
    {kInferolateralIschaemia, "ST or T inferior and in V5-V6", InferolateralIschaemia},
    {kAnteroseptalIschaemia, "ST or T in two of V2-V4", AnteroseptalIschaemia},
    {kLateralIschaemia, "ST or T in two lateral leads", LateralIschaemia},
    {kAnteriorIschaemia, "ST or T in two of V2-V4", AnteriorIschaemia},
    {kStDepression, "ST <= -0.05 mV in two neighbouring leads", StDepression},
    {kStElevation, "J >= 0.1 mV in two neighbouring leads (0.2 mV in V1-V4)", AnyElevation},
};

}  // namespace

std::span<const Criterion> StCriteria() { return kCriteria; }

}  // namespace supreme::criteria
