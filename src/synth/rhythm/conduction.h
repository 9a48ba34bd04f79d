// From atria to ventricles: the PR interval and its disturbances.
#pragma once

#include <vector>

#include "synth/rhythm/beat.h"

namespace supreme {

// PR of this recording by age, rate and patient; > 200 ms in first-degree block, < 120 ms in
// pre-excitation and short PR. Never so long that P meets the QRS before it.
double DrawPr(const RhythmCase& rhythm, double rr_s, Rng& rng);

// The shortest RR at which the findings can be shown (a long PR needs room).
double ShortestRr(const RhythmCase& rhythm);

// Beats of a clock of P waves through an AV node that conducts all: PR differs by a few ms from
// beat to beat, intermittent pre-excitation leaves some beats to the node.
void Conduct(const RhythmCase& rhythm, const std::vector<double>& qrs_times_s, AtrialKind kind,
             Rng& rng, BeatPlan& plan);

// `rr_s`, or a little longer where two clocks of these cycles would look coupled (1:1, 2:1 …).
double AvoidWholeRatio(double rr_s, double other_rr_s);

bool HasDroppingBlock(const RhythmCase& rhythm);  // Wenckebach, Mobitz II, 2:1
// Drops QRS complexes of a conducted plan as its second-degree block does.
void DropBeats(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan);

// Third-degree block: an escape rhythm from the junction or a ventricle, slower than the atria.
// The plan's atria (beats with P, or fibrillation) stay.
void Dissociate(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan);

}  // namespace supreme
