// Everything about an ECG that a sign can be asked of as a number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "synth/truth/truth.h"

namespace supreme {

enum class Unit : uint8_t {
  kMillivolts,
  kMilliseconds,
  kPerMinute,
  kDegrees,
  kRatio,
  kCount,  // whole numbers and yes/no: no band around thresholds
  kPlain,  // other measured numbers
};

enum class Quantity : uint8_t {
  // Of the whole record.
  kRate,
  kAtrialRate,
  kMeanRr,
  kShortestRr,
  kLongestRr,
  kRrRange,
  kRrVariation,
  kPMs,
  kPrMs,
  kQrsMs,
  kQtMs,
  kQtcMs,
  kPAxis,
  kQrsAxis,
  kTAxis,
  kQrsTAngle,
  kSokolow,
  kCornell,
  kLimbVoltage,   // largest QRS of the limb leads, peak to peak
  kChestVoltage,  // largest QRS of the chest leads, peak to peak
  kTransition,    // first chest lead whose R is at least as large as its S (1–6; 7 = none)
  kBeats,
  kWideBeats,
  kPrematureBeats,
  kConducted,
  kAtrialPremature,
  kVentricularEctopic,
  kEscape,
  kAtrialPaced,
  kVentricularPaced,
  kDropped,
  kLongestEctopicRun,
  kFibrillation,  // 1 while the atria fibrillate
  kFlutter,
  kAtrialWaveRate,  // f and flutter waves per minute
  kAtrialWaveSize,
  kMale,
  kAge,
  kAcute,  // 1 when the infarction is acute
  kOld,
  kWander,
  kMuscle,
  kMains,
  kFlatLeads,
  kClippedLeads,
  kMotion,
  kLowPass,
  kHighPass,
  // Of one lead.
  kP,
  kPNegative,
  kQ,
  kQMs,
  kR,
  kS,
  kRPrime,
  kPeakToPeak,
  kJ,
  kSt40,
  kSt60,
  kSt80,
  kT,
  kTMax,
  kTMin,
  kU,
  kNet,     // R minus the deeper of Q and S: the sign of the QRS complex
  kROverS,  // R over the depth of S (of Q in a QS complex)
  kQOverR,  // both sizes positive
  kTOverR,  // size of T over R
  kUOverT,
  kStSlope,  // J + 80 ms minus J
  kFlatLead,
  kClippedLead,
};
inline constexpr Quantity kFirstLeadQuantity = Quantity::kP;
inline constexpr size_t kQuantityCount = static_cast<size_t>(Quantity::kClippedLead) + 1;

inline constexpr uint8_t kNoLead = 255;

struct QuantityRef {
  Quantity quantity = Quantity::kRate;
  uint8_t lead = kNoLead;  // canonical index for quantities of one lead
};

inline bool IsOfLead(Quantity quantity) { return quantity >= kFirstLeadQuantity; }
Unit UnitOf(Quantity quantity);

// By its name in rules: "qrs_ms", "st60".
std::optional<Quantity> QuantityByName(std::string_view name);
std::string_view QuantityName(Quantity quantity);

// NaN where it cannot be measured (flat lead, no P waves …). Thread-safe, no allocation.
double Value(const QuantityRef& ref, const Truth& truth);

// How far from a threshold a value must be for a plain answer: two readers differ by as much.
double Band(Unit unit, double threshold);

}  // namespace supreme
