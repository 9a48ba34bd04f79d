// The heart of one recording: the waves of its beats, shaped by who it beats in and what it has.
#pragma once

#include <vector>

#include "core/rng.h"
#include "synth/finding.h"
#include "synth/projection.h"
#include "synth/rhythm.h"
#include "synth/wave.h"

namespace supreme {

// Where inverted T waves or ST elevation show; for the report.
enum class Territory { kNone, kAnterior, kLateral, kInferior };

struct Heart {
  double pr_ms = 160.0;  // P onset to QRS onset
  double qrs_ms = 90.0;
  double qt_ms = 400.0;  // at the mean RR
  bool strain = false;   // LVH with ST depression and inverted T laterally
  Territory t_inversion = Territory::kNone;
  RhythmPlan rhythm;
  std::vector<Wave> p;        // times from P onset
  std::vector<Wave> qrs;      // times from QRS onset
  Wave st;                    // from QRS onset
  Wave t;                     // from QRS onset, at the mean RR
  std::vector<Wave> ectopic;  // a whole premature beat, from its onset
};

// `anatomy` draws what stays the same in a patient (shapes, axis, size), `state` what differs
// between recordings (rate, intervals, severity). `findings` must be plausible (kInvalidInput).
Heart MakeHeart(const Patient& patient, const FindingSet& findings, const Projection& projection,
                Rng& anatomy, Rng& state);

// The dipole of all beats over a recording.
Dipole RenderHeart(const Heart& heart, const std::vector<Beat>& beats, double duration_s,
                   double sample_rate_hz);

}  // namespace supreme
