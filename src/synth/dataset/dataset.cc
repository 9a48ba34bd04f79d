#include "synth/dataset/dataset.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/lock_file.h"
#include "core/version.h"
#include "synth/dataset/cohort.h"
#include "synth/dataset/layout.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxRecords = 9'999'999;
constexpr size_t kMaxWorkers = 256;
constexpr std::string_view kSettingsName = "simulate.json";
constexpr std::string_view kLockName = ".simulate.lock";

void CheckCount(uint64_t count, uint64_t limit, std::string_view name) {
  if (count >= 1 && count <= limit) return;
  throw Error(ErrorCode::kInvalidInput, std::to_string(count) + " is out of range", name,
              "1 to " + std::to_string(limit));
}

OrderedJson DiagnosisSettings(const Diagnosis& diagnosis) {
  OrderedJson settings;
  for (const Finding finding : diagnosis.findings.List()) {
    settings[std::string(Info(finding).code)] = diagnosis.Severity(finding);
  }
  return settings;
}

OrderedJson Settings(const DatasetOptions& options) {
  const SimulatorOptions& simulator = options.simulator;
  OrderedJson settings = {{"program", "supreme simulate"},
                          {"version", Version()},
                          {"layout", DatasetLayoutNames()[static_cast<size_t>(options.layout)]},
                          {"records", options.record_count},
                          {"seed", options.seed},
                          {"sample_rate_hz", simulator.sample_rate_hz},
                          {"duration_s", simulator.duration_s},
                          {"mix", simulator.mix == CaseMix::kHospital ? "hospital" : "training"},
                          {"noise", simulator.recorder.noise_level},
                          {"fault_share", simulator.recorder.fault_share},
                          {"report_style", ReportStyleName(simulator.report.style)},
                          {"uncertain_share", simulator.report.uncertain_share},
                          {"unmentioned_share", simulator.report.unmentioned_share},
                          {"invented_share", simulator.report.invented_share},
                          {"misspelt_share", simulator.report.misspelt_share}};
  if (options.plant_defects) settings["plant_defects"] = true;
  if (simulator.diagnosis) settings["findings"] = DiagnosisSettings(*simulator.diagnosis);
  return settings;
}

// Lets through an empty folder, the same run cut short, and anything with --force.
void ClaimFolder(const DatasetOptions& options, const std::string& main_table) {
  const auto settings_path = options.folder / kSettingsName;
  const OrderedJson settings = Settings(options);
  bool empty = true;
  for (const auto& entry : std::filesystem::directory_iterator(options.folder)) {
    if (entry.path().filename() != kLockName) empty = false;
  }
  if (!empty && !options.force) {
    const bool simulated = std::filesystem::exists(settings_path);
    if (!simulated || DumpJson(ReadJsonFile(settings_path)) != DumpJson(Json(settings))) {
      throw Error(ErrorCode::kInvalidInput,
                  simulated ? "holds a dataset of other settings" : "is not empty",
                  options.folder.string(), "another folder, or --force");
    }
  }
  std::filesystem::remove(options.folder / main_table);
  WriteJsonFile(settings_path, settings);
}

std::unique_ptr<LayoutWriter> MakeLayout(const DatasetOptions& options) {
  switch (options.layout) {
    case DatasetLayout::kPtbxl:
      return MakePtbxlLayout(options);
    case DatasetLayout::kMimicIvEcg:
      return MakeMimicLayout(options);
    case DatasetLayout::kCpsc2018:
      return MakeCpscLayout(options);
    case DatasetLayout::kCsn:
      return MakeCsnLayout(options);
  }
  throw Error(ErrorCode::kInternal, "unknown layout");
}

std::vector<Visit> CohortOf(const DatasetOptions& options, uint64_t record_count) {
  std::optional<CaseMix> mix;
  if (!options.simulator.diagnosis) mix = options.simulator.mix;
  return DrawCohort(options.seed, record_count, mix);
}

SimulatedRecord SimulateVisit(const DatasetOptions& options, const Visit& visit, size_t index) {
  SimulatorOptions simulator = options.simulator;
  simulator.patient = visit.patient;
  if (visit.diagnosis) simulator.diagnosis = visit.diagnosis;
  return Simulate(Rng(options.seed).Fork("records").Fork(index), simulator);
}

// Simulates and writes the records on several threads; the calling thread reports.
class DatasetWriter {
 public:
  DatasetWriter(const DatasetOptions& options, const LayoutWriter& layout,
                const std::vector<Visit>& cohort)
      : options_(options),
        layout_(layout),
        cohort_(cohort),
        rows_(cohort.size()),
        findings_(cohort.size()) {}

  void Run(const std::function<void(uint64_t)>& report_done) {
    {
      std::vector<std::jthread> workers;
      const size_t count = std::min<size_t>(options_.worker_count, cohort_.size());
      running_ = count;
      for (size_t i = 0; i < count; ++i) workers.emplace_back([this] { Work(); });
      std::unique_lock lock(mutex_);
      while (running_ > 0) {
        changed_.wait_for(lock, std::chrono::milliseconds(100));
        try {
          report_done(done_);
        } catch (...) {
          stop_ = true;
          throw;
        }
      }
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  const std::vector<LayoutRows>& rows() const { return rows_; }
  const std::vector<FindingSet>& findings() const { return findings_; }

 private:
  void Work() {
    std::exception_ptr failure;
    try {
      for (size_t i = next_++; i < cohort_.size() && !stop_; i = next_++) {
        ThrowIfInterrupted();
        WriteOne(i);
        ++done_;
      }
    } catch (...) {
      failure = std::current_exception();
      stop_ = true;
    }
    const std::lock_guard lock(mutex_);
    if (failure && !failure_) failure_ = failure;
    --running_;
    changed_.notify_all();
  }

  void WriteOne(size_t index) {
    const Visit& visit = cohort_[index];
    SimulatedRecord simulated = SimulateVisit(options_, visit, index);
    rows_[index] = layout_.WriteRecord(options_.folder, index + 1, visit, simulated);
    findings_[index] = simulated.truth.diagnosis.findings;
  }

  const DatasetOptions& options_;
  const LayoutWriter& layout_;
  const std::vector<Visit>& cohort_;
  std::vector<LayoutRows> rows_;
  std::vector<FindingSet> findings_;
  std::atomic<size_t> next_ = 0;
  std::atomic<uint64_t> done_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t running_ = 0;
  std::exception_ptr failure_;
};

void MakeRecordFolders(const DatasetOptions& options, const LayoutWriter& layout,
                       const std::vector<Visit>& cohort) {
  std::string last;
  for (size_t i = 0; i < cohort.size(); ++i) {
    const std::string folder = layout.RecordFolder(i + 1, cohort[i]);
    if (folder == last) continue;
    MakeFolder(options.folder / folder);
    last = folder;
  }
}

std::vector<size_t> OrderOf(const LayoutTable& table, uint64_t seed, size_t count) {
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  if (table.order == RowOrder::kShuffled) {
    Rng rng = Rng(seed).Fork("order of " + table.name);
    rng.Shuffle(std::span<size_t>(order));
  }
  return order;
}

void WriteTables(const DatasetOptions& options, const LayoutWriter& layout,
                 const std::vector<LayoutRows>& rows) {
  const std::vector<LayoutTable> tables = layout.Tables();
  for (size_t i = 0; i < tables.size(); ++i) {
    CsvWriter table(options.folder / tables[i].name, tables[i].columns);
    for (const size_t record : OrderOf(tables[i], options.seed, rows.size())) {
      for (size_t row = i; row < rows[record].size(); row += tables.size()) {
        if (!rows[record][row].empty()) table.Row(rows[record][row]);
      }
    }
    table.Commit();
  }
}

}  // namespace

const std::vector<std::string>& DatasetLayoutNames() {
  static const std::vector<std::string> kNames = {"ptbxl", "mimic-iv-ecg", "cpsc2018", "csn"};
  return kNames;
}

DatasetLayout ParseDatasetLayout(std::string_view name) {
  const std::vector<std::string>& names = DatasetLayoutNames();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw Error(ErrorCode::kUsage, "no layout is called \"" + std::string(name) + "\"", "--layout",
                "ptbxl, mimic-iv-ecg, cpsc2018 or csn");
  }
  return static_cast<DatasetLayout>(found - names.begin());
}

std::string PaddedNumber(uint64_t number, size_t width, uint64_t largest) {
  const std::string digits = std::to_string(number);
  const size_t wanted = std::max(width, std::to_string(largest).size());
  return std::string(wanted - std::min(wanted, digits.size()), '0') + digits;
}

DatasetSummary WriteDataset(const DatasetOptions& options,
                            const std::function<void(uint64_t)>& report_done) {
  CheckOptions(options.simulator);
  if (options.plant_defects && options.layout != DatasetLayout::kMimicIvEcg) {
    throw Error(ErrorCode::kUsage, "only the layout mimic-iv-ecg has planted defects",
                "--plant-defects", "--layout mimic-iv-ecg");
  }
  CheckCount(options.record_count, kMaxRecords, "records");
  CheckCount(options.worker_count, kMaxWorkers, "workers");
  MakeFolder(options.folder);
  const LockFile lock(options.folder / kLockName);
  const std::unique_ptr<LayoutWriter> layout = MakeLayout(options);
  ClaimFolder(options, layout->Tables().back().name);
  const std::vector<Visit> cohort = CohortOf(options, options.record_count);
  MakeRecordFolders(options, *layout, cohort);
  DatasetWriter writer(options, *layout, cohort);
  writer.Run(report_done);

  // Without the main table the dataset is unfinished: one sync before it is enough.
  SyncFileSystem(options.folder);
  layout->WriteFixedFiles(options.folder);
  WriteTables(options, *layout, writer.rows());

  DatasetSummary summary;
  summary.record_count = options.record_count;
  summary.patient_count = cohort.back().patient_id;
  for (const FindingSet& findings : writer.findings()) {
    for (const Finding finding : findings.List()) {
      ++summary.finding_counts[static_cast<size_t>(finding)];
    }
  }
  return summary;
}

SimulatedRecord FirstRecord(const DatasetOptions& options) {
  return SimulateVisit(options, CohortOf(options, 1).front(), 0);
}

}  // namespace supreme
