// Tables 7 and 8.
#include <algorithm>
#include <set>

#include "report/paper_table_vocabulary.h"

namespace supreme {
namespace {

struct SplitRow {
  std::string_view paper_row;
  std::string_view task;
};
constexpr std::array<SplitRow, 6> kSplitRows = {{{"Superclass", "ptbxl-super"},
                                                 {"Subclass", "ptbxl-sub"},
                                                 {"Form", "ptbxl-form"},
                                                 {"Rhythm", "ptbxl-rhythm"},
                                                 {"CPSC-2018", "cpsc2018"},
                                                 {"CSN", "csn"}}};

// The paper's name of a setting and that of probe results.
struct SettingRow {
  std::string_view paper_row;
  std::string_view key;
};
constexpr std::array<SettingRow, 7> kSettingRows = {{{"Optimizer type", "optimizer"},
                                                     {"Learning Rate", "learning_rate"},
                                                     {"Weight Decay", "weight_decay"},
                                                     {"Scheduler type", "schedule"},
                                                     {"Warmup Steps", "warmup_epochs"},
                                                     {"Batch Size", "batch_size"},
                                                     {"Epochs", "epochs"}}};

ComparisonCell CountOf(const SplitEntry* entry, const std::string& part) {
  if (entry == nullptr) return {};
  const auto found = entry->records.find(part);
  if (found == entry->records.end()) return {};
  return FigureCell(static_cast<double>(found->second), 0, entry->file);
}

// A setting of our system's linear probes of a task; where the fractions differ, all values.
ComparisonCell SettingOf(const PaperTableInput& input, std::string_view task,
                         std::string_view key) {
  const SystemResults* own = FindSystem(input.results, kOwnRow);
  ComparisonCell cell;
  std::set<std::string> seen;
  if (own == nullptr) return cell;
  for (const double fraction : kDownstreamFractions) {
    const ProbeEntry* entry = FindProbe(*own, task, fraction, input.choice);
    if (entry == nullptr) continue;
    for (const auto& [name, value] : entry->settings) {
      if (name != key || value.empty() || !seen.insert(value).second) continue;
      cell.text += (cell.text.empty() ? "" : ", ") + value;
      cell.source = entry->source.file;
    }
  }
  return cell;
}

}  // namespace

ComparisonTable SplitCountsTable(const PaperTableInput& input) {
  ComparisonTable table{
      "7",
      "Classes and records of the downstream tasks",
      "Task",
      {{"classes"}, {"train"}, {"validation"}, {"test"}},
      {},
      {"Records that carry a class of the task; in CSN all records of the published split."}};
  for (const SplitRow& row : kSplitRows) {
    const auto found = std::ranges::find_if(
        input.results.splits, [&](const SplitEntry& entry) { return entry.task == row.task; });
    const SplitEntry* entry = found == input.results.splits.end() ? nullptr : &*found;
    ComparisonCell classes;
    if (entry != nullptr) {
      classes = FigureCell(static_cast<double>(entry->class_count), 0, entry->file);
    }
    ComparisonRow line{"", std::string(row.paper_row), {classes}};
    line.cells[0].digits = 0;
    AddPaper(line.cells[0], input.paper, {"7", row.paper_row, "category number"});
    for (const std::string part : {"train", "validation", "test"}) {
      ComparisonCell cell = CountOf(entry, part);
      cell.digits = 0;
      AddPaper(cell, input.paper, {"7", row.paper_row, part + " set"});
      line.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(line));
  }
  return table;
}

ComparisonTable ProbeSettingsTable(const PaperTableInput& input) {
  ComparisonTable table{"8", "Settings of linear probing", "Setting", {}, {}, {}};
  for (const DownstreamTask& task : kDownstreamTasks) {
    table.columns.push_back({std::string(task.name), false});
  }
  for (const SettingRow& setting : kSettingRows) {
    ComparisonRow row{"", std::string(setting.paper_row), {}};
    for (const DownstreamTask& task : kDownstreamTasks) {
      ComparisonCell cell = SettingOf(input, task.task, setting.key);
      const PaperNumber* number = FindNumber(input.paper, {"8", setting.paper_row, task.name});
      if (number != nullptr) cell.paper_text = number->value;
      row.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace supreme
