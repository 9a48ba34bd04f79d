// The measurements of a simulated ECG, from its shapes and events: exact, whatever the noise.
#pragma once

#include <vector>

#include "signal/measurements.h"
#include "synth/heart/heart.h"
#include "synth/heart/torso.h"
#include "synth/patient.h"
#include "synth/recorder/recorder.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// How many of what happened inside the recording.
struct EventCounts {
  int conducted = 0;
  int atrial_premature = 0;
  int ventricular_ectopic = 0;
  int escape = 0;
  int atrial_paced = 0;
  int ventricular_paced = 0;
  int dropped = 0;  // P waves without QRS
  int longest_ectopic_run = 0;
};

// A beat of the recording: where its waves lie, in seconds from the first sample.
struct BeatTruth {
  double qrs_onset_s = 0.0;
  double qrs_end_s = 0.0;
  double t_end_s = 0.0;
  VentricularKind kind = VentricularKind::kConducted;
  bool premature = false;
};

struct Truth {
  Patient patient;
  Diagnosis diagnosis;
  EcgMeasurements measurements;  // electrode reversals applied: what can be read on the paper
  EventCounts counts;
  AtrialActivity activity;
  RecordingFaults faults;
  std::vector<BeatTruth> beats;  // those that begin inside the recording, in order of time
};

struct TruthInput {
  const Patient& patient;
  const Diagnosis& diagnosis;
  const Torso& torso;
  const RhythmStrip& strip;
  const Heart& heart;
  const RecordingFaults& faults;
  double duration_s = 10.0;
};
Truth MeasureTruth(const TruthInput& input);

}  // namespace supreme
