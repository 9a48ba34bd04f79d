// metrics.jsonl and metrics.csv of a run: one row per log interval and per evaluation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "train/run_observer.h"

namespace supreme {

// A field of a row by its name in every file; nothing where the row has no value.
struct MetricsCell {
  const char* name;
  std::optional<double> value;
};
// All fields, in the order of the files' columns; "step" is the first.
std::vector<MetricsCell> MetricsCells(const MetricsRow& row);

class MetricsLog : public RunObserver {
 public:
  // Keeps the rows up to `last_step` that an earlier part of the run wrote, drops later ones and a
  // last line that was cut. Errors: kIo, kCorruptData.
  MetricsLog(const std::filesystem::path& folder, int64_t last_step);
  // Appends to both files and flushes them. kIo, kNoSpace.
  void OnMetrics(const MetricsRow& row) override;

 private:
  std::filesystem::path json_path_, csv_path_;
  std::ofstream json_, csv_;
};

}  // namespace supreme
