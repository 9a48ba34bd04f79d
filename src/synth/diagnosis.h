// What one recording shows, how marked it is, and what goes together.
#pragma once

#include <array>

#include "core/rng.h"
#include "synth/finding.h"
#include "synth/patient.h"

namespace supreme {

// Of the infarctions in a recording.
enum class InfarctAge : uint8_t { kAcute, kRecent, kOld };

struct Diagnosis {
  FindingSet findings;
  // 0 = just over the limit that defines the finding, 1 = marked; of findings in the set only.
  std::array<double, kFindingCount> severity{};
  InfarctAge infarct_age = InfarctAge::kOld;

  bool Has(Finding finding) const { return findings.Has(finding); }
  double Severity(Finding finding) const { return severity[static_cast<size_t>(finding)]; }
  void Add(Finding finding, double how_marked) {
    findings.Add(finding);
    severity[static_cast<size_t>(finding)] = how_marked;
  }
};

// False for what one heart cannot show at once, or where one sign hides the other.
bool Compatible(Finding a, Finding b);

// True when all pairs are compatible, there is exactly one base rhythm, and "normal ECG" stands
// only beside a sinus rhythm without any abnormal finding.
bool Plausible(const FindingSet& findings);

// What decides how often findings are drawn.
enum class CaseMix : uint8_t {
  kHospital,  // as in an archive: published prevalences of MIMIC-IV-ECG and PTB-XL
  kTraining,  // rare findings often enough to be learnt, common ones less often
};

// Plausible; findings that come together in life are drawn together (LVH with lateral T inversion,
// LBBB with secondary ST-T, inferior with posterior infarction …).
Diagnosis DrawDiagnosis(const Patient& patient, CaseMix mix, Rng& rng);

// `findings` with a base rhythm added when none is named (sinus rhythm, or what the findings need)
// and severities as given: for tests and for records made to order.
// kInvalidInput when they are not plausible.
Diagnosis MakeDiagnosis(FindingSet findings, double severity);

}  // namespace supreme
