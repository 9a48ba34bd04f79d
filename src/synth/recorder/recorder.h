// The electrocardiograph: noise at nine electrodes, faults, filters, quantisation, twelve leads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/rng.h"
#include "synth/diagnosis.h"
#include "synth/heart/render.h"
#include "synth/recorder/electrodes.h"

namespace supreme {

struct RecorderOptions {
  double noise_level = 1.0;   // factor on all disturbances; 0 = none, and no filter or quantisation
  double fault_share = 0.03;  // of records with a flat, clipped or loose lead
};

// What the recorder did: for truth about signal quality.
struct RecordingFaults {
  double wander_mv = 0.0;  // standard deviation, mean over leads
  double muscle_mv = 0.0;
  double mains_mv = 0.0;
  std::vector<size_t> flat_leads;  // canonical indices
  std::vector<size_t> clipped_leads;
  bool motion = false;  // steps or pops
  bool loose = false;   // an electrode lost contact for a time
  double high_pass_hz = 0.05;
  double low_pass_hz = 150.0;
  ElectrodeOrder electrodes = kElectrodesInPlace;
};

struct Recording {
  // Twelve leads in whole µV, [12, samples] row-major, canonical order. III is II − I and the
  // augmented leads follow, so that the identities hold within 1 µV (clipped or flat leads apart).
  std::vector<int32_t> leads_uv;
  RecordingFaults faults;
};

// Electrode reversals of `diagnosis` exchange electrodes before the leads are formed.
Recording RecordLeads(const CleanLeads& clean, double sample_rate_hz, const Diagnosis& diagnosis,
                      const RecorderOptions& options, Rng& rng);

}  // namespace supreme
