// Extra beats, runs, pauses and escapes on top of a base rhythm.
#pragma once

#include "synth/rhythm/beat.h"

namespace supreme {

// Adds every extra beat of the diagnosis to the plan.
void AddExtraBeats(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan);

// True when each finding of the diagnosis that single beats show is seen in full.
bool ShowsAll(const RhythmCase& rhythm, const BeatPlan& plan);

}  // namespace supreme
