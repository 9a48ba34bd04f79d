// Who is recorded how often: the part of a dataset that is drawn before any signal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "synth/diagnosis.h"
#include "synth/patient.h"

namespace supreme {

struct Visit {
  uint64_t patient_id = 0;
  int fold = 1;  // 1–10; all visits of a patient are in the same
  Patient patient;
  std::optional<Diagnosis> diagnosis;  // nothing: to be drawn anew, or made to order
  std::string recorded_at;             // "2021-03-05 14:07:00"
};

// One visit per record. About 15 % of the patients come two or three times, and then mostly show
// the same findings. Depends on the seed and `mix` only: a longer cohort starts with the shorter
// one. Without a mix no diagnoses are drawn.
std::vector<Visit> DrawCohort(uint64_t seed, uint64_t record_count, std::optional<CaseMix> mix);

}  // namespace supreme
