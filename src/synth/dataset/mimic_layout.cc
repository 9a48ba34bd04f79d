#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/numbers.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "synth/dataset/layout.h"
#include "synth/dataset/mimic_defects.h"

namespace supreme {
namespace {

constexpr uint64_t kFirstSubject = 10'000'000;
constexpr uint64_t kFirstStudy = 40'000'000;
constexpr size_t kReportColumns = 18;
constexpr std::string_view kNotMeasuredText = "29999";  // as MIMIC-IV-ECG writes it
constexpr double kGainPerMv = 200.0;
constexpr double kMedianBeatOnsetMs = 40.0;  // where P starts in the median beat

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

// The record line of a header says the time before the date: "14:07:00 05/03/2021".
std::string TimeAndDate(const std::string& recorded_at) {
  return recorded_at.substr(11) + " " + recorded_at.substr(8, 2) + "/" + recorded_at.substr(5, 2) +
         "/" + recorded_at.substr(0, 4);
}

constexpr std::array<std::string_view, 4> kSentinels = {"29999", "32767", "-32768", "65535"};

class MimicLayout : public LayoutWriter {
 public:
  explicit MimicLayout(bool plant_defects) : plant_defects_(plant_defects) {}

  std::vector<LayoutTable> Tables() const override {
    std::vector<LayoutTable> tables = {
        {"machine_measurements.csv", MeasurementColumns(), RowOrder::kShuffled},
        {"record_list.csv", {"subject_id", "study_id", "file_name", "ecg_time", "path"}}};
    if (plant_defects_) {
      tables.insert(tables.begin(), {"planted.csv", {"study_id", "defect", "report_0"}});
    }
    return tables;
  }

  std::string RecordFolder(uint64_t number, const Visit& visit) const override {
    const std::string subject = SubjectId(visit);
    return "files/p" + subject.substr(0, 4) + "/p" + subject + "/s" + StudyId(number);
  }

  LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number, const Visit& visit,
                         SimulatedRecord& simulated) const override {
    const MimicDefect defect = plant_defects_ ? MimicDefectOf(number) : MimicDefect::kNone;
    const std::string stem = RecordFolder(number, visit) + "/" + StudyId(number);
    Record record = InMimicOrder(simulated.record);
    record.record_id = StudyId(number);
    record.comments = {" <subject_id>: " + SubjectId(visit)};
    SpoilSamples(defect, number, record);
    WriteWfdb(record, (root / stem).parent_path(),
              {.gain_per_mv = kGainPerMv,
               .time_and_date = TimeAndDate(visit.recorded_at),
               .durability = Durability::kRenamed});
    SpoilFiles(defect, root / stem);
    return Rows(defect, number, visit, simulated);
  }

  void WriteFixedFiles(const std::filesystem::path&) const override {}

 private:
  LayoutRows Rows(MimicDefect defect, uint64_t number, const Visit& visit,
                  const SimulatedRecord& simulated) const {
    const std::string subject = SubjectId(visit), study = StudyId(number);
    const std::string stem = RecordFolder(number, visit) + "/" + study;
    std::vector<std::string> reports = ReportColumns(simulated.report);
    SpoilReport(defect, number, reports);
    std::vector<std::string> measured = {subject, study, "1", visit.recorded_at};
    measured.insert(measured.end(), reports.begin(), reports.end());
    const RecordingFaults& faults = simulated.truth.faults;
    measured.push_back(FormatDouble(faults.high_pass_hz) + "-" + FormatDouble(faults.low_pass_hz) +
                       " Hz");
    measured.emplace_back("");
    std::vector<std::string> values = Intervals(simulated.truth.measurements);
    if (defect == MimicDefect::kSentinels) {
      for (size_t i = 0; i < values.size(); ++i) values[i] = kSentinels[i % kSentinels.size()];
    }
    measured.insert(measured.end(), values.begin(), values.end());
    if (defect == MimicDefect::kSubjectsDiffer) measured[0] = std::to_string(kFirstSubject - 1);
    if (defect == MimicDefect::kNoMeasurements) measured.clear();
    std::vector<std::string> listed = {subject, study, study, visit.recorded_at, stem};
    if (defect == MimicDefect::kNotListed) listed.clear();
    LayoutRows rows = {std::move(measured), std::move(listed)};
    if (plant_defects_) {
      std::vector<std::string> planted;
      if (defect != MimicDefect::kNone) {
        planted = {study, std::string(MimicDefectName(defect)), reports[0]};
      }
      rows.insert(rows.begin(), std::move(planted));
      if (defect == MimicDefect::kDuplicate) {
        rows.insert(rows.end(), {{}, rows[1], rows[2]});
      }
    }
    return rows;
  }

  const bool plant_defects_;
};

}  // namespace

std::unique_ptr<LayoutWriter> MakeMimicLayout(const DatasetOptions& options) {
  return std::make_unique<MimicLayout>(options.plant_defects);
}

}  // namespace supreme
