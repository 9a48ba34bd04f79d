// One simulated recording: patient, findings, heart, twelve leads and a report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rng.h"
#include "signal/record.h"
#include "synth/finding.h"
#include "synth/heart.h"
#include "synth/patient.h"
#include "synth/report.h"

namespace supreme {

struct SimulatorOptions {
  double sample_rate_hz = 500.0;  // 100–1000
  double duration_s = 10.0;       // 5–120
  double noise_level = 1.0;       // factor on wander, muscle and mains; 0–10
  ReportOptions report;
  std::optional<Patient> patient;      // drawn when not given
  std::optional<FindingSet> findings;  // drawn when not given; must be plausible
};

struct SimulatedRecord {
  Record record;  // record_id is empty; lead names as PTB-XL spells them (AVR, AVL, AVF)
  Patient patient;
  FindingSet findings;      // the truth
  Heart heart;              // the truth behind the waves
  std::vector<Beat> beats;  // also those just outside the recording
  std::string report;       // what a machine would print: mostly, not always, the truth
};

// kInvalidInput for options outside their limits or implausible findings. The same generator state
// and options give the same record. Thread-safe.
SimulatedRecord Simulate(const Rng& rng, const SimulatorOptions& options);

// Throws kInvalidInput with the option's name.
void CheckOptions(const SimulatorOptions& options);

}  // namespace supreme
