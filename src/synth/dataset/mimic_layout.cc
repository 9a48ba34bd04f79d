#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/numbers.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "synth/dataset/layout.h"

namespace supreme {
namespace {

constexpr uint64_t kFirstSubject = 10'000'000;
constexpr uint64_t kFirstStudy = 40'000'000;
constexpr size_t kReportColumns = 18;
constexpr std::string_view kNotMeasuredText = "29999";  // as MIMIC-IV-ECG writes it
constexpr double kMedianBeatOnsetMs = 40.0;             // where P starts in the median beat

// aVF stands before aVL there.
constexpr size_t kMimicOrder[kLeadCount] = {0, 1, 2, 3, 5, 4, 6, 7, 8, 9, 10, 11};

std::string SubjectId(const Visit& visit) {
  return std::to_string(kFirstSubject + visit.patient_id);
}

std::string StudyId(uint64_t number) { return std::to_string(kFirstStudy + number); }

// One statement per column; what does not fit stands in the last.
std::vector<std::string> ReportColumns(std::string_view report) {
  std::vector<std::string> columns;
  while (!report.empty() && columns.size() < kReportColumns) {
    size_t end = report.find('\n');
    const size_t sentence = report.find(". ");
    size_t skip = 1;
    if (sentence < end) {
      end = sentence;
      skip = 2;
    }
    if (columns.size() + 1 == kReportColumns) end = std::string_view::npos;
    columns.emplace_back(report.substr(0, end));
    report = end == std::string_view::npos ? "" : report.substr(end + skip);
  }
  for (std::string& column : columns) std::replace(column.begin(), column.end(), '\n', ' ');
  columns.resize(kReportColumns);
  return columns;
}

std::string Whole(double value) {
  return std::isnan(value) ? std::string(kNotMeasuredText) : FormatFixed(value, 0);
}

Record InMimicOrder(const Record& record) {
  Record ordered = record;
  ordered.lead_names.clear();
  ordered.samples_mv.clear();
  ordered.samples_mv.reserve(record.samples_mv.size());
  for (const size_t lead : kMimicOrder) {
    ordered.lead_names.emplace_back(kLeadNames[lead]);
    const std::span<const float> samples = record.Lead(lead);
    ordered.samples_mv.insert(ordered.samples_mv.end(), samples.begin(), samples.end());
  }
  return ordered;
}

// Onsets and ends in ms of a median beat that starts 40 ms before P, or before QRS without P.
std::vector<std::string> Intervals(const EcgMeasurements& measured) {
  const double p_onset = std::isnan(measured.pr_ms) ? kNotMeasured : kMedianBeatOnsetMs;
  const double qrs_onset = kMedianBeatOnsetMs + (std::isnan(measured.pr_ms) ? 0.0 : measured.pr_ms);
  return {Whole(measured.mean_rr_ms),         Whole(p_onset),
          Whole(p_onset + measured.p_ms),     Whole(qrs_onset),
          Whole(qrs_onset + measured.qrs_ms), Whole(qrs_onset + measured.qt_ms),
          Whole(measured.p_axis_degrees),     Whole(measured.qrs_axis_degrees),
          Whole(measured.t_axis_degrees)};
}

std::vector<std::string> MeasurementColumns() {
  std::vector<std::string> columns = {"subject_id", "study_id", "cart_id", "ecg_time"};
  for (size_t i = 0; i < kReportColumns; ++i) columns.push_back("report_" + std::to_string(i));
  columns.insert(columns.end(), {"bandwidth", "filtering", "rr_interval", "p_onset", "p_end",
                                 "qrs_onset", "qrs_end", "t_end", "p_axis", "qrs_axis", "t_axis"});
  return columns;
}

class MimicLayout : public LayoutWriter {
 public:
  std::vector<LayoutTable> Tables() const override {
    return {{"machine_measurements.csv", MeasurementColumns()},
            {"record_list.csv", {"subject_id", "study_id", "file_name", "ecg_time", "path"}}};
  }

  std::string RecordFolder(uint64_t number, const Visit& visit) const override {
    const std::string subject = SubjectId(visit);
    return "files/p" + subject.substr(0, 4) + "/p" + subject + "/s" + StudyId(number);
  }

  LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number, const Visit& visit,
                         SimulatedRecord& simulated) const override {
    const std::string folder = RecordFolder(number, visit);
    const std::string subject = SubjectId(visit);
    const std::string study = StudyId(number);
    Record record = InMimicOrder(simulated.record);
    record.record_id = study;
    record.comments = {" <subject_id>: " + subject};
    WriteWfdb(record, root / folder, Durability::kRenamed);

    const RecordingFaults& faults = simulated.truth.faults;
    std::vector<std::string> row = {subject, study, "1", visit.recorded_at};
    for (std::string& column : ReportColumns(simulated.report)) row.push_back(std::move(column));
    row.push_back(FormatDouble(faults.high_pass_hz) + "-" + FormatDouble(faults.low_pass_hz) +
                  " Hz");
    row.emplace_back("");
    for (std::string& value : Intervals(simulated.truth.measurements)) {
      row.push_back(std::move(value));
    }
    return {std::move(row), {subject, study, study, visit.recorded_at, folder + "/" + study}};
  }

  void WriteFixedFiles(const std::filesystem::path&) const override {}
};

}  // namespace

std::unique_ptr<LayoutWriter> MakeMimicLayout(const DatasetOptions&) {
  return std::make_unique<MimicLayout>();
}

}  // namespace supreme
