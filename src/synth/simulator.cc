#include "synth/simulator.h"

#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/leads.h"
#include "synth/heart/render.h"

namespace supreme {
namespace {

void CheckRange(double value, double low, double high, std::string_view name) {
  if (value >= low && value <= high) return;  // false for NaN too
  throw Error(ErrorCode::kInvalidInput, FormatDouble(value) + " is out of range", name,
              FormatDouble(low) + " to " + FormatDouble(high));
}

void CheckReport(const ReportOptions& report) {
  CheckRange(report.uncertain_share, 0.0, 1.0, "uncertain share");
  CheckRange(report.unmentioned_share, 0.0, 1.0 - report.uncertain_share, "unmentioned share");
  CheckRange(report.invented_share, 0.0, 1.0, "invented share");
  CheckRange(report.misspelt_share, 0.0, 1.0, "misspelt share");
}

Record ToRecord(const std::vector<int32_t>& leads_uv, const SimulatorOptions& options,
                const Patient& patient) {
  Record record;
  record.lead_names.assign(kLeadNames.begin(), kLeadNames.end());
  for (size_t lead = 3; lead < 6; ++lead) record.lead_names[lead].front() = 'A';
  record.sample_rate_hz = options.sample_rate_hz;
  record.sample_count = leads_uv.size() / kLeadCount;
  record.samples_mv.reserve(leads_uv.size());
  for (const int32_t value : leads_uv) {
    record.samples_mv.push_back(static_cast<float>(value) / 1000.0F);
  }
  record.age_years = patient.age_years;
  record.sex = patient.sex;
  return record;
}

}  // namespace

void CheckOptions(const SimulatorOptions& options) {
  CheckRange(options.sample_rate_hz, 100.0, 1000.0, "sample rate");
  CheckRange(options.duration_s, 5.0, 120.0, "duration");
  CheckRange(options.recorder.noise_level, 0.0, 10.0, "noise");
  CheckRange(options.recorder.fault_share, 0.0, 1.0, "fault share");
  CheckReport(options.report);
}

SimulatedSignal SimulateSignal(const Rng& rng, const SimulatorOptions& options) {
  CheckOptions(options);
  Rng patient_rng = rng.Fork("patient");
  const Patient patient = options.patient ? *options.patient : DrawPatient(patient_rng);
  Rng diagnosis_rng = rng.Fork("diagnosis");
  const Diagnosis diagnosis =
      options.diagnosis ? *options.diagnosis : DrawDiagnosis(patient, options.mix, diagnosis_rng);
  if (!Plausible(diagnosis.findings)) {
    throw Error(ErrorCode::kInvalidInput, "findings that no one heart shows together", "diagnosis");
  }
  Rng rhythm_rng = rng.Fork("rhythm");
  const RhythmStrip strip = MakeRhythm(patient, diagnosis, options.duration_s, rhythm_rng);
  Rng anatomy = Rng(patient.anatomy_seed).Fork("torso");
  Rng placement = rng.Fork("placement");
  const Torso torso(patient, diagnosis, anatomy, placement);
  Rng heart_rng = rng.Fork("heart");
  const Heart heart = MakeHeart(patient, diagnosis, torso, strip, heart_rng);
  Rng atrial_rng = rng.Fork("atrial waves");
  const CleanLeads clean = Render(
      strip, heart, torso,
      {.sample_rate_hz = options.sample_rate_hz, .duration_s = options.duration_s}, atrial_rng);
  Rng recorder_rng = rng.Fork("recorder");
  Recording recording =
      RecordLeads(clean, options.sample_rate_hz, diagnosis, options.recorder, recorder_rng);

  SimulatedSignal result;
  result.truth = MeasureTruth({.patient = patient,
                               .diagnosis = diagnosis,
                               .torso = torso,
                               .strip = strip,
                               .heart = heart,
                               .faults = recording.faults,
                               .duration_s = options.duration_s});
  result.leads_uv = std::move(recording.leads_uv);
  return result;
}

SimulatedRecord Simulate(const Rng& rng, const SimulatorOptions& options) {
  SimulatedSignal signal = SimulateSignal(rng, options);
  SimulatedRecord result;
  result.record = ToRecord(signal.leads_uv, options, signal.truth.patient);
  result.truth = std::move(signal.truth);
  Rng report_rng = rng.Fork("report");
  result.report = WriteReport(result.truth, options.report, report_rng);
  return result;
}

}  // namespace supreme
