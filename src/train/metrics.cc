#include "train/metrics.h"

#include <cerrno>
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

// Complete lines of `text` that `keep` accepts.
template <class Keep>
std::string KeptLines(const std::string& text, const Keep& keep) {
  std::string kept;
  size_t start = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    const std::string line = text.substr(start, end - start);
    if (keep(line)) kept += line + "\n";
    start = end + 1;
  }
  return kept;
}

std::string TextOf(const fs::path& path) { return fs::exists(path) ? ReadFile(path) : ""; }

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
    : json_path_(folder / "metrics.jsonl"), csv_path_(folder / "metrics.csv") {
  WriteFileAtomically(json_path_, KeptLines(TextOf(json_path_), [&](const std::string& line) {
                        const std::string where = json_path_.string();
                        return JsonCount(ParseJson(line, where), "step", where) <=
                               static_cast<uint64_t>(last_step);
                      }));
  WriteFileAtomically(csv_path_,
                      CsvHeader() + KeptLines(TextOf(csv_path_), [&](const std::string& line) {
                        const auto step = ParseInt(line.substr(0, line.find(',')));
                        return step && *step <= last_step;
                      }));
  json_.open(json_path_, std::ios::app);
  csv_.open(csv_path_, std::ios::app);
}

void MetricsLog::OnMetrics(const MetricsRow& row) {
  const std::vector<MetricsCell> cells = MetricsCells(row);
  json_ << JsonText(cells) << std::flush;
  csv_ << CsvText(cells) << std::flush;
  if (!json_ || !csv_) throw SystemError(errno, "cannot write metrics", json_path_.string());
}

}  // namespace supreme
