// How each kind of extra beat is added: private to the sources of extra_beats.h.
#pragma once

#include "synth/rhythm/beat.h"

namespace supreme {

// All add the beats of `finding` where the plan has room, at least one fully seen if any has.
void AddPvcs(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
// Every second or third beat is premature, before, in and after the recording.
void AddVentricularPattern(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddCouplets(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddPacs(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddAtrialBigeminy(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddJunctionalPremature(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddRun(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddPause(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);
void AddEscape(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan);

// How many extra beats: one when mild, up to seven in 10 s when marked.
size_t DrawCount(const RhythmCase& rhythm, double severity, Rng& rng);

// From a QRS to the premature one after it, at least `shortest_share` of RR, below 0.8 of it: about
// the same each time for one focus.
double DrawCoupling(const BeatPlan& plan, double shortest_share, Rng& rng);

// `qrs_s` from the QRS before.
Beat VentricularBeat(double qrs_s, Finding made_by);

}  // namespace supreme
