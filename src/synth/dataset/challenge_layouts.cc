#include <algorithm>
#include <optional>
#include <utility>

#include "core/csv.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "synth/dataset/dataset_codes.h"
#include "synth/dataset/layout.h"

namespace supreme {
namespace {

// The comment lines of the PhysioNet/CinC challenges.
std::vector<std::string> Comments(const Patient& patient, const std::vector<std::string>& snomed) {
  std::string codes;
  for (const std::string& code : snomed) codes += (codes.empty() ? "" : ",") + code;
  return {"Age: " + std::to_string(patient.age_years),
          patient.sex == Sex::kFemale ? "Sex: Female" : "Sex: Male",
          "Dx: " + codes,
          "Rx: Unknown",
          "Hx: Unknown",
          "Sx: Unknown"};
}

void WriteChallengeRecord(const std::filesystem::path& folder, const std::string& name,
                          const std::vector<std::string>& snomed, SimulatedRecord& simulated) {
  Record& record = simulated.record;
  record.record_id = name;
  record.lead_names.assign(kLeadNames.begin(), kLeadNames.end());
  record.comments = Comments(simulated.truth.patient, snomed);
  WriteWfdbMat(record, folder, Durability::kRenamed);
}

// A record with none of the nine classes has no label in REFERENCE.csv.
class CpscLayout : public LayoutWriter {
 public:
  explicit CpscLayout(uint64_t record_count) : record_count_(record_count) {}

  std::vector<LayoutTable> Tables() const override {
    return {{"REFERENCE.csv", {"Recording", "First_label", "Second_label", "Third_label"}}};
  }

  std::string RecordFolder(uint64_t number, const Visit&) const override {
    return "g" + std::to_string((number - 1) / kRecordsPerFolder + 1);
  }

  LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number, const Visit& visit,
                         SimulatedRecord& simulated) const override {
    const FindingSet& findings = simulated.truth.diagnosis.findings;
    const std::string name = "A" + PaddedNumber(number, kDigits, record_count_);
    WriteChallengeRecord(root / RecordFolder(number, visit), name, CpscSnomed(findings), simulated);
    std::vector<std::string> row = {name};
    for (const int label : Labels(findings)) row.push_back(std::to_string(label));
    row.resize(1 + kLabelColumns);
    return {std::move(row)};
  }

  void WriteFixedFiles(const std::filesystem::path&) const override {}

 private:
  static constexpr uint64_t kRecordsPerFolder = 1000;
  static constexpr size_t kDigits = 4;
  static constexpr size_t kLabelColumns = 3;

  static std::vector<int> Labels(const FindingSet& findings) {
    std::vector<int> labels;
    for (const Finding finding : findings.List()) {
      const std::optional<int> label = CpscLabel(finding);
      const bool known = label && std::find(labels.begin(), labels.end(), *label) != labels.end();
      if (label && !known && labels.size() < kLabelColumns) labels.push_back(*label);
    }
    return labels;
  }

  const uint64_t record_count_;
};

class CsnLayout : public LayoutWriter {
 public:
  explicit CsnLayout(uint64_t record_count) : record_count_(record_count) {}

  std::vector<LayoutTable> Tables() const override { return {{"RECORDS.csv", {"record", "path"}}}; }

  std::string RecordFolder(uint64_t number, const Visit&) const override {
    const uint64_t folder = (number - 1) / kRecordsPerFolder;
    const std::string outer = PaddedNumber(folder / 10 + 1, 2, record_count_ / 1000 + 1);
    return "WFDBRecords/" + outer + "/" + outer + std::to_string(folder % 10);
  }

  LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number, const Visit& visit,
                         SimulatedRecord& simulated) const override {
    const std::string folder = RecordFolder(number, visit);
    const std::string name = "JS" + PaddedNumber(number, kDigits, record_count_);
    WriteChallengeRecord(root / folder, name, CsnSnomed(simulated.truth.diagnosis.findings),
                         simulated);
    return {{name, folder + "/" + name}};
  }

  void WriteFixedFiles(const std::filesystem::path& root) const override {
    CsvWriter table(root / "ConditionNames_SNOMED-CT.csv",
                    {"AcronymName", "FullName", "Snomed_CT"});
    for (const CsnCondition& condition : CsnConditions()) {
      table.Row({condition.acronym, condition.name, condition.snomed});
    }
    table.Commit();
  }

 private:
  static constexpr uint64_t kRecordsPerFolder = 100;
  static constexpr size_t kDigits = 5;

  const uint64_t record_count_;
};

}  // namespace

std::unique_ptr<LayoutWriter> MakeCpscLayout(const DatasetOptions& options) {
  return std::make_unique<CpscLayout>(options.record_count);
}

std::unique_ptr<LayoutWriter> MakeCsnLayout(const DatasetOptions& options) {
  return std::make_unique<CsnLayout>(options.record_count);
}

}  // namespace supreme
