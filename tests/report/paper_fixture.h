// Results in memory for tests of the paper's tables: zero-shot, probes and overlaps of systems.
#pragma once

#include <string>
#include <string_view>

#include "report/comparison_table.h"
#include "report/paper_table_cells.h"

namespace supreme {

inline ResultAuc Auc(double auc) { return {auc, auc - 0.02, auc + 0.02, {}}; }

inline ZeroShotEntry ZeroShotOf(std::string_view task, double auc) {
  ZeroShotEntry entry;
  entry.source.file = "zero/" + std::string(task) + ".json";
  entry.task = task;
  entry.label_mode = kAnyCode;
  entry.macro = Auc(auc);
  return entry;
}

// A linear probe of two seeds, 0.01 apart.
inline ProbeEntry ProbeOf(std::string_view task, double fraction, double auc) {
  ProbeEntry entry;
  entry.source.file = "probe/" + std::string(task) + ".json";
  entry.task = task;
  entry.method = "linear";
  entry.protocol = "paper";
  entry.label_mode = kAnyCode;
  entry.fraction = fraction;
  entry.macro = Auc(auc);
  entry.macro.deviation = 0.0071;
  entry.runs = {{1, auc - 0.005}, {2, auc + 0.005}};
  entry.settings = {{"learning_rate", "0.001"}, {"optimizer", "AdamW"}};
  return entry;
}

// Zero-shot of all six tasks: first, first + 0.01 …
inline SystemResults SystemOf(std::string_view row, double first) {
  SystemResults system;
  system.folder = row;
  system.row = row;
  for (const DownstreamTask& task : kDownstreamTasks) {
    system.zero_shots.push_back(ZeroShotOf(task.task, first));
    first += 0.01;
  }
  return system;
}

inline ComparisonTable Make(ComparisonTable (*make)(const PaperTableInput&),
                            const PaperResults& results, const ResultChoice& choice = {}) {
  return make({results, PaperNumbers::Printed(), choice});
}

// The first cell of that row and column; a blank one when there is none.
inline ComparisonCell CellOf(const ComparisonTable& table, std::string_view row,
                             std::string_view column, std::string_view group = "") {
  for (const ComparisonRow& line : table.rows) {
    if (line.name != row || (!group.empty() && line.group != group)) continue;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].name == column) return line.cells.at(i);
    }
  }
  return {};
}

}  // namespace supreme
