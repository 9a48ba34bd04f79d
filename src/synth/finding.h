// What can be seen on a simulated ECG: the catalogue of findings.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace supreme {

enum class Finding : uint8_t {
  kNormalEcg,
  // Base rhythms: exactly one in every record.
  kSinusRhythm,
  kSinusBradycardia,
  kSinusTachycardia,
  kSinusArrhythmia,
  kAtrialFibrillation,
  kAtrialFlutter,
  kAtrialTachycardia,
  kAvNodalReentry,  // AVNRT: the usual "supraventricular tachycardia" without visible P
  kAvReentry,       // AVRT: retrograde P in the ST segment
  kEctopicAtrialRhythm,
  kWanderingPacemaker,
  kJunctionalRhythm,
  kVentricularEscapeRhythm,  // 20–45/min, wide
  kIdioventricularRhythm,    // accelerated, 50–110/min, wide
  kVentricularTachycardia,
  kPacedAtrial,
  kPacedVentricular,
  kPacedDual,
  // On top of a base rhythm.
  kPac,
  kPvc,
  kJunctionalPremature,
  kAtrialBigeminy,
  kVentricularBigeminy,
  kVentricularTrigeminy,
  kVentricularCouplet,
  kParoxysmalSvt,  // a run of ≥ 3 within another rhythm
  kNonsustainedVt,
  kSinusPause,
  kJunctionalEscape,
  kVentricularEscape,
  // AV conduction.
  kFirstDegreeAvBlock,
  kWenckebach,  // second degree, Mobitz I
  kMobitz2,
  kTwoToOneAvBlock,
  kThirdDegreeAvBlock,
  kWpw,
  kShortPr,
  // Ventricular conduction.
  kRbbb,
  kIncompleteRbbb,
  kLbbb,
  kIncompleteLbbb,
  kLafb,
  kLpfb,
  kIvcd,
  // Chambers.
  kLvh,         // voltage criteria, usually with secondary changes
  kLvhVoltage,  // voltage criteria only
  kLvhStrain,   // LVH with ST depression and inverted T laterally
  kRvh,
  kLeftAtrialEnlargement,
  kRightAtrialEnlargement,
  kSeptalHypertrophy,
  // Voltage, axis, progression.
  kHighVoltage,
  kLowVoltage,
  kLeftAxisDeviation,
  kRightAxisDeviation,
  kExtremeAxis,
  kPoorRProgression,
  kClockwiseRotation,
  kCounterclockwiseRotation,
  kQWaves,  // pathological Q without a territory's full picture
  // Infarction by territory; severity runs from small to large, the age is in Diagnosis.
  kInferiorMi,
  kAnteroseptalMi,
  kAnteriorMi,
  kAnterolateralMi,
  kLateralMi,
  kInferolateralMi,
  kInferoposteriorMi,
  kInferoposterolateralMi,
  kPosteriorMi,
  // ST elevation by territory without Q.
  kInferiorStElevation,
  kAnteriorStElevation,
  kLateralStElevation,
  // Subendocardial injury by territory: marked ST depression.
  kAnteroseptalInjury,
  kAnterolateralInjury,
  kInferiorInjury,
  kLateralInjury,
  kInferolateralInjury,
  // Ischaemia by territory: ST depression and/or symmetric T inversion.
  kNonspecificIschaemia,
  kAnterolateralIschaemia,
  kInferiorIschaemia,
  kInferolateralIschaemia,
  kAnteroseptalIschaemia,
  kLateralIschaemia,
  kAnteriorIschaemia,
  // ST, T, U, QT.
  kStDepression,
  kStElevation,
  kNonspecificSt,
  kNonspecificT,    // slight T changes
  kNondiagnosticT,  // T abnormal in several leads, no cause to be named
  kLowT,
  kTInversion,
  kHighT,
  kVentricularAneurysm,  // ST elevation that stays over an old infarct
  kDigitalis,
  kLongQt,
  kShortQt,
  kUWave,
  kHyperkalaemia,
  kHypokalaemia,
  kHypercalcaemia,
  kHypocalcaemia,
  kEarlyRepolarisation,
  kPericarditis,
  kBrugada,
  // Position of heart and electrodes.
  kDextrocardia,
  kArmReversal,     // RA and LA exchanged
  kLegArmReversal,  // RA and LL, or LA and LL
  kChestReversal,   // two neighbouring chest electrodes exchanged
};
inline constexpr size_t kFindingCount = static_cast<size_t>(Finding::kChestReversal) + 1;

enum class FindingGroup : uint8_t {
  kSummary,
  kRhythm,
  kExtraBeats,
  kAvConduction,
  kVentricularConduction,
  kChambers,
  kVoltageAndAxis,
  kInfarction,
  kRepolarisation,
  kPlacement,
};

struct FindingInfo {
  Finding finding;
  FindingGroup group;
  // PTB-XL's SCP-ECG code where there is one, else CSN's or this project's own; unique.
  std::string_view code;
  std::string_view name;      // lower-case plain term, also the query's text
  std::string_view scp;       // further SCP codes a record with it carries, separated by ' '
  std::string_view snomed;    // SNOMED CT code of the challenge mapping; "" when there is none
  std::string_view criteria;  // the signs that define it, with numbers
  std::string_view source;    // where the numbers come from
};

// In the order of the enumeration.
std::span<const FindingInfo> FindingTable();
const FindingInfo& Info(Finding finding);
std::optional<Finding> FindingByCode(std::string_view code);
std::string_view GroupName(FindingGroup group);

class FindingSet {
 public:
  FindingSet() = default;
  FindingSet(std::initializer_list<Finding> findings) {
    for (const Finding finding : findings) Add(finding);
  }
  void Add(Finding finding) { bits_.set(static_cast<size_t>(finding)); }
  void Remove(Finding finding) { bits_.reset(static_cast<size_t>(finding)); }
  bool Has(Finding finding) const { return bits_.test(static_cast<size_t>(finding)); }
  bool HasAny(std::initializer_list<Finding> findings) const {
    for (const Finding finding : findings) {
      if (Has(finding)) return true;
    }
    return false;
  }
  bool Overlaps(const FindingSet& other) const { return (bits_ & other.bits_).any(); }
  size_t Count() const { return bits_.count(); }
  // In the order of the enumeration.
  std::vector<Finding> List() const;
  bool operator==(const FindingSet&) const = default;

 private:
  std::bitset<kFindingCount> bits_;
};

}  // namespace supreme
