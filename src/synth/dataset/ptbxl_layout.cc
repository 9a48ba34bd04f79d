#include "synth/ptbxl_layout.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/lock_file.h"
#include "core/numbers.h"
#include "core/version.h"
#include "signal/wfdb.h"
#include "synth/cohort.h"
#include "synth/ptbxl_tables.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxRecords = 99999;
constexpr size_t kMaxWorkers = 256;
constexpr uint64_t kRecordsPerFolder = 1000;
constexpr std::string_view kSettingsName = "simulate.json";
constexpr std::string_view kDatabaseName = "ptbxl_database.csv";
constexpr std::string_view kLockName = ".simulate.lock";

std::string FiveDigits(uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(5 - std::min<size_t>(5, digits.size()), '0') + digits;
}

std::string RecordsFolder(const DatasetOptions& options, uint64_t number) {
  return "records" + FormatDouble(options.simulator.sample_rate_hz) + "/" +
         FiveDigits(number / kRecordsPerFolder * kRecordsPerFolder);
}

void CheckDatasetOptions(const DatasetOptions& options) {
  CheckOptions(options.simulator);
  if (options.record_count < 1 || options.record_count > kMaxRecords) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(options.record_count) + " is out of range",
                "records", "1 to " + std::to_string(kMaxRecords));
  }
  if (options.worker_count < 1 || options.worker_count > kMaxWorkers) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(options.worker_count) + " is out of range",
                "workers", "1 to " + std::to_string(kMaxWorkers));
  }
}

OrderedJson Settings(const DatasetOptions& options) {
  const SimulatorOptions& simulator = options.simulator;
  return {{"program", "supreme simulate"},
          {"version", Version()},
          {"records", options.record_count},
          {"seed", options.seed},
          {"sample_rate_hz", simulator.sample_rate_hz},
          {"duration_s", simulator.duration_s},
          {"noise", simulator.noise_level},
          {"uncertain_share", simulator.report.uncertain_share},
          {"unmentioned_share", simulator.report.unmentioned_share},
          {"invented_share", simulator.report.invented_share}};
}

// Lets through an empty folder, the same run cut short, and anything with --force.
void ClaimFolder(const DatasetOptions& options) {
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
  std::filesystem::remove(options.folder / kDatabaseName);
  WriteJsonFile(settings_path, settings);
}

// Simulates and writes the records on several threads; the calling thread reports.
class DatasetWriter {
 public:
  DatasetWriter(const DatasetOptions& options, const std::vector<Visit>& cohort)
      : options_(options),
        cohort_(cohort),
        records_(Rng(options.seed).Fork("records")),
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

  const std::vector<std::vector<std::string>>& rows() const { return rows_; }
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
    SimulatorOptions options = options_.simulator;
    options.patient = visit.patient;
    options.findings = visit.findings;
    SimulatedRecord simulated = Simulate(records_.Fork(index), options);
    const uint64_t number = index + 1;
    const std::string folder = RecordsFolder(options_, number);
    simulated.record.record_id = FiveDigits(number) + "_hr";
    // Without the table the dataset is unfinished: one sync before it is enough.
    WriteWfdb(simulated.record, options_.folder / folder, Durability::kRenamed);
    findings_[index] = simulated.findings;
    rows_[index] = DatabaseRow(number, visit, simulated, folder + "/" + simulated.record.record_id);
  }

  const DatasetOptions& options_;
  const std::vector<Visit>& cohort_;
  const Rng records_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<FindingSet> findings_;
  std::atomic<size_t> next_ = 0;
  std::atomic<uint64_t> done_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t running_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

DatasetSummary WritePtbxlDataset(const DatasetOptions& options,
                                 const std::function<void(uint64_t)>& report_done) {
  CheckDatasetOptions(options);
  MakeFolder(options.folder);
  const LockFile lock(options.folder / kLockName);
  ClaimFolder(options);
  const std::vector<Visit> cohort = DrawCohort(options.seed, options.record_count);
  for (uint64_t number = 0; number <= options.record_count; number += kRecordsPerFolder) {
    MakeFolder(options.folder / RecordsFolder(options, number));
  }
  DatasetWriter writer(options, cohort);
  writer.Run(report_done);

  SyncFileSystem(options.folder);
  WriteScpStatements(options.folder / "scp_statements.csv");
  CsvWriter database(options.folder / kDatabaseName, DatabaseColumns());
  for (const auto& row : writer.rows()) database.Row(row);
  database.Commit();

  DatasetSummary summary;
  summary.record_count = options.record_count;
  summary.patient_count = cohort.back().patient_id;
  for (const FindingSet& findings : writer.findings()) {
    for (const FindingInfo& info : FindingTable()) {
      summary.finding_counts[static_cast<size_t>(info.finding)] += findings.Has(info.finding);
    }
  }
  return summary;
}

}  // namespace supreme
