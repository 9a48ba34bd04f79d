// The P waves of one patient: sinus, ectopic foci, retrograde, paced.
#pragma once

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/heart.h"
#include "synth/patient.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// `focus` tells the foci of one kind apart (AtrialEvent::focus).
AtrialShape MakeAtrialShape(const Patient& patient, const Diagnosis& diagnosis, AtrialKind kind,
                            uint8_t focus, Rng& anatomy);

}  // namespace supreme
