#include "synth/simulator.h"

#include <cmath>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/leads.h"
#include "synth/noise.h"
#include "synth/projection.h"
#include "synth/rhythm.h"

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
  CheckRange(options.noise_level, 0.0, 10.0, "noise");
  CheckReport(options.report);
}

SimulatedRecord Simulate(const Rng& rng, const SimulatorOptions& options) {
  CheckOptions(options);
  SimulatedRecord result;
  Rng patient_rng = rng.Fork("patient");
  result.patient = options.patient ? *options.patient : DrawPatient(patient_rng);
  Rng finding_rng = rng.Fork("findings");
  result.findings =
      options.findings ? *options.findings : DrawFindings(result.patient, finding_rng);

  Rng anatomy = Rng(result.patient.anatomy_seed).Fork("heart");
  Rng torso = Rng(result.patient.anatomy_seed).Fork("torso");
  Rng state = rng.Fork("state");
  const Projection projection = PatientProjection(torso);
  result.heart = MakeHeart(result.patient, result.findings, projection, anatomy, state);

  Rng beat_rng = rng.Fork("beats");
  result.beats = MakeBeats(result.heart.rhythm, options.duration_s, beat_rng);
  Dipole dipole =
      RenderHeart(result.heart, result.beats, options.duration_s, options.sample_rate_hz);
  Rng fibrillation_rng = rng.Fork("fibrillation");
  AddFibrillation(result.heart.rhythm, fibrillation_rng, dipole);

  Rng noise_rng = rng.Fork("noise");
  const auto noise = MakeNoise({.level = options.noise_level,
                                .sample_rate_hz = options.sample_rate_hz,
                                .sample_count = dipole.x.size()},
                               noise_rng);
  result.record = ToRecord(ProjectToLeads(dipole, projection, noise), options, result.patient);
  Rng report_rng = rng.Fork("report");
  result.report = WriteReport(result.findings, result.heart, options.report, report_rng);
  return result;
}

}  // namespace supreme
