// ST, T and U of one patient's beats.
#pragma once

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/heart.h"
#include "synth/heart/torso.h"
#include "synth/patient.h"
#include "synth/rhythm/strip.h"

namespace supreme {

struct RepolarisationInput {
  const Patient& patient;
  const Diagnosis& diagnosis;
  const Torso& torso;
  VentricularKind kind = VentricularKind::kConducted;
  double mean_rr_s = 0.85;
  QrsSummary qrs;
};

// Fills st_t and qt_ms of `shape`, whose QRS is ready.
void AddRepolarisation(const RepolarisationInput& input, Rng& anatomy, Rng& state,
                       VentricularShape& shape);

}  // namespace supreme
