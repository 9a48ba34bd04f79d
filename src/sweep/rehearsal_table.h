// What a rehearsal showed of each variant, as a table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "report/data_table.h"
#include "sweep/plan.h"
#include "sweep/rehearsal.h"
#include "sweep/runner.h"
#include "sweep/tasks.h"

namespace supreme {

// What a training's few steps tell of the whole.
struct RehearsedTraining {
  uint64_t parameters = 0;
  double records_per_sec = 0.0;  // of all steps but the first
  double memory_mb = 0.0;        // largest resident size of the process
  std::optional<double> gpu_memory_mb;
  uint64_t train_records = 0;  // of one epoch
  uint64_t epochs = 0;
  uint64_t skipped_steps = 0;  // loss or gradient was not finite
  // Of a training that goes through all its epochs; evaluations come on top.
  double hours() const;
};

// Rate of the steps after the first; of the first where there is no other. kCorruptData for text
// that is no metrics.jsonl of a run, or has no step in it.
double RehearsedRate(const std::string& metrics, const std::string& where);

// Of a run folder whose training has ended. kNotFound, kCorruptData.
RehearsedTraining ReadRehearsedTraining(const std::filesystem::path& run);

inline constexpr char kRehearsalOk[] = "ok";

// One row a variant: its figures where its training ended, and in the column "outcome" kRehearsalOk
// or the first thing that went wrong with it, with its log.
DataTable RehearsalTable(const SweepPlan& plan, const SweepTasks& tasks,
                         const RehearsalOptions& options,
                         const std::vector<SweepFailure>& failures);

// Rows whose outcome is another than kRehearsalOk.
size_t RehearsalFailures(const DataTable& table);

}  // namespace supreme
