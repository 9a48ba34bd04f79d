// A rhythm in the making: beats that can still be moved, dropped and added to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/patient.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// An activation of the atria, of the ventricles, or of both, one causing the other.
struct Beat {
  bool has_p = false;
  double p_s = 0.0;  // onset
  AtrialKind atrial = AtrialKind::kSinus;
  uint8_t atrial_focus = 0;
  bool atrial_spike = false;

  bool has_qrs = false;
  double qrs_s = 0.0;  // onset
  VentricularKind ventricular = VentricularKind::kConducted;
  uint8_t focus = 0;
  bool premature = false;
  double conduction = 1.0;
  bool ventricular_spike = false;

  std::optional<Finding> made_by;  // the finding that this beat (or its missing QRS) shows

  // What places the beat in order: the QRS where there is one.
  double Time() const { return has_qrs ? qrs_s : p_s; }
};

// What comes after an extra beat.
enum class PauseKind : uint8_t {
  kCompensatory,  // the clock above is not disturbed: the next beat comes on its schedule
  kReset,         // the clock starts anew from the extra beat
};

struct BeatPlan {
  std::vector<Beat> beats;       // in order of time
  std::vector<Beat> free_atria;  // P waves of a clock of their own (AV dissociation)
  AtrialActivity activity;
  double rr_s = 0.85;                          // typical RR without extra beats
  double atrial_rate_bpm = 0;                  // 0 = none seen
  double pr_s = 0.0;                           // 0 = none
  PauseKind pause = PauseKind::kCompensatory;  // after ventricular extra beats
  double time_quantum_s = 0.0;                 // flutter: shifts are whole waves; 0 = any
  double atrial_spike_lead_s = 0.015;          // from the spike to the onset it causes
  double ventricular_spike_lead_s = 0.010;
};

// What all parts read.
struct RhythmCase {
  const Patient& patient;
  const Diagnosis& diagnosis;
  double duration_s = 10.0;
  double pr_deviation = 0.0;  // of this patient, in standard deviations
  double breathing_hz = 0.25;
  double breathing_phase = 0.0;

  bool Has(Finding finding) const { return diagnosis.Has(finding); }
  double Severity(Finding finding) const { return diagnosis.Severity(finding); }
  // Where an event is seen as a whole.
  double VisibleFromS() const { return 0.4; }
  double VisibleToS() const { return duration_s - 0.8; }
  bool Visible(double time_s) const { return time_s >= 0.4 && time_s <= duration_s - 0.8; }
};

void SortBeats(BeatPlan& plan);

// Moves beats[first] and all after it. Flutter rhythms move by whole waves.
void ShiftFrom(BeatPlan& plan, size_t first, double shift_s);

// Mean RR of the beats inside the recording; of all beats when fewer than two are inside.
double MeanRr(const BeatPlan& plan, double duration_s);

Beat ConductedBeat(double qrs_s, double pr_s, AtrialKind kind = AtrialKind::kSinus);
Beat LonePWave(double p_s, AtrialKind kind = AtrialKind::kSinus);
Beat LoneQrs(double qrs_s, VentricularKind kind);

}  // namespace supreme
