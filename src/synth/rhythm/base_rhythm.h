// The base rhythms, each a plan without extra beats. One function per family.
#pragma once

#include "synth/rhythm/beat.h"

namespace supreme {

// SR, SBRAD, STACH, SARRH with the AV conduction that the diagnosis asks for.
BeatPlan MakeSinusRhythm(const RhythmCase& rhythm, Finding base, Rng& rng);

// AFIB, AFLT (with third-degree block: a slow regular escape rhythm), AT, AVNRT, AVRT, EAR, WAP.
BeatPlan MakeFibrillation(const RhythmCase& rhythm, Rng& rng);
BeatPlan MakeFlutter(const RhythmCase& rhythm, Rng& rng);
BeatPlan MakeReentry(const RhythmCase& rhythm, Finding base, Rng& rng);      // AVNRT, AVRT
BeatPlan MakeAtrialFocus(const RhythmCase& rhythm, Finding base, Rng& rng);  // AT, EAR
BeatPlan MakeWanderingPacemaker(const RhythmCase& rhythm, Rng& rng);

// JR; VER, AIVR and VT with P waves of their own, or none.
BeatPlan MakeJunctionalRhythm(const RhythmCase& rhythm, Rng& rng);
BeatPlan MakeVentricularRhythm(const RhythmCase& rhythm, Finding base, Rng& rng);

// PACEA, PACEV, PACED.
BeatPlan MakePacedRhythm(const RhythmCase& rhythm, Finding base, Rng& rng);

}  // namespace supreme
