#include "synth/statements.h"

#include "core/error.h"

namespace supreme {
namespace {

using enum Finding;
using Words = std::string_view;

constexpr Words kNormal[] = {"Normal ECG", "Normal ECG", "Normal ECG", "Within normal limits",
                             "ECG within normal limits"};
constexpr Words kNormalMaybe[] = {"Probably normal ECG", "Borderline ECG"};
constexpr Words kSinus[] = {"Sinus rhythm", "Normal sinus rhythm", "Sinus rhythm", "NSR"};
constexpr Words kSinusMaybe[] = {"Probable sinus rhythm"};
constexpr Words kBradycardia[] = {"Sinus bradycardia", "Sinus bradycardia",
                                  "Marked sinus bradycardia"};
constexpr Words kBradycardiaMaybe[] = {"Probable sinus bradycardia", "Possible sinus bradycardia"};
constexpr Words kTachycardia[] = {"Sinus tachycardia", "Sinus tachycardia", "Sinus tach"};
constexpr Words kTachycardiaMaybe[] = {"Probable sinus tachycardia", "Possible sinus tachycardia"};
constexpr Words kFibrillation[] = {"Atrial fibrillation", "Atrial fibrillation", "AFib", "A-fib"};
constexpr Words kFibrillationMaybe[] = {"Possible atrial fibrillation",
                                        "Probable atrial fibrillation",
                                        "Cannot rule out atrial fibrillation"};
constexpr Words kPvcs[] = {"Premature ventricular complexes", "Premature ventricular contractions",
                           "Ventricular premature complexes", "PVCs", "Ventricular extrasystoles"};
constexpr Words kPvcsMaybe[] = {"Possible premature ventricular complexes", "Possible PVCs",
                                "Wide complex beats, possible ventricular premature complexes"};
constexpr Words kPvcAdditions[] = {"with premature ventricular complexes",
                                   "with occasional premature ventricular complexes",
                                   "with frequent premature ventricular complexes",
                                   "with occasional PVCs",
                                   "with PVCs",
                                   "with premature ventricular contractions"};
constexpr Words kFirstDegree[] = {"First degree AV block", "1st degree AV block",
                                  "First-degree atrioventricular block", "Prolonged PR interval",
                                  "1st degree A-V block"};
constexpr Words kFirstDegreeMaybe[] = {"Borderline first degree AV block",
                                       "Possible first degree AV block",
                                       "Borderline prolonged PR interval"};
constexpr Words kFirstDegreeAdditions[] = {"with 1st degree AV block", "with first degree AV block",
                                           "with 1st degree A-V block",
                                           "with prolonged PR interval"};
constexpr Words kLeftBlock[] = {"Left bundle branch block", "Left bundle branch block", "LBBB",
                                "Complete left bundle branch block"};
constexpr Words kLeftBlockMaybe[] = {"Possible left bundle branch block",
                                     "Probable left bundle branch block", "Cannot rule out LBBB"};
constexpr Words kRightBlock[] = {"Right bundle branch block", "Right bundle branch block", "RBBB",
                                 "Complete right bundle branch block"};
constexpr Words kRightBlockMaybe[] = {"Possible right bundle branch block",
                                      "Probable right bundle branch block", "Cannot rule out RBBB"};
constexpr Words kInferiorSt[] = {"ST elevation in inferior leads", "Inferior ST elevation",
                                 "ST elevation in II, III, aVF", "Inferior ST segment elevation",
                                 "Marked ST elevation in inferior leads"};
constexpr Words kInferiorStMaybe[] = {"Possible inferior ST elevation",
                                      "Cannot rule out inferior ST elevation"};
constexpr Words kAnteriorSt[] = {"ST elevation in anterior leads", "Anterior ST elevation",
                                 "ST elevation in V2-V4", "Anterior ST segment elevation",
                                 "Marked ST elevation in anterior leads"};
constexpr Words kAnteriorStMaybe[] = {"Possible anterior ST elevation",
                                      "Cannot rule out anterior ST elevation"};
constexpr Words kInversion[] = {"T wave inversion", "Inverted T waves"};
constexpr Words kInversionLateral[] = {
    "T wave inversion in lateral leads", "Lateral T wave inversion",
    "Inverted T waves in lateral leads", "T wave inversion in V5-V6", "T wave inversion"};
constexpr Words kInversionAnterior[] = {
    "T wave inversion in anterior leads", "Anterior T wave inversion",
    "Inverted T waves in anterior leads", "T wave inversion in V2-V4", "T wave inversion"};
constexpr Words kInversionMaybe[] = {"Possible T wave inversion", "Borderline T wave inversion"};
constexpr Words kHypertrophy[] = {"Left ventricular hypertrophy", "Left ventricular hypertrophy",
                                  "LVH", "Voltage criteria for left ventricular hypertrophy",
                                  "Left ventricular hypertrophy by voltage"};
constexpr Words kHypertrophyMaybe[] = {"Possible left ventricular hypertrophy",
                                       "Consider left ventricular hypertrophy",
                                       "Minimal voltage criteria for LVH, may be normal variant"};
constexpr Words kLeftAxis[] = {"Left axis deviation", "Left axis deviation",
                               "Abnormal left axis deviation", "Leftward axis deviation"};
constexpr Words kLeftAxisMaybe[] = {"Borderline left axis deviation",
                                    "Possible left axis deviation"};
constexpr Words kLow[] = {"Low voltage QRS", "Low QRS voltage", "Low QRS voltage in limb leads",
                          "Generalized low QRS voltage", "Low voltage, extremity leads"};
constexpr Words kLowMaybe[] = {"Borderline low QRS voltage", "Possible low QRS voltage"};

}  // namespace

std::span<const std::string_view> Statements(Finding finding, Wording wording,
                                             Territory territory) {
  const bool certain = wording == Wording::kCertain;
  const auto pick = [certain](std::span<const Words> sure, std::span<const Words> unsure) {
    return certain ? sure : unsure;
  };
  switch (finding) {
    case kNormalEcg:
      return pick(kNormal, kNormalMaybe);
    case kSinusRhythm:
      return pick(kSinus, kSinusMaybe);
    case kSinusBradycardia:
      return pick(kBradycardia, kBradycardiaMaybe);
    case kSinusTachycardia:
      return pick(kTachycardia, kTachycardiaMaybe);
    case kAtrialFibrillation:
      return pick(kFibrillation, kFibrillationMaybe);
    case kPvc:
      return pick(kPvcs, kPvcsMaybe);
    case kFirstDegreeAvBlock:
      return pick(kFirstDegree, kFirstDegreeMaybe);
    case kLbbb:
      return pick(kLeftBlock, kLeftBlockMaybe);
    case kRbbb:
      return pick(kRightBlock, kRightBlockMaybe);
    case kInferiorStElevation:
      return pick(kInferiorSt, kInferiorStMaybe);
    case kAnteriorStElevation:
      return pick(kAnteriorSt, kAnteriorStMaybe);
    case kTWaveInversion:
      if (territory == Territory::kLateral) return pick(kInversionLateral, kInversionMaybe);
      if (territory == Territory::kAnterior) return pick(kInversionAnterior, kInversionMaybe);
      return pick(kInversion, kInversionMaybe);
    case kLvh:
      return pick(kHypertrophy, kHypertrophyMaybe);
    case kLeftAxisDeviation:
      return pick(kLeftAxis, kLeftAxisMaybe);
    case kLowVoltage:
      return pick(kLow, kLowMaybe);
  }
  SUPREME_CHECK(false);
}

std::span<const std::string_view> RhythmAdditions(Finding finding) {
  if (finding == kPvc) return kPvcAdditions;
  if (finding == kFirstDegreeAvBlock) return kFirstDegreeAdditions;
  return {};
}

}  // namespace supreme
