// When what is activated: the rhythm of one recording as a list of events.
#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/patient.h"

namespace supreme {

enum class AtrialKind : uint8_t {
  kSinus,
  kEctopic,     // another focus in the atria (PAC, atrial tachycardia, ectopic rhythm)
  kRetrograde,  // from the AV node upwards: P negative in II, III, aVF
  kPaced,
};

enum class VentricularKind : uint8_t {
  kConducted,  // through the AV node, with whatever conduction disturbance the patient has
  kAberrant,   // a premature beat that finds the right bundle refractory
  kEctopic,    // from a ventricle: PVC, ventricular tachycardia
  kEscape,     // a slow ventricular pacemaker
  kPaced,      // from an electrode in the right ventricle
  kFusion,     // half conducted, half ectopic
};

// Onset of a P wave. Not listed where atria fibrillate or flutter.
struct AtrialEvent {
  double onset_s = 0.0;
  AtrialKind kind = AtrialKind::kSinus;
  uint8_t focus = 0;  // tells foci of one kind apart (wandering pacemaker: 0, 1, 2)
  double gain = 1.0;
};

// Onset of a QRS complex.
struct VentricularEvent {
  double onset_s = 0.0;
  double rr_before_s = 0.0;  // from the QRS before
  VentricularKind kind = VentricularKind::kConducted;
  uint8_t focus = 0;  // 0 or 1: PVCs from one or two foci
  bool premature = false;
  double gain = 1.0;  // breathing and cycle length change the size by a few per cent
  // Added to the QRS's own delta wave or conduction: 1 = as the diagnosis says. Intermittent
  // pre-excitation has beats with 0.
  double conduction = 1.0;
};

// A pacing spike.
struct PacingSpike {
  double time_s = 0.0;
  bool atrial = false;
};

// Fibrillation or flutter waves, present over the whole recording when active.
struct AtrialActivity {
  enum class Kind : uint8_t { kNone, kFibrillation, kFlutter };
  Kind kind = Kind::kNone;
  double rate_hz = 0.0;  // f waves 4–9 Hz, flutter 4–6 Hz (240–350/min)
  double size_mv = 0.0;  // largest of the leads (V1 or II), peak to peak
  double start_s = 0.0;  // phase of the first flutter wave
};

struct RhythmStrip {
  std::vector<AtrialEvent> atrial;            // in order of time, from before the recording to
  std::vector<VentricularEvent> ventricular;  // after its end, so that no wave is cut
  std::vector<PacingSpike> spikes;
  AtrialActivity activity;
  double mean_rr_s = 0.85;      // of the base rhythm, without extra beats
  double atrial_rate_bpm = 70;  // P waves or flutter/fibrillation waves per minute
  double pr_ms = 160.0;         // P onset to QRS onset in conducted beats; 0 = none to measure
};

// The rhythm of `diagnosis` over `duration_s`, events from about −3 s to duration + 2 s.
// Limits: bradycardia < 60/min, tachycardia > 100/min, first-degree block PR > 200 ms …: see
// FindingTable().
RhythmStrip MakeRhythm(const Patient& patient, const Diagnosis& diagnosis, double duration_s,
                       Rng& rng);

}  // namespace supreme
