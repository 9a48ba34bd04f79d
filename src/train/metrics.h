// metrics.jsonl and metrics.csv of a run: one row per log interval and per evaluation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/append_file.h"

namespace supreme {

// Empty fields of a row are left out (JSON) or empty (CSV).
struct MetricsRow {
  int64_t step = 0;
  double epoch = 0.0;  // with its fraction
  int64_t records = 0;
  std::optional<double> loss;  // mean since the row before
  std::optional<double> learning_rate;
  std::optional<double> records_per_sec;
  std::optional<double> validation_loss;
  std::optional<double> validation_auc;  // macro, over queries with both labels
  int64_t skipped_steps = 0;
};

class MetricsLog {
 public:
  // Keeps the rows up to `last_step` that an earlier part of the run wrote; drops later ones and
  // what a crash made of the last lines. Errors: kIo, kNoSpace.
  MetricsLog(const std::filesystem::path& folder, int64_t last_step);
  // Appends to both files. Rows that the disk does not take are written with a later one.
  void Write(const MetricsRow& row);
  // All rows are on disk afterwards: a checkpoint counts on those before it. kIo, kNoSpace.
  void Sync();

 private:
  AppendFile json_, csv_;
};

}  // namespace supreme
