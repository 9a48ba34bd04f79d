// Tables 1 (a) and 9: linear probing, and zero-shot beside it.
#include <algorithm>
#include <map>
#include <set>

#include "report/paper_table_systems.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 3> kFractionNames = {"1%", "10%", "100%"};

// Linear probing of a system at one fraction, over the six tasks.
struct ProbeMean {
  std::optional<double> mean, deviation;  // percent; the deviation over seeds that all tasks have
  size_t task_count = 0;                  // with a result
  std::string source;
};

ProbeMean MeanProbe(const PaperTableInput& input, const SystemResults& system, double fraction) {
  ProbeMean result;
  std::vector<double> tasks;
  std::map<int64_t, std::vector<double>> by_seed;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const ProbeEntry* entry = FindProbe(system, task.task, fraction, input.choice);
    if (entry == nullptr || !entry->macro.auc) continue;
    tasks.push_back(100.0 * *entry->macro.auc);
    for (const ProbeRun& run : entry->runs) by_seed[run.seed].push_back(100.0 * run.auc);
    result.source += (result.source.empty() ? "" : "; ") + entry->source.file;
  }
  result.task_count = tasks.size();
  if (tasks.size() < kDownstreamTasks.size()) return result;
  result.mean = MeanOf(tasks);
  std::vector<double> means;
  for (const auto& [seed, values] : by_seed) {
    if (values.size() == kDownstreamTasks.size()) means.push_back(MeanOf(values));
  }
  result.deviation = DeviationOf(means);
  return result;
}

ComparisonCell MeanProbeCell(const PaperTableInput& input, const std::string& row, size_t fraction,
                             ComparisonTable& table) {
  const SystemResults* system = FindSystem(input.results, row);
  if (system == nullptr) return {};
  const ProbeMean mean = MeanProbe(input, *system, kDownstreamFractions[fraction]);
  if (!mean.mean) {
    if (mean.task_count > 0) {
      table.notes.push_back(row + ", " + std::string(kFractionNames[fraction]) +
                            ": no mean, since probes of " + std::to_string(mean.task_count) +
                            " of 6 tasks are there.");
    }
    return {};
  }
  ComparisonCell cell = FigureCell(mean.mean, 2, mean.source);
  cell.deviation = mean.deviation;
  return cell;
}

bool HasLinearProbe(const SystemResults& system, const ResultChoice& choice) {
  return std::ranges::any_of(system.probes, [&](const ProbeEntry& entry) {
    return entry.method == "linear" && entry.protocol == choice.protocol;
  });
}

// The paper's rows, then systems of the tree that it does not have.
std::vector<std::string> RowsWithOurs(const PaperTableInput& input, std::string_view id,
                                      bool with_zero_shot) {
  std::vector<std::string> rows = PaperRows(input.paper, id);
  for (const SystemResults& system : input.results.systems) {
    const bool is_known = std::ranges::any_of(
        rows, [&](const std::string& row) { return FindSystem(input.results, row) == &system; });
    const bool is_variant = std::ranges::find(kVariantRows, system.row) != kVariantRows.end();
    const bool has_zero_shot = with_zero_shot && !is_variant && !system.zero_shots.empty();
    if (!is_known && (has_zero_shot || HasLinearProbe(system, input.choice))) {
      rows.push_back(system.row);
    }
  }
  return rows;
}

// The protocol, and those of probes that are there but not shown.
std::string ProtocolNote(const PaperTableInput& input) {
  std::set<std::string> others;
  for (const SystemResults& system : input.results.systems) {
    for (const ProbeEntry& entry : system.probes) {
      if (entry.method == "linear") others.insert(entry.protocol);
    }
  }
  others.erase(input.choice.protocol);
  std::string note = "Linear probing by the protocol \"" + input.choice.protocol +
                     "\"; ± is the standard deviation over seeds.";
  for (const std::string& other : others) {
    note += " Probes by the protocol \"" + other + "\" are there too: --protocol " + other + ".";
  }
  return note;
}

}  // namespace

ComparisonTable SystemsTable(const PaperTableInput& input) {
  ComparisonTable table{
      "1a",        "Zero-shot and linear probing, mean AUC (%) over the six datasets",
      "Framework", {{"zero-shot"}, {"linear 1%"}, {"linear 10%"}, {"linear 100%"}},
      {},          {}};
  for (const std::string& name : RowsWithOurs(input, "1a", true)) {
    ComparisonRow row{"", name, {}};
    const SystemResults* system = FindSystem(input.results, name);
    const TaskMean mean = MeanZeroShot(input, system == nullptr ? name : system->row);
    row.cells.push_back(FigureCell(mean.mean, 2, mean.source));
    AddPaper(row.cells.back(), input.paper, {"1a", name, "zero-shot"});
    NoteMissing(table, name, mean);
    for (size_t i = 0; i < kFractionNames.size(); ++i) {
      row.cells.push_back(MeanProbeCell(input, name, i, table));
      const std::string column = "linear probing " + std::string(kFractionNames[i]);
      AddPaper(row.cells.back(), input.paper, {"1a", name, column});
    }
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(ProtocolNote(input));
  return table;
}

ComparisonTable ProbeTable(const PaperTableInput& input) {
  ComparisonTable table{"9", "Linear probing, AUC (%)", "Framework", {}, {}, {}};
  for (const std::string_view name : kFractionNames) table.columns.push_back({std::string(name)});
  const std::vector<std::string> rows = RowsWithOurs(input, "9", false);
  for (const DownstreamTask& task : kDownstreamTasks) {
    for (const std::string& name : rows) {
      ComparisonRow row{std::string(task.name), name, {}};
      const SystemResults* system = FindSystem(input.results, name);
      for (size_t i = 0; i < kFractionNames.size(); ++i) {
        const ProbeEntry* entry =
            system == nullptr
                ? nullptr
                : FindProbe(*system, task.task, kDownstreamFractions[i], input.choice);
        row.cells.push_back(entry == nullptr ? ComparisonCell{}
                                             : AucCell(entry->macro, entry->source.file));
        const std::string column = std::string(task.name) + " " + std::string(kFractionNames[i]);
        AddPaper(row.cells.back(), input.paper, {"9", name, column});
      }
      table.rows.push_back(std::move(row));
    }
  }
  table.notes.push_back(ProtocolNote(input));
  return table;
}

}  // namespace supreme
