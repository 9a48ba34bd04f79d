#include "synth/report/habits.h"

#include <algorithm>

namespace supreme {
namespace {

using enum Finding;

constexpr FindingPair kSaidByAnother[] = {
    {kLvhStrain, kHighVoltage},         {kLvh, kHighVoltage},
    {kLvhVoltage, kHighVoltage},        {kAnterolateralIschaemia, kStDepression},
    {kLateralIschaemia, kStDepression},
};

constexpr FindingPair kLookalikes[] = {
    {kNormalEcg, kLeftAtrialEnlargement},
    {kNormalEcg, kAnteroseptalMi},
    {kNormalEcg, kInferiorMi},
    {kNormalEcg, kNonspecificT},
    {kNormalEcg, kNonspecificSt},
    {kNormalEcg, kLvhVoltage},
    {kNormalEcg, kLeftAxisDeviation},
    {kNormalEcg, kIncompleteRbbb},
    {kNormalEcg, kLongQt},
    {kNormalEcg, kEarlyRepolarisation},
    {kPoorRProgression, kAnteroseptalMi},
    {kPoorRProgression, kAnteriorMi},
    {kLafb, kInferiorMi},
    {kLbbb, kAnteroseptalMi},
    {kLbbb, kLvh},
    {kRbbb, kAnteroseptalMi},
    {kIvcd, kIncompleteLbbb},
    {kWpw, kInferiorMi},
    {kAtrialFibrillation, kAtrialFlutter},
    {kAtrialFibrillation, kPac},
    {kAtrialFlutter, kAtrialFibrillation},
    {kAvNodalReentry, kAtrialFlutter},
    {kPac, kAtrialFibrillation},
    {kSinusArrhythmia, kPac},
    {kEarlyRepolarisation, kPericarditis},
    {kEarlyRepolarisation, kAnteriorStElevation},
    {kPericarditis, kEarlyRepolarisation},
    {kLvh, kLateralIschaemia},
    {kLvhStrain, kLateralIschaemia},
    {kLvhStrain, kAnterolateralIschaemia},
    {kDigitalis, kLateralIschaemia},
    {kHighT, kHyperkalaemia},
    {kNondiagnosticT, kNonspecificIschaemia},
    {kLowT, kHypokalaemia},
    {kLowVoltage, kPoorRProgression},
    {kArmReversal, kDextrocardia},
};

constexpr Finding kMinor[] = {
    kSinusBradycardia,
    kSinusTachycardia,
    kSinusArrhythmia,
    kFirstDegreeAvBlock,
    kShortPr,
    kPac,
    kIncompleteRbbb,
    kLeftAxisDeviation,
    kRightAxisDeviation,
    kLowVoltage,
    kHighVoltage,
    kLvhVoltage,
    kClockwiseRotation,
    kCounterclockwiseRotation,
    kNonspecificSt,
    kNonspecificT,
    kEarlyRepolarisation,
    kEctopicAtrialRhythm,
    kUWave,
};

}  // namespace

std::span<const FindingPair> SaidByAnother() { return kSaidByAnother; }

std::span<const FindingPair> Lookalikes() { return kLookalikes; }

bool IsMinor(Finding finding) {
  return std::find(std::begin(kMinor), std::end(kMinor), finding) != std::end(kMinor);
}

}  // namespace supreme
