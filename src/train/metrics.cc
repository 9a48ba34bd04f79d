#include "train/metrics.h"

#include <vector>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

std::string CsvHeader() {
  std::vector<std::string> names;
  for (const MetricsCell& cell : MetricsCells({})) names.emplace_back(cell.name);
  return CsvLine(names);
}

std::string CsvText(const std::vector<MetricsCell>& cells) {
  std::vector<std::string> fields;
  for (const MetricsCell& cell : cells)
    fields.push_back(cell.value ? FormatDouble(*cell.value) : "");
  return CsvLine(fields);
}

std::string JsonText(const std::vector<MetricsCell>& cells) {
  OrderedJson json;
  for (const MetricsCell& cell : cells) {
    if (!cell.value) continue;
    const auto whole = static_cast<int64_t>(*cell.value);
    if (static_cast<double>(whole) == *cell.value) {
      json[cell.name] = whole;
    } else {
      json[cell.name] = *cell.value;
    }
  }
  return DumpJson(json) + "\n";
}

using StepOfLine = std::optional<int64_t> (*)(const std::string& line);

std::optional<int64_t> StepOfJson(const std::string& line) {
  try {
    return static_cast<int64_t>(JsonCount(ParseJson(line, ""), "step", ""));
  } catch (const Error&) {
    return std::nullopt;  // a crash wrote part of a line
  }
}

std::optional<int64_t> StepOfCsv(const std::string& line) {
  return ParseInt(line.substr(0, line.find(',')));
}

// Rewrites a file as `header` and its complete lines up to step `last`; returns its path.
fs::path KeepUntil(const fs::path& path, const std::string& header, StepOfLine step_of,
                   int64_t last) {
  const std::string text = fs::exists(path) ? ReadFile(path) : "";
  std::string kept = header;
  size_t start = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    const std::string line = text.substr(start, end - start);
    const auto step = step_of(line);
    if (step && *step <= last) kept += line + "\n";
    start = end + 1;
  }
  WriteFileAtomically(path, kept);
  return path;
}

}  // namespace

std::vector<MetricsCell> MetricsCells(const MetricsRow& row) {
  return {{"step", static_cast<double>(row.step)},
          {"epoch", row.epoch},
          {"records", static_cast<double>(row.records)},
          {"loss", row.loss},
          {"learning_rate", row.learning_rate},
          {"records_per_sec", row.records_per_sec},
          {"validation_loss", row.validation_loss},
          {"validation_auc", row.validation_auc},
          {"skipped_steps", static_cast<double>(row.skipped_steps)},
          {"gradient_norm", row.gradient_norm},
          {"memory_mb", row.memory_mb},
          {"gpu_memory_mb", row.gpu_memory_mb}};
}

MetricsLog::MetricsLog(const fs::path& folder, int64_t last_step)
    : json_(KeepUntil(folder / "metrics.jsonl", "", StepOfJson, last_step)),
      csv_(KeepUntil(folder / "metrics.csv", CsvHeader(), StepOfCsv, last_step)) {}

void MetricsLog::OnMetrics(const MetricsRow& row) {
  const std::vector<MetricsCell> cells = MetricsCells(row);
  json_.Append(JsonText(cells));
  csv_.Append(CsvText(cells));
}

void MetricsLog::OnSave() {
  json_.Sync();
  csv_.Sync();
}

}  // namespace supreme
