// The parts that MakeQrs() puts together: private to the qrs files.
#pragma once

#include <span>

#include "core/rng.h"
#include "synth/heart/heart.h"
#include "synth/heart/qrs.h"
#include "synth/heart/qrs_trace.h"

namespace supreme {

// A wave in units of the QRS duration.
struct QrsPhase {
  double center;
  double sigma;
  Vector3 peak_mv;
  Source source = Source::kCentre;
};
// Adds the phases to `shape`, stretched to `duration_ms` from `onset_ms` on.
void AddPhases(std::span<const QrsPhase> phases, double onset_ms, double duration_ms,
               VentricularShape& shape);

// How far each wave strays from its mean: patients differ in the order and size of their forces.
void VaryWaves(double share, Rng& rng, VentricularShape& shape);

// About the axes of the body: `frontal` clockwise as seen from the front (positive turns the axis
// to the right), `horizontal` turns what points left to the back. Waves before `first` stay.
struct QrsTurn {
  double frontal_degrees = 0.0;
  double horizontal_degrees = 0.0;
  size_t first = 0;
};
void TurnWaves(const QrsTurn& turn, VentricularShape& shape);
// Frontal turns of the waves from `first` on until the leads show this axis.
void TurnToAxis(double axis_degrees, size_t first, const Torso& torso, VentricularShape& shape);
void ScaleWaves(double factor, VentricularShape& shape);

// ---- qrs_normal.cc: the narrow complex and its variants by axis, size and rotation -------------
// With anterior or posterior fascicular block, LVH's larger back forces, incomplete left block.
void AddNarrowQrs(const QrsInput& input, Rng& rng, VentricularShape& shape);

// ---- qrs_blocks.cc -----------------------------------------------------------------------------
void AddRightBlock(double duration_ms, Rng& rng, VentricularShape& shape);
void AddIncompleteRightBlock(double severity, Rng& rng, VentricularShape& shape);
void AddLeftBlockQrs(const QrsInput& input, Rng& rng, VentricularShape& shape);
void SlurQrs(double severity, Rng& rng, VentricularShape& shape);
void AddPreExcitation(double severity, double conduction, Rng& rng, VentricularShape& shape);

// ---- qrs_notches.cc -----------------------------------------------------------------------------
// Small steep notches and slurs of a patient's own: the power above 40 Hz inside the QRS.
void AddNotches(Rng& rng, VentricularShape& shape);

// ---- qrs_ectopic.cc: beats that begin in a ventricle -------------------------------------------
void AddEctopicQrs(const QrsInput& input, Rng& rng, VentricularShape& shape);

// ---- qrs_forces.cc: forces lost (infarction) or added (hypertrophy) until the leads show them --
void TakeInfarctForces(const QrsInput& input, Rng& rng, VentricularShape& shape);
void AddRightHypertrophy(const QrsInput& input, Rng& rng, VentricularShape& shape);
void AddSeptalHypertrophy(const QrsInput& input, Rng& rng, VentricularShape& shape);

// ---- qrs_limits.cc -----------------------------------------------------------------------------
// Axis, size and rotation as the findings ask.
void FitAxis(const QrsInput& input, VentricularShape& shape);
void FitVoltage(const QrsInput& input, Rng& rng, VentricularShape& shape);
void FitRotation(const QrsInput& input, VentricularShape& shape);
// How much is missing to fulfil the findings' criteria and to keep clear of all others': the sum of
// the relative shortfalls, 0 when all is well.
double Shortfall(const QrsInput& input, const QrsTrace& trace);

// True when `findings` move the frontal axis out of its normal range.
bool AxisIsAbnormal(const FindingSet& findings);

}  // namespace supreme
