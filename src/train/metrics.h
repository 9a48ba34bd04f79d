// metrics.jsonl and metrics.csv of a run: one row per log interval and per evaluation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "train/run_observer.h"

#include "core/append_file.h"

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
  // Keeps the rows up to `last_step` that an earlier part of the run wrote; drops later ones and
  // what a crash made of the last lines. Errors: kIo, kNoSpace.
  MetricsLog(const std::filesystem::path& folder, int64_t last_step);
  // Appends to both files. Rows that the disk does not take are written with a later one.
  void OnMetrics(const MetricsRow& row) override;
  // kIo, kNoSpace.
  void OnSave() override;

 private:
  AppendFile json_, csv_;
};

}  // namespace supreme
