// The QRS complexes of one patient.
#pragma once

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/heart.h"
#include "synth/heart/torso.h"
#include "synth/patient.h"
#include "synth/rhythm/strip.h"

namespace supreme {

struct QrsInput {
  const Patient& patient;
  const Diagnosis& diagnosis;
  const Torso& torso;
  VentricularKind kind = VentricularKind::kConducted;
  uint8_t focus = 0;        // see VentricularEvent
  double conduction = 1.0;  // see VentricularEvent
};

// Fills qrs and qrs_ms. Beats of one kind from one `anatomy` are alike.
VentricularShape MakeQrs(const QrsInput& input, Rng& anatomy);
QrsSummary Summarise(const VentricularShape& shape, const Torso& torso);

}  // namespace supreme
