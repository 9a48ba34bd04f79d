// Truths to ask: made by hand, and simulated from a list of findings.
#pragma once

#include "synth/heart/heart.h"
#include "synth/recorder/electrodes.h"
#include "synth/truth/truth.h"

namespace supreme {

// Sinus rhythm at 70/min with ordinary intervals, an upright T and an R of 1 mV in every lead.
inline Truth OrdinaryTruth() {
  Truth truth;
  truth.diagnosis.Add(Finding::kSinusRhythm, 0.5);
  EcgMeasurements& m = truth.measurements;
  m.ventricular_rate_bpm = 70.0;
  m.atrial_rate_bpm = 70.0;
  m.mean_rr_ms = 857.0;
  m.shortest_rr_ms = 830.0;
  m.longest_rr_ms = 880.0;
  m.rr_variation = 0.02;
  m.p_ms = 100.0;
  m.pr_ms = 160.0;
  m.qrs_ms = 90.0;
  m.qt_ms = 380.0;
  m.qtc_ms = 410.0;
  m.p_axis_degrees = 50.0;
  m.qrs_axis_degrees = 45.0;
  m.t_axis_degrees = 40.0;
  m.beat_count = 12.0;
  m.wide_beat_count = 0.0;
  m.premature_beat_count = 0.0;
  for (LeadMeasurements& lead : m.leads) {
    lead.p_mv = 0.1;
    lead.r_mv = 1.0;
    lead.s_mv = -0.3;
    lead.qrs_peak_to_peak_mv = 1.3;
    lead.t_mv = 0.3;
    lead.t_max_mv = 0.3;
  }
  truth.counts.conducted = 12;
  return truth;
}

// Drawn from `seed`; without electrodes exchanged unless the findings say so.
inline Truth SimulatedTruth(const Diagnosis& diagnosis, uint64_t seed) {
  Rng rng(seed);
  Patient patient = DrawPatient(rng);
  const RhythmStrip strip = MakeRhythm(patient, diagnosis, 10.0, rng);
  Rng anatomy(patient.anatomy_seed);
  Rng state = rng.Fork("placement");
  const Torso torso(patient, diagnosis, anatomy, state);
  const Heart heart = MakeHeart(patient, diagnosis, torso, strip, rng);
  RecordingFaults faults;
  Rng electrodes = rng.Fork("electrodes");
  faults.electrodes = DrawElectrodeOrder(diagnosis, electrodes);
  return MeasureTruth({patient, diagnosis, torso, strip, heart, faults, 10.0});
}

}  // namespace supreme
