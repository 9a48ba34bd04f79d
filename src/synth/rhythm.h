// When the heart beats: sinus rhythm, atrial fibrillation, extra beats.
#pragma once

#include <vector>

#include "core/rng.h"
#include "synth/finding.h"
#include "synth/wave.h"

namespace supreme {

struct RhythmPlan {
  double mean_rr_s = 0.85;
  // Sinus: RR changes with breathing (less with age) and a little from beat to beat.
  double respiratory_fraction = 0.03;
  double respiratory_hz = 0.25;
  double jitter_fraction = 0.01;
  // Atrial fibrillation: every RR is drawn anew; coefficient of variation.
  bool fibrillation = false;
  double irregular_fraction = 0.2;
  double fibrillation_hz = 6.0;  // f waves: 4–9 Hz
  Vector3 fibrillation_mv;       // their size and direction
  int ectopic_count = 0;         // ventricular premature beats in 10 s
};

struct Beat {
  double onset_s = 0.0;      // QRS onset; may lie outside the recording
  double rr_before_s = 0.0;  // from the beat before
  bool has_p = true;
  bool ectopic = false;
  double gain = 1.0;  // breathing moves the heart: QRS size ± a few per cent
};

// Rates: bradycardia < 60/min, tachycardia > 100/min (AHA/ACCF/HRS 2009 recommendations).
RhythmPlan MakeRhythmPlan(const Patient& patient, const FindingSet& findings, Rng& rng);

// Beats in order of time, from before the recording to after its end, so that no wave is cut.
// A premature beat takes the place of a sinus beat and the next one comes when it would have come
// anyway: the full compensatory pause.
std::vector<Beat> MakeBeats(const RhythmPlan& plan, double duration_s, Rng& rng);

// Fibrillation waves of the atria over the whole recording.
void AddFibrillation(const RhythmPlan& plan, Rng& rng, Dipole& dipole);

}  // namespace supreme
