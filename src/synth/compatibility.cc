#include "synth/compatibility.h"

#include <array>
#include <vector>

namespace supreme {
namespace {

using enum Finding;

FindingSet Range(Finding first, Finding last) {
  FindingSet set;
  for (auto i = static_cast<size_t>(first); i <= static_cast<size_t>(last); ++i) {
    set.Add(static_cast<Finding>(i));
  }
  return set;
}

FindingSet Union(std::initializer_list<FindingSet> sets) {
  FindingSet all;
  for (const FindingSet& set : sets) {
    for (const Finding finding : set.List()) all.Add(finding);
  }
  return all;
}

// At most one of each row.
std::vector<FindingSet> ExclusiveGroups() {
  const FindingSet causes =
      Union({Range(kInferiorStElevation, kAnteriorIschaemia),
             {kStElevation, kVentricularAneurysm, kDigitalis, kHyperkalaemia, kHypokalaemia,
              kHypercalcaemia, kHypocalcaemia, kEarlyRepolarisation, kPericarditis, kBrugada}});
  return {
      Range(kSinusRhythm, kPacedDual),
      {kPac, kJunctionalPremature, kAtrialBigeminy, kParoxysmalSvt, kSinusPause, kJunctionalEscape,
       kVentricularEscape},
      {kPvc, kVentricularBigeminy, kVentricularTrigeminy, kVentricularCouplet, kNonsustainedVt,
       kSinusPause, kJunctionalEscape, kVentricularEscape},
      {kFirstDegreeAvBlock, kWenckebach, kMobitz2, kTwoToOneAvBlock, kThirdDegreeAvBlock, kWpw,
       kShortPr},
      {kWpw, kRbbb, kIncompleteRbbb, kLbbb, kIncompleteLbbb, kIvcd},
      {kLafb, kLpfb, kLbbb, kIncompleteLbbb, kWpw},
      {kLvh, kLvhStrain, kRvh, kSeptalHypertrophy, kLbbb, kWpw, kLowVoltage},
      {kLvhVoltage, kRvh, kSeptalHypertrophy, kLbbb, kWpw, kLowVoltage},
      {kHighVoltage, kLowVoltage, kLbbb},
      {kLeftAxisDeviation, kRightAxisDeviation, kExtremeAxis, kLafb, kLpfb, kRvh},
      {kClockwiseRotation, kCounterclockwiseRotation, kPoorRProgression, kLbbb, kRbbb, kRvh},
      Range(kQWaves, kPosteriorMi),
      causes,
      {kStDepression, kStElevation, kNonspecificSt, kLvhStrain},
      {kNonspecificT, kLowT, kTInversion, kHighT, kLvhStrain},
      {kNondiagnosticT, kLowT, kTInversion, kHighT, kLvhStrain},
      {kLongQt, kShortQt, kHypercalcaemia, kHypocalcaemia, kDigitalis, kHypokalaemia},
      {kUWave, kHypokalaemia},
      Range(kDextrocardia, kChestReversal),
  };
}

struct Clash {
  FindingSet ones;
  FindingSet others;
};

// Nothing of the first set beside anything of the second: what is read off a conducted QRS-T.
std::vector<Clash> Morphology() {
  const FindingSet ventricular = {kVentricularEscapeRhythm, kIdioventricularRhythm,
                                  kVentricularTachycardia, kPacedVentricular, kPacedDual};
  const FindingSet infarcts = Range(kInferiorMi, kPosteriorMi);
  const FindingSet st_t = Range(kInferiorStElevation, kBrugada);
  const FindingSet axis_and_voltage = Range(kHighVoltage, kQWaves);
  const FindingSet chambers = Range(kLvh, kSeptalHypertrophy);
  const FindingSet small_st_t = Range(kStDepression, kHighT);
  const FindingSet anterior_mi = {kAnteroseptalMi, kAnteriorMi, kAnterolateralMi};
  const FindingSet elevations = {kInferiorStElevation, kAnteriorStElevation, kLateralStElevation};
  return {
      {ventricular, Range(kFirstDegreeAvBlock, kQWaves)},
      {ventricular, infarcts},
      {ventricular, Union({st_t, Range(kDextrocardia, kChestReversal)})},
      {{kLbbb},
       Union(
           {infarcts, st_t, {kQWaves, kLeftAtrialEnlargement, kRightAxisDeviation, kExtremeAxis}})},
      {{kWpw}, Union({infarcts, st_t, axis_and_voltage, chambers})},
      {{kIncompleteLbbb}, Union({infarcts, {kQWaves, kSeptalHypertrophy}})},
      {{kRbbb},
       {kRvh, kPosteriorMi, kInferoposteriorMi, kInferoposterolateralMi, kBrugada,
        kAnteriorStElevation, kAnteroseptalIschaemia, kSeptalHypertrophy}},
      {{kIncompleteRbbb}, {kRvh, kBrugada, kPosteriorMi}},
      {{kLafb}, {kInferiorMi, kInferolateralMi, kInferoposteriorMi, kInferoposterolateralMi}},
      {{kLpfb}, {kLateralMi, kAnterolateralMi}},
      {{kPoorRProgression, kClockwiseRotation, kCounterclockwiseRotation}, anterior_mi},
      {{kCounterclockwiseRotation}, {kPosteriorMi, kInferoposteriorMi, kInferoposterolateralMi}},
      {elevations, Union({infarcts, small_st_t, {kQWaves}})},
      {{kPericarditis, kEarlyRepolarisation, kBrugada, kHyperkalaemia},
       Union({infarcts, small_st_t, chambers, {kQWaves}})},
      {{kVentricularAneurysm}, Union({small_st_t, Range(kLvh, kSeptalHypertrophy)})},
      {Union({Range(kAnteroseptalInjury, kInferolateralInjury)}), small_st_t},
      {{kHypokalaemia, kDigitalis}, {kHighT, kTInversion, kStElevation, kStDepression}},
      {{kLvhStrain}, Union({Range(kInferiorStElevation, kAnteriorIschaemia), {kDigitalis}})},
      {{kRvh}, Union({anterior_mi, {kLateralMi, kPosteriorMi, kInferoposteriorMi}})},
      {{kSeptalHypertrophy}, Union({infarcts, {kQWaves}})},
      {{kLowVoltage}, {kHighT}},
      {{kExtremeAxis, kRightAxisDeviation, kLpfb, kRvh}, infarcts},
      {{kDextrocardia}, Range(kFirstDegreeAvBlock, kBrugada)},
      {Range(kArmReversal, kLegArmReversal),
       Union({Range(kLafb, kLpfb), infarcts, chambers, axis_and_voltage, st_t, {kWpw}})},
      {{kChestReversal},
       Union({infarcts, axis_and_voltage, {kLbbb, kRbbb, kIncompleteRbbb, kWpw, kRvh}})},
  };
}

// What needs atria that beat from the sinus node, and what cannot stand beside fast rhythms.
std::vector<Clash> Rhythms() {
  const FindingSet ventricular = {kVentricularEscapeRhythm, kIdioventricularRhythm,
                                  kVentricularTachycardia, kPacedVentricular, kPacedDual};
  const FindingSet no_p = {kAtrialFibrillation, kAtrialFlutter};
  const FindingSet fast = {kAtrialTachycardia, kAvNodalReentry, kAvReentry,
                           kVentricularTachycardia};
  const FindingSet other_foci = {kEctopicAtrialRhythm, kWanderingPacemaker, kJunctionalRhythm};
  const FindingSet dropped = {kWenckebach, kMobitz2, kTwoToOneAvBlock, kThirdDegreeAvBlock};
  const FindingSet atrial_extra = {
      kPac,        kJunctionalPremature, kAtrialBigeminy,   kParoxysmalSvt,
      kSinusPause, kJunctionalEscape,    kVentricularEscape};
  const FindingSet extra = Range(kPac, kVentricularEscape);
  const FindingSet av = Range(kFirstDegreeAvBlock, kShortPr);
  const FindingSet atria = {kLeftAtrialEnlargement, kRightAtrialEnlargement};
  FindingSet av_but_third = av;
  av_but_third.Remove(kThirdDegreeAvBlock);
  return {
      {ventricular, atrial_extra},
      {{kVentricularTachycardia, kVentricularEscapeRhythm, kIdioventricularRhythm}, extra},
      {no_p, Union({atrial_extra, atria})},
      {{kAtrialFibrillation}, av_but_third},
      {{kAtrialFlutter}, av},
      {fast, Union({extra, av, atria})},
      {other_foci, Union({av, atrial_extra, atria})},
      {{kSinusTachycardia},
       Union({dropped,
              {kFirstDegreeAvBlock, kSinusPause, kJunctionalEscape, kVentricularEscape,
               kParoxysmalSvt}})},
      {{kSinusArrhythmia}, Union({dropped, {kSinusPause, kJunctionalEscape, kVentricularEscape}})},
      {{kPacedAtrial}, Union({dropped, atrial_extra, {kWpw, kShortPr}, atria})},
      {dropped, extra},
      {{kThirdDegreeAvBlock}, {kSinusBradycardia}},
      {{kAtrialBigeminy}, {kVentricularBigeminy, kVentricularTrigeminy, kNonsustainedVt}},
      {{kWpw}, extra},
      {{kDextrocardia}, extra},
      {{kArmReversal, kLegArmReversal}, Union({fast, no_p, other_foci, extra})},
  };
}

std::array<FindingSet, kFindingCount> BuildExclusions() {
  std::array<FindingSet, kFindingCount> excluded;
  const auto exclude = [&](Finding a, Finding b) {
    if (a == b) return;
    excluded[static_cast<size_t>(a)].Add(b);
    excluded[static_cast<size_t>(b)].Add(a);
  };
  for (const FindingSet& group : ExclusiveGroups()) {
    for (const Finding a : group.List()) {
      for (const Finding b : group.List()) exclude(a, b);
    }
  }
  for (const auto& clashes : {Morphology(), Rhythms()}) {
    for (const Clash& clash : clashes) {
      for (const Finding a : clash.ones.List()) {
        for (const Finding b : clash.others.List()) exclude(a, b);
      }
    }
  }
  for (const FindingInfo& info : FindingTable()) {
    const bool allowed = info.finding == kSinusRhythm || info.finding == kSinusBradycardia ||
                         info.finding == kSinusArrhythmia;
    if (!allowed) exclude(kNormalEcg, info.finding);
  }
  return excluded;
}

}  // namespace

const FindingSet& Excluded(Finding finding) {
  static const auto kExclusions = BuildExclusions();
  return kExclusions[static_cast<size_t>(finding)];
}

bool IsBaseRhythm(Finding finding) { return finding >= kSinusRhythm && finding <= kPacedDual; }

}  // namespace supreme
