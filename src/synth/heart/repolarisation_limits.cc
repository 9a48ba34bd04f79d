#include "synth/heart/repolarisation_limits.h"

#include <algorithm>

#include "synth/heart/repolarisation_normal.h"

namespace supreme {
namespace {

using enum Finding;
using enum Quantity;

constexpr LeadMask kUprightLeads = kInI | kInII | kInV3 | kInV4 | kInV5 | kInV6;
constexpr size_t kUprightCount = 6;

bool Structural(const FindingSet& findings) {
  return findings.HasAny({kLvh, kInferiorMi, kAnteroseptalMi, kAnteriorMi, kAnterolateralMi,
                          kLateralMi, kInferolateralMi, kInferoposteriorMi, kInferoposterolateralMi,
                          kAtrialFibrillation, kIvcd, kNonspecificSt, kStDepression});
}

bool MayBeHigh(const FindingSet& findings) {
  return findings.HasAny({kHighT, kHyperkalaemia, kEarlyRepolarisation, kSinusBradycardia});
}

// ST levels that no criterion of elevation or depression reaches, by scaling the normal ST segment.
void RestrainSt(const RepolarisationInput& input, const StTMeter& meter, Repolarisation& r) {
  const double front_mv = input.patient.sex == Sex::kFemale ? 0.14
                          : input.patient.age_years < 40    ? 0.24
                                                            : 0.19;
  const TwelveLeads j = meter.Measure(kJ, r);
  const TwelveLeads st60 = meter.Measure(kSt60, r);
  double worst = 1.0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if ((LeadMask{1} << lead & kInAvr) != 0) continue;
    const bool front = lead == 7 || lead == 8;
    if (j[lead] > 0.0) worst = std::max(worst, j[lead] / (front ? front_mv : 0.09));
    const double low = -st60[lead] / 0.045;
    worst = std::max(worst, low);
  }
  for (double& value : r.Pattern(Part::kSt)) value /= std::min(worst, 3.0);
}

}  // namespace

// PTB-XL folds 1–4: the median T in V5 is 0.36 mV in normal records, 0.25 in LAFB and inferior
// infarction, 0.15 in anteroseptal infarction.
void WeakenBackground(const RepolarisationInput& input, Rng& anatomy, Repolarisation& r) {
  if (input.diagnosis.Has(kNormalEcg)) return;
  const bool structural = Structural(input.diagnosis.findings);
  const double keep = structural ? anatomy.Uniform(0.5, 1.1) : anatomy.Uniform(0.72, 1.15);
  // The lateral wall suffers first.
  constexpr LeadPattern kLateralLoss = {0.10, 0.06, -0.02, 0.0, 0.02, 0.08, 0.10, 0.10};
  const double loss = structural ? anatomy.Uniform(0.0, 0.7) : anatomy.Uniform(0.0, 0.2);
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    double& t = r.Pattern(Part::kT)[lead];
    t = keep * t - loss * kLateralLoss[lead];
    if (structural) {
      r.Pattern(Part::kSt)[lead] =
          0.85 * r.Pattern(Part::kSt)[lead] - 0.4 * loss * kLateralLoss[lead];
    }
  }
}

void RestrainToNormal(const RepolarisationInput& input, const StTMeter& meter, Rng& anatomy,
                      Repolarisation& r) {
  const FindingSet& findings = input.diagnosis.findings;
  const bool normal = findings.Has(kNormalEcg);
  if (normal) {
    Fulfil({kTPerR, kInII | kInV4 | kInV5 | kInV6, 4, true, anatomy.Uniform(0.10, 0.16), Part::kT,
            MeanTPattern()},
           meter, r);
  }
  Fulfil({kT, kUprightLeads, kUprightCount, true,
          normal ? anatomy.Uniform(0.08, 0.14) : anatomy.Uniform(-0.06, 0.12), Part::kT,
          MeanTPattern()},
         meter, r);
  RestrainSt(input, meter, r);
  if (MayBeHigh(findings)) return;
  const TwelveLeads t = meter.Measure(kT, r);
  double worst = 1.0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    worst = std::max(worst, t[lead] / (lead < 6 ? 0.48 : 0.97));
  }
  for (double& value : r.Pattern(Part::kT)) value /= worst;
}

}  // namespace supreme
