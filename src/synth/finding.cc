#include "synth/finding.h"

#include <algorithm>
#include <utility>

namespace supreme {
namespace {

using enum Finding;

constexpr std::array<FindingInfo, kFindingCount> kTable = {{
    {kNormalEcg, "NORM", "normal ecg"},
    {kSinusRhythm, "SR", "sinus rhythm"},
    {kSinusBradycardia, "SBRAD", "sinus bradycardia"},
    {kSinusTachycardia, "STACH", "sinus tachycardia"},
    {kAtrialFibrillation, "AFIB", "atrial fibrillation"},
    {kPvc, "PVC", "premature ventricular contraction"},
    {kFirstDegreeAvBlock, "1AVB", "first degree av block"},
    {kLbbb, "CLBBB", "left bundle branch block"},
    {kRbbb, "CRBBB", "right bundle branch block"},
    {kInferiorStElevation, "ISTE", "inferior st elevation"},
    {kAnteriorStElevation, "ASTE", "anterior st elevation"},
    {kTWaveInversion, "INVT", "t wave inversion"},
    {kLvh, "LVH", "left ventricular hypertrophy"},
    {kLeftAxisDeviation, "LAD", "left axis deviation"},
    {kLowVoltage, "LVOLT", "low qrs voltage"},
}};

constexpr std::array kRhythms = {kSinusRhythm, kSinusBradycardia, kSinusTachycardia,
                                 kAtrialFibrillation};

bool IsRhythm(Finding finding) {
  return std::find(kRhythms.begin(), kRhythms.end(), finding) != kRhythms.end();
}

// Pairs beside the rhythms (one at a time) and "normal ECG" (alone).
constexpr std::pair<Finding, Finding> kExclusions[] = {
    {kFirstDegreeAvBlock, kAtrialFibrillation},  // no P wave, no PR interval
    {kFirstDegreeAvBlock, kSinusTachycardia},    // P would be lost in the T wave before it
    {kLbbb, kRbbb},
    {kLbbb, kLvh},  // voltage, ST and T criteria do not hold in LBBB
    {kLbbb, kLowVoltage},
    {kLbbb, kInferiorStElevation},
    {kLbbb, kAnteriorStElevation},
    {kLbbb, kTWaveInversion},
    {kRbbb, kLvh},
    {kRbbb, kAnteriorStElevation},
    {kInferiorStElevation, kAnteriorStElevation},
    {kInferiorStElevation, kTWaveInversion},
    {kAnteriorStElevation, kTWaveInversion},
    {kLvh, kTWaveInversion},  // strain is part of LVH
    {kLvh, kAnteriorStElevation},
    {kLowVoltage, kLvh},
    {kLowVoltage, kLeftAxisDeviation},  // the axis of a flat QRS says little
};

// Share of abnormal records that carry the finding before exclusions, at age 60.
struct Prevalence {
  Finding finding;
  double share;
  double per_decade;  // factor per ten years of age
};
constexpr Prevalence kPrevalences[] = {
    {kPvc, 0.13, 1.15},
    {kFirstDegreeAvBlock, 0.15, 1.20},
    {kLbbb, 0.12, 1.20},
    {kRbbb, 0.11, 1.15},
    {kInferiorStElevation, 0.10, 1.05},
    {kAnteriorStElevation, 0.115, 1.05},
    {kTWaveInversion, 0.16, 1.05},
    {kLvh, 0.17, 1.10},
    {kLeftAxisDeviation, 0.14, 1.20},
    {kLowVoltage, 0.13, 1.05},
};

double AgeFactor(double per_decade, int age_years) {
  double factor = 1.0;
  const double decades = std::clamp((age_years - 60) / 10.0, -4.0, 3.0);
  const double base = decades < 0.0 ? 1.0 / per_decade : per_decade;
  const double size = decades < 0.0 ? -decades : decades;
  // Linear between whole decades: the same bits on every machine.
  double left = size;
  for (; left >= 1.0; left -= 1.0) factor *= base;
  return factor * (1.0 + (base - 1.0) * left);
}

Finding DrawRhythm(const Patient& patient, Rng& rng) {
  const double fibrillation = 0.15 * AgeFactor(1.35, patient.age_years);
  const double tachycardia = 0.14 * AgeFactor(0.90, patient.age_years);
  const double bradycardia = (patient.sex == Sex::kMale ? 0.16 : 0.13);
  const double draw = rng.Uniform();
  if (draw < fibrillation) return kAtrialFibrillation;
  if (draw < fibrillation + tachycardia) return kSinusTachycardia;
  if (draw < fibrillation + tachycardia + bradycardia) return kSinusBradycardia;
  return kSinusRhythm;
}

bool FitsIn(Finding finding, const FindingSet& findings) {
  return std::all_of(kTable.begin(), kTable.end(), [&](const FindingInfo& info) {
    return !findings.Has(info.finding) || Compatible(info.finding, finding);
  });
}

}  // namespace

const std::array<FindingInfo, kFindingCount>& FindingTable() { return kTable; }

const FindingInfo& Info(Finding finding) { return kTable[static_cast<size_t>(finding)]; }

std::optional<Finding> FindingByCode(std::string_view code) {
  for (const FindingInfo& info : kTable) {
    if (info.code == code) return info.finding;
  }
  return std::nullopt;
}

bool FindingSet::Abnormal() const { return (bits_ & ~(Bit(kNormalEcg) | Bit(kSinusRhythm))) != 0; }

bool Compatible(Finding a, Finding b) {
  if (a == b) return true;
  if (a == kNormalEcg || b == kNormalEcg) return a == kSinusRhythm || b == kSinusRhythm;
  if (IsRhythm(a) && IsRhythm(b)) return false;
  return std::none_of(std::begin(kExclusions), std::end(kExclusions), [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

bool Plausible(const FindingSet& findings) {
  const auto rhythms = std::count_if(kRhythms.begin(), kRhythms.end(),
                                     [&](Finding rhythm) { return findings.Has(rhythm); });
  if (rhythms != 1 || findings.Abnormal() == findings.Has(kNormalEcg)) return false;
  return std::all_of(kTable.begin(), kTable.end(), [&](const FindingInfo& info) {
    return !findings.Has(info.finding) || FitsIn(info.finding, findings);
  });
}

FindingSet DrawFindings(const Patient& patient, Rng& rng) {
  const double normal = std::clamp(0.46 - 0.006 * (patient.age_years - 30), 0.10, 0.46);
  if (rng.Bernoulli(normal)) return {kNormalEcg, kSinusRhythm};
  FindingSet findings;
  while (!findings.Abnormal()) {
    findings = {DrawRhythm(patient, rng)};
    // In random order, so that no finding always wins over those it excludes.
    std::array<Prevalence, std::size(kPrevalences)> order;
    std::copy(std::begin(kPrevalences), std::end(kPrevalences), order.begin());
    rng.Shuffle(std::span<Prevalence>(order));
    for (const Prevalence& entry : order) {
      const double share = entry.share * AgeFactor(entry.per_decade, patient.age_years);
      if (rng.Bernoulli(share) && FitsIn(entry.finding, findings)) findings.Add(entry.finding);
    }
  }
  return findings;
}

}  // namespace supreme
