#include "report/run_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "plot/markup.h"

namespace supreme {
namespace {

constexpr size_t kMaxLetters = 60;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string AgeText(double seconds) {
  constexpr std::pair<double, const char*> kUnits[] = {
      {86400.0, " d"}, {3600.0, " h"}, {60.0, " min"}};
  for (const auto& [length, unit] : kUnits) {
    if (seconds >= 2.0 * length) return FormatFixed(std::floor(seconds / length), 0) + unit;
  }
  return FormatFixed(std::max(0.0, std::floor(seconds)), 0) + " s";
}

std::string SizeText(uint64_t bytes) {
  constexpr double kStep = 1000.0;
  auto size = static_cast<double>(bytes);
  const char* unit = " B";
  for (const char* next : {" kB", " MB", " GB", " TB"}) {
    if (size < kStep) break;
    size /= kStep;
    unit = next;
  }
  return FormatFixed(size, size < 10.0 && bytes >= 1000 ? 1 : 0) + unit;
}

Cell OptionalCell(const std::optional<double>& value, int digits) {
  return value ? NumberCell(*value, digits) : NoCell();
}

Cell SignedCell(const std::optional<int64_t>& value) {
  return value ? Cell{std::to_string(*value), *value} : NoCell();
}

std::vector<Cell> RowOf(const RunSummary& run) {
  return {TextCell(run.name),
          TextCell(RunStateName(run.state)),
          TextCell(run.model),
          SignedCell(run.step),
          NumberCell(run.epoch, 1),
          OptionalCell(run.best_auc, 4),
          SignedCell(run.best_step),
          OptionalCell(run.loss, 4),
          OptionalCell(run.records_per_sec, 1),
          {AgeText(run.age_seconds), run.age_seconds},
          {SizeText(run.bytes), run.bytes},
          TextCell(run.problem)};
}

// What a column sorts by: numbers, then texts; NaN = no value.
using SortKey = std::pair<double, std::string>;
struct Sorter {
  const char* name;
  std::function<SortKey(const RunSummary&)> key;
};

const std::vector<Sorter>& Sorters() {
  static const std::vector<Sorter> sorters = {
      {"name",
       [](const RunSummary& run) {
         return SortKey{0.0, run.name};
       }},
      {"state",
       [](const RunSummary& run) {
         return SortKey{static_cast<double>(run.state), ""};
       }},
      {"model",
       [](const RunSummary& run) {
         return SortKey{0.0, run.model};
       }},
      {"step",
       [](const RunSummary& run) {
         return SortKey{static_cast<double>(run.step), ""};
       }},
      {"auc",
       [](const RunSummary& run) {
         return SortKey{run.best_auc.value_or(kNone), ""};
       }},
      {"loss",
       [](const RunSummary& run) {
         return SortKey{run.loss.value_or(kNone), ""};
       }},
      {"speed",
       [](const RunSummary& run) {
         return SortKey{run.records_per_sec.value_or(kNone), ""};
       }},
      {"age",
       [](const RunSummary& run) {
         return SortKey{run.age_seconds, ""};
       }},
      {"size", [](const RunSummary& run) {
         return SortKey{static_cast<double>(run.bytes), ""};
       }}};
  return sorters;
}

}  // namespace

DataTable MakeRunTable(const std::vector<RunSummary>& runs) {
  DataTable table;
  table.id = "runs";
  table.title = "Newest values of each run";
  table.columns = {{"name", "Run"},
                   {"state", "State"},
                   {"model", "Model"},
                   {"step", "Steps", true},
                   {"epoch", "Epochs", true},
                   {"best_validation_auc", "Best AUC", true},
                   {"best_step", "at step", true},
                   {"loss", "Loss", true},
                   {"records_per_sec", "ECG/s", true},
                   {"age_seconds", "Age", true},
                   {"bytes", "Size", true}};
  const bool problems = std::any_of(runs.begin(), runs.end(),
                                    [](const RunSummary& run) { return !run.problem.empty(); });
  if (problems) table.columns.push_back({"problem", "Problem"});
  for (const RunSummary& run : runs) {
    table.rows.push_back(RowOf(run));
    if (!problems) table.rows.back().pop_back();
  }
  return table;
}

std::vector<std::string> RunSortColumns() {
  std::vector<std::string> names;
  for (const Sorter& sorter : Sorters()) names.emplace_back(sorter.name);
  return names;
}

void SortRuns(const std::string& column, bool descending, std::vector<RunSummary>& runs) {
  const auto sorter = std::find_if(Sorters().begin(), Sorters().end(),
                                   [&](const Sorter& one) { return one.name == column; });
  SUPREME_CHECK(sorter != Sorters().end());
  std::stable_sort(runs.begin(), runs.end(), [&](const RunSummary& left, const RunSummary& right) {
    const SortKey a = sorter->key(left), b = sorter->key(right);
    if (std::isnan(a.first) || std::isnan(b.first))
      return !std::isnan(a.first) && std::isnan(b.first);
    return descending ? b < a : a < b;
  });
}

std::string ToPlainText(const DataTable& table) {
  const auto width = [](const std::string& text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  };
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : table.columns) lines[0].push_back(column.name);
  for (const auto& row : table.rows) {
    lines.emplace_back();
    for (const Cell& cell : row) lines.back().push_back(ShortenText(cell.text, kMaxLetters));
  }
  std::vector<size_t> widths(table.columns.size());
  for (const auto& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (size_t i = 0; i < line.size(); ++i) {
      const std::string space(widths[i] - width(line[i]), ' ');
      row +=
          (i == 0 ? "" : "  ") + (table.columns[i].is_number ? space + line[i] : line[i] + space);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

}  // namespace supreme
