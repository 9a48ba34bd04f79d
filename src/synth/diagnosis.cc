#include "synth/diagnosis.h"

#include <algorithm>
#include <span>
#include <string>

#include "core/error.h"
#include "synth/compatibility.h"

namespace supreme {
namespace {

using enum Finding;

// How often a finding is drawn before exclusions, among records that are not plainly normal.
// hospital: from counts of PTB-XL's folds 1–4 and the statement counts published for
// MIMIC-IV-ECG; training: every finding often enough to be learnt.
struct Share {
  Finding finding;
  double hospital;
  double training;
};

constexpr Share kRhythmShares[] = {
    {kSinusRhythm, 0.60, 0.36},
    {kSinusBradycardia, 0.13, 0.075},
    {kSinusTachycardia, 0.10, 0.080},
    {kSinusArrhythmia, 0.03, 0.075},
    {kAtrialFibrillation, 0.12, 0.11},
    {kAtrialFlutter, 0.02, 0.08},
    {kAtrialTachycardia, 0.004, 0.022},
    {kAvNodalReentry, 0.003, 0.025},
    {kAvReentry, 0.001, 0.014},
    {kEctopicAtrialRhythm, 0.006, 0.018},
    {kWanderingPacemaker, 0.002, 0.014},
    {kJunctionalRhythm, 0.004, 0.018},
    {kVentricularEscapeRhythm, 0.002, 0.02},
    {kIdioventricularRhythm, 0.002, 0.022},
    {kVentricularTachycardia, 0.003, 0.034},
    {kPacedAtrial, 0.004, 0.018},
    {kPacedVentricular, 0.04, 0.055},
    {kPacedDual, 0.025, 0.05},
};

constexpr Share kShares[] = {
    {kPac, 0.055, 0.060},
    {kPvc, 0.080, 0.065},
    {kJunctionalPremature, 0.003, 0.012},
    {kAtrialBigeminy, 0.004, 0.014},
    {kVentricularBigeminy, 0.005, 0.018},
    {kVentricularTrigeminy, 0.003, 0.016},
    {kVentricularCouplet, 0.006, 0.012},
    {kParoxysmalSvt, 0.003, 0.014},
    {kNonsustainedVt, 0.002, 0.012},
    {kSinusPause, 0.003, 0.02},
    {kJunctionalEscape, 0.003, 0.02},
    {kVentricularEscape, 0.003, 0.02},
    {kFirstDegreeAvBlock, 0.090, 0.080},
    {kWenckebach, 0.004, 0.024},
    {kMobitz2, 0.002, 0.02},
    {kTwoToOneAvBlock, 0.002, 0.02},
    {kThirdDegreeAvBlock, 0.003, 0.024},
    {kWpw, 0.006, 0.034},
    {kShortPr, 0.01, 0.026},
    {kRbbb, 0.085, 0.070},
    {kIncompleteRbbb, 0.060, 0.075},
    {kLbbb, 0.075, 0.085},
    {kIncompleteLbbb, 0.008, 0.035},
    {kLafb, 0.080, 0.080},
    {kLpfb, 0.010, 0.030},
    {kIvcd, 0.040, 0.045},
    {kLvh, 0.080, 0.070},
    {kLvhVoltage, 0.035, 0.035},
    {kLvhStrain, 0.040, 0.045},
    {kRvh, 0.010, 0.030},
    {kLeftAtrialEnlargement, 0.060, 0.055},
    {kRightAtrialEnlargement, 0.010, 0.030},
    {kSeptalHypertrophy, 0.003, 0.016},
    {kHighVoltage, 0.010, 0.018},
    {kLowVoltage, 0.040, 0.040},
    {kLeftAxisDeviation, 0.080, 0.050},
    {kRightAxisDeviation, 0.030, 0.030},
    {kExtremeAxis, 0.005, 0.012},
    {kPoorRProgression, 0.030, 0.030},
    {kClockwiseRotation, 0.020, 0.020},
    {kCounterclockwiseRotation, 0.015, 0.020},
    {kQWaves, 0.025, 0.030},
    {kInferiorMi, 0.110, 0.080},
    {kAnteroseptalMi, 0.085, 0.060},
    {kAnteriorMi, 0.030, 0.030},
    {kAnterolateralMi, 0.020, 0.028},
    {kLateralMi, 0.015, 0.028},
    {kInferolateralMi, 0.020, 0.028},
    {kInferoposteriorMi, 0.004, 0.016},
    {kInferoposterolateralMi, 0.004, 0.016},
    {kPosteriorMi, 0.004, 0.016},
    {kInferiorStElevation, 0.010, 0.022},
    {kAnteriorStElevation, 0.010, 0.022},
    {kLateralStElevation, 0.006, 0.018},
    {kAnteroseptalInjury, 0.010, 0.018},
    {kAnterolateralInjury, 0.008, 0.018},
    {kInferiorInjury, 0.002, 0.012},
    {kLateralInjury, 0.002, 0.012},
    {kInferolateralInjury, 0.002, 0.012},
    {kNonspecificIschaemia, 0.050, 0.050},
    {kAnterolateralIschaemia, 0.030, 0.035},
    {kInferiorIschaemia, 0.012, 0.026},
    {kInferolateralIschaemia, 0.010, 0.022},
    {kAnteroseptalIschaemia, 0.010, 0.022},
    {kLateralIschaemia, 0.010, 0.022},
    {kAnteriorIschaemia, 0.006, 0.018},
    {kStDepression, 0.050, 0.045},
    {kStElevation, 0.010, 0.020},
    {kNonspecificSt, 0.050, 0.045},
    {kNonspecificT, 0.050, 0.045},
    {kNondiagnosticT, 0.080, 0.060},
    {kLowT, 0.025, 0.030},
    {kTInversion, 0.020, 0.035},
    {kHighT, 0.008, 0.018},
    {kVentricularAneurysm, 0.004, 0.016},
    {kDigitalis, 0.010, 0.022},
    {kLongQt, 0.070, 0.045},
    {kShortQt, 0.003, 0.014},
    {kUWave, 0.005, 0.016},
    {kHyperkalaemia, 0.003, 0.014},
    {kHypokalaemia, 0.003, 0.014},
    {kHypercalcaemia, 0.002, 0.010},
    {kHypocalcaemia, 0.002, 0.010},
    {kEarlyRepolarisation, 0.015, 0.022},
    {kPericarditis, 0.003, 0.014},
    {kBrugada, 0.001, 0.010},
    {kDextrocardia, 0.0005, 0.022},
    {kArmReversal, 0.004, 0.024},
    {kLegArmReversal, 0.002, 0.02},
    {kChestReversal, 0.003, 0.008},
};

// Findings that come together: given the first, the second with this probability (PTB-XL, folds
// 1–4, rounded; ISC_ stands beside LVH in nine of ten records).
struct Companion {
  Finding given;
  Finding then;
  double probability;
};
constexpr Companion kCompanions[] = {
    {kNonspecificIschaemia, kLvh, 0.70},
    {kLvh, kNonspecificIschaemia, 0.40},
    {kLvh, kStDepression, 0.25},
    {kLvh, kLvhVoltage, 0.35},
    {kLvhStrain, kLvhVoltage, 0.30},
    {kLvhVoltage, kStDepression, 0.30},
    {kLvhVoltage, kLvh, 0.50},
    {kStDepression, kLvh, 0.50},
    {kStDepression, kNonspecificIschaemia, 0.40},
    {kNonspecificIschaemia, kStDepression, 0.50},
    {kNonspecificT, kNondiagnosticT, 0.50},
    {kNondiagnosticT, kNonspecificT, 0.20},
    {kLeftAtrialEnlargement, kLvh, 0.25},
    {kLvhStrain, kLeftAtrialEnlargement, 0.12},
    {kInferiorMi, kAnteroseptalIschaemia, 0.02},
    {kInferiorMi, kLvh, 0.08},
    {kAnteroseptalMi, kLafb, 0.22},
    {kLafb, kAnteroseptalMi, 0.20},
    {kAnteroseptalMi, kNonspecificIschaemia, 0.08},
    {kRbbb, kLafb, 0.26},
    {kRbbb, kLpfb, 0.10},
    {kRbbb, kAnteroseptalMi, 0.20},
    {kRbbb, kFirstDegreeAvBlock, 0.10},
    {kLbbb, kFirstDegreeAvBlock, 0.14},
    {kAtrialFibrillation, kNondiagnosticT, 0.04},
    {kAtrialFibrillation, kNonspecificSt, 0.10},
    {kAtrialFibrillation, kLvh, 0.12},
    {kAtrialFibrillation, kStDepression, 0.08},
    {kAtrialFlutter, kNonspecificSt, 0.15},
    {kIvcd, kAnteroseptalMi, 0.12},
    {kIvcd, kLvh, 0.12},
    {kRvh, kRightAtrialEnlargement, 0.25},
    {kFirstDegreeAvBlock, kLeftAtrialEnlargement, 0.12},
    {kVentricularAneurysm, kAnteroseptalMi, 0.70},
    {kInferiorMi, kNondiagnosticT, 0.08},
    {kLowT, kStDepression, 0.15},
    {kNondiagnosticT, kNonspecificSt, 0.10},
    {kHypokalaemia, kPvc, 0.10},
};

constexpr double kReasonShare = 0.55;    // of records that are not plainly normal
constexpr double kFurtherFactor = 0.45;  // on the shares of findings beside the first

double ShareOf(const Share& share, CaseMix mix) {
  return mix == CaseMix::kHospital ? share.hospital : share.training;
}

// What age adds to almost all disease: a factor of 1 at 60.
double AgeFactor(int age_years) { return std::clamp(0.4 + 0.01 * age_years, 0.5, 1.3); }

bool Fits(Finding finding, const FindingSet& findings) {
  return !findings.Has(finding) && !Excluded(finding).Overlaps(findings);
}

// One of the findings of a table, in proportion to its share.
Finding DrawOne(std::span<const Share> shares, CaseMix mix, Rng& rng) {
  double total = 0.0;
  for (const Share& share : shares) total += ShareOf(share, mix);
  double draw = total * rng.Uniform();
  for (const Share& share : shares) {
    draw -= ShareOf(share, mix);
    if (draw < 0.0) return share.finding;
  }
  return shares.front().finding;
}

// Mild cases are the most frequent, marked ones are not rare.
double DrawSeverity(Rng& rng) {
  const double draw = rng.Uniform();
  return rng.Bernoulli(0.6) ? draw * draw : draw;
}

void AddIfFits(Finding finding, Rng& rng, Diagnosis& diagnosis) {
  if (Fits(finding, diagnosis.findings)) diagnosis.Add(finding, DrawSeverity(rng));
}

void AddWithCompanions(Finding finding, Rng& rng, Diagnosis& diagnosis) {
  if (!Fits(finding, diagnosis.findings)) return;
  diagnosis.Add(finding, DrawSeverity(rng));
  for (const Companion& companion : kCompanions) {
    if (companion.given == finding && rng.Bernoulli(companion.probability)) {
      AddIfFits(companion.then, rng, diagnosis);
    }
  }
}

bool Abnormal(const FindingSet& findings) {
  FindingSet rest = findings;
  for (const Finding finding : {kNormalEcg, kSinusRhythm, kSinusBradycardia, kSinusArrhythmia}) {
    rest.Remove(finding);
  }
  return rest.Count() > 0;
}

InfarctAge DrawInfarctAge(Rng& rng) {
  const double draw = rng.Uniform();
  if (draw < 0.12) return InfarctAge::kAcute;
  return draw < 0.30 ? InfarctAge::kRecent : InfarctAge::kOld;
}

// The base rhythm that findings need when none is named.
Finding DefaultRhythm(const FindingSet& findings) {
  constexpr Finding kCandidates[] = {kSinusRhythm, kAtrialFibrillation};
  for (const Finding rhythm : kCandidates) {
    if (!Excluded(rhythm).Overlaps(findings)) return rhythm;
  }
  return kSinusRhythm;
}

}  // namespace

bool Compatible(Finding a, Finding b) { return !Excluded(a).Has(b); }

bool Plausible(const FindingSet& findings) {
  size_t rhythms = 0;
  for (const Finding finding : findings.List()) {
    rhythms += IsBaseRhythm(finding) ? 1 : 0;
    if (Excluded(finding).Overlaps(findings)) return false;
  }
  return rhythms == 1;
}

Diagnosis DrawDiagnosis(const Patient& patient, CaseMix mix, Rng& rng) {
  Diagnosis diagnosis;
  diagnosis.infarct_age = DrawInfarctAge(rng);
  const double age = AgeFactor(patient.age_years);
  const double plain = mix == CaseMix::kHospital ? 0.38 / age : 0.14;
  if (rng.Bernoulli(std::min(plain, 0.8))) {
    const double draw = rng.Uniform();
    const Finding rhythm =
        draw < 0.86 ? kSinusRhythm : (draw < 0.94 ? kSinusBradycardia : kSinusArrhythmia);
    diagnosis.Add(rhythm, 0.6 * DrawSeverity(rng));
    diagnosis.Add(kNormalEcg, 0.0);
    return diagnosis;
  }
  // The reason for the recording comes first: what it excludes cannot crowd it out.
  if (rng.Bernoulli(kReasonShare)) {
    AddWithCompanions(DrawOne(kShares, mix, rng), rng, diagnosis);
  }
  Finding rhythm = DrawOne(kRhythmShares, mix, rng);
  while (!Fits(rhythm, diagnosis.findings)) rhythm = DrawOne(kRhythmShares, mix, rng);
  AddWithCompanions(rhythm, rng, diagnosis);
  // In random order, so that no finding always wins over those it excludes.
  std::array<Share, std::size(kShares)> order;
  std::copy(std::begin(kShares), std::end(kShares), order.begin());
  rng.Shuffle(std::span<Share>(order));
  for (const Share& share : order) {
    const double probability = kFurtherFactor * age * ShareOf(share, mix);
    if (rng.Bernoulli(probability)) AddWithCompanions(share.finding, rng, diagnosis);
  }
  if (!Abnormal(diagnosis.findings)) diagnosis.Add(kNormalEcg, 0.0);
  return diagnosis;
}

Diagnosis MakeDiagnosis(FindingSet findings, double severity) {
  const std::vector<Finding> named = findings.List();
  if (std::none_of(named.begin(), named.end(), IsBaseRhythm)) findings.Add(DefaultRhythm(findings));
  if (!Plausible(findings)) {
    std::string codes;
    for (const Finding finding : findings.List()) {
      codes += (codes.empty() ? "" : " ") + std::string(Info(finding).code);
    }
    throw Error(ErrorCode::kInvalidInput, "findings that no one heart shows together", codes);
  }
  Diagnosis diagnosis;
  for (const Finding finding : findings.List()) diagnosis.Add(finding, severity);
  return diagnosis;
}

}  // namespace supreme
