// One simulated recording: patient, diagnosis, rhythm, heart, recorder, report.
#pragma once

#include <optional>
#include <string>

#include "core/rng.h"
#include "signal/record.h"
#include "synth/diagnosis.h"
#include "synth/patient.h"
#include "synth/recorder/recorder.h"
#include "synth/report/report.h"
#include "synth/truth/truth.h"

namespace supreme {

struct SimulatorOptions {
  double sample_rate_hz = 500.0;  // 100–1000
  double duration_s = 10.0;       // 5–120
  CaseMix mix = CaseMix::kHospital;
  RecorderOptions recorder;
  ReportOptions report;
  std::optional<Patient> patient;      // drawn when not given
  std::optional<Diagnosis> diagnosis;  // drawn when not given; must be plausible
};

struct SimulatedRecord {
  Record record;  // record_id is empty; lead names as PTB-XL spells them (AVR, AVL, AVF)
  Truth truth;
  std::string report;  // what a machine or a reader would write: mostly, not always, the truth
};

// The signal only: [12, samples] in µV and its truth. The same generator state and options give the
// same record. Thread-safe. kInvalidInput for options outside their limits or an implausible
// diagnosis.
struct SimulatedSignal {
  std::vector<int32_t> leads_uv;
  Truth truth;
};
SimulatedSignal SimulateSignal(const Rng& rng, const SimulatorOptions& options);

// With the report, as a record.
SimulatedRecord Simulate(const Rng& rng, const SimulatorOptions& options);

// Throws kInvalidInput with the option's name.
void CheckOptions(const SimulatorOptions& options);

}  // namespace supreme
