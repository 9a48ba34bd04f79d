// Everything that is wrong, or looks wrong, with one recording: lead by lead and across leads.
// What each check is, its limit and where the limit is from: docs/data_verify.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signal/lead_quality.h"
#include "signal/record.h"

namespace supreme {

// kError: the values are not what they claim to be. kWarning: unusual; real ECGs can be so.
// kNote: no harm done, such as a date that the format does not know.
enum class Severity { kNote, kWarning, kError };

std::string_view SeverityName(Severity severity);  // "note", "warning", "error"

struct SignalProblem {
  std::string check;  // e.g. "flat": one of kContentChecks
  Severity severity = Severity::kWarning;
  std::string lead;             // as kLeadNames spells it; empty: the whole record
  std::optional<double> value;  // what was measured
  std::optional<double> limit;
  std::string message;    // with units
  double from_sec = 0.0;  // where it is, when it is not everywhere: from < to
  double to_sec = 0.0;
};

namespace limits {

inline constexpr double kDurationSec = 9.9;      // "short": below; the standard window is 10 s
inline constexpr double kNearlyFlatMv = 0.02;    // "flat": a lead with a smaller range
inline constexpr double kLevelSec = 1.0;         // "level": constant for longer
inline constexpr double kClippedSec = 0.1;       // "clipped": longer on at least three plateaus …
inline constexpr double kRailSec = 0.3;          // … or longer on any
inline constexpr double kUnitFactor = 20.0;      // "gain" beyond its limits by this: an error
inline constexpr double kPeakMv = 5.0;           // "peak"
inline constexpr double kNoiseMv = 0.06;         // "noise"
inline constexpr double kMainsMv = 0.025;        // "mains"
inline constexpr double kWanderMv = 4.0;         // "wander"
inline constexpr double kBrokenMv = 0.1;         // "limb_identity", single samples
inline constexpr double kLocalShare = 0.1;       // broken at fewer samples: a local fault
inline constexpr double kExplainedShare = 0.05;  // "electrode": less in common with other leads

}  // namespace limits

struct RecordQuality {
  std::vector<std::string> lead_names;  // canonical where they are of the twelve
  std::vector<LeadQuality> leads;       // in the record's order
  double duration_sec = 0.0;
  // rms of what the lead's limb identity leaves over, in the order of `leads`; NaN where none is
  // formed with the lead as its result.
  std::vector<double> identity_residuals_mv;
  double qrs_height_mv = 0.0;  // see QrsHeightMv; 0 when no lead has a signal
  std::vector<SignalProblem> problems;
};

// Reads the whole record, not only its first 10 s. Errors: kInvalidInput for a record without
// samples, with a rate outside 50–10,000 Hz, or of leads that do not fit its samples. Thread-safe.
RecordQuality CheckContent(const Record& record);

// The worst that is said of a lead (empty name: of anything in the record): "ok", "warning",
// "error".
std::string_view Verdict(const std::vector<SignalProblem>& problems, std::string_view lead = "");

}  // namespace supreme
