// What can be seen on a simulated ECG, how often, and what goes together.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/rng.h"
#include "synth/patient.h"

namespace supreme {

enum class Finding : uint8_t {
  kNormalEcg,
  kSinusRhythm,
  kSinusBradycardia,
  kSinusTachycardia,
  kAtrialFibrillation,
  kPvc,
  kFirstDegreeAvBlock,
  kLbbb,
  kRbbb,
  kInferiorStElevation,
  kAnteriorStElevation,
  kTWaveInversion,
  kLvh,
  kLeftAxisDeviation,
  kLowVoltage,
};
inline constexpr size_t kFindingCount = 15;

struct FindingInfo {
  Finding finding;
  std::string_view code;  // PTB-XL's SCP-ECG code; ISTE, ASTE and LAD are this project's own
  std::string_view name;  // lower-case plain term
};

// In the order of the enumeration.
const std::array<FindingInfo, kFindingCount>& FindingTable();
const FindingInfo& Info(Finding finding);
std::optional<Finding> FindingByCode(std::string_view code);

class FindingSet {
 public:
  FindingSet() = default;
  FindingSet(std::initializer_list<Finding> findings) {
    for (const Finding finding : findings) Add(finding);
  }
  void Add(Finding finding) { bits_ |= Bit(finding); }
  bool Has(Finding finding) const { return (bits_ & Bit(finding)) != 0; }
  size_t Count() const { return static_cast<size_t>(std::popcount(bits_)); }
  // Anything but sinus rhythm and "normal ECG".
  bool Abnormal() const;
  bool operator==(const FindingSet&) const = default;

 private:
  static uint32_t Bit(Finding finding) { return uint32_t{1} << static_cast<uint32_t>(finding); }

  uint32_t bits_ = 0;
};

// False for what one heart cannot show at once, or where one sign hides the other.
bool Compatible(Finding a, Finding b);

// True when all pairs are compatible, exactly one rhythm is named, and "normal ECG" stands with
// sinus rhythm alone.
bool Plausible(const FindingSet& findings);

// About 28 % normal ECGs, fewer with age; the rest carry one to five abnormal findings, of which
// each is in at least 4 % of all records. The result is plausible.
FindingSet DrawFindings(const Patient& patient, Rng& rng);

}  // namespace supreme
