// supreme data stats.
#include <cstdio>
#include <map>
#include <numeric>
#include <optional>

#include "cli/arguments.h"
#include "cli/output_path.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "data/pack_stats.h"
#include "data/pack_verify.h"
#include "data/split.h"
#include "data/split_file.h"
#include "data/task_counts.h"
#include "data/task_labels.h"

namespace supreme {
namespace {

void PrintCounts(const char* title, const std::map<std::string, size_t>& counts) {
  if (counts.empty()) return;
  std::printf("\n%-12s records\n", title);
  for (const auto& [name, count] : counts) std::printf("%-12s %zu\n", name.c_str(), count);
}

void PrintStats(const PackStats& stats) {
  std::printf("records      %zu\n", stats.rows);
  std::printf("patients     %zu (%zu records without one)\n", stats.patients,
              stats.without_patient);
  std::printf("reports      %zu\n", stats.reports);
  std::printf("sex          male %zu, female %zu, unknown %zu\n", stats.male, stats.female,
              stats.sex_unknown);
  if (stats.age_known > 0) {
    std::printf("age          %s to %s years, median %s (%zu known)\n",
                FormatDouble(stats.age_min).c_str(), FormatDouble(stats.age_max).c_str(),
                FormatDouble(stats.age_median).c_str(), stats.age_known);
  }
  std::map<std::string, size_t> folds;
  for (const auto& [fold, count] : stats.folds) {
    char name[24];
    std::snprintf(name, sizeof name, "%2lld", static_cast<long long>(fold));
    folds[name] = count;
  }
  PrintCounts("fold", folds);
  PrintCounts("code", stats.codes);
  PrintCounts("missing lead", stats.missing_leads);
  PrintCounts("flat lead", stats.flat_leads);
}

void PrintTaskCounts(const Pack& pack, const Task& task, const std::string& split_csv,
                     const std::string& format) {
  std::optional<Split> split;
  if (!split_csv.empty()) split = SplitByCsv(pack, split_csv);
  const TaskCounts counts = CountTask(task, pack, split);
  if (format != "json") {
    std::printf("%s", TaskCountsTable(counts).c_str());
    return;
  }
  OrderedJson json = ToJson(counts);
  json["pack_id"] = pack.id();
  if (split) json["split_hash"] = SplitSha256(SplitRows(*split, pack));
  std::printf("%s\n", DumpJson(json).c_str());
}

// record_id and a column of 0 and 1 per class, as eval scores reads labels: of the test part where
// there is a split, else of all records. Those that carry no class are left out, as in evaluations.
void WriteTaskLabels(const Pack& pack, const Task& task, const std::string& split_csv,
                     const std::string& path) {
  std::vector<size_t> rows(pack.rows().size());
  std::iota(rows.begin(), rows.end(), size_t{0});
  if (!split_csv.empty()) rows = SplitByCsv(pack, split_csv).test;
  const TaskLabels labels = LabelRows(task, pack, rows);
  std::vector<std::string> columns = {"record_id"};
  for (const auto& task_class : task.classes) columns.push_back(task_class.code);
  CsvWriter table(path, columns);
  for (size_t i = 0; i < labels.rows.size(); ++i) {
    std::vector<std::string> fields = {pack.rows()[labels.rows[i]].record_id};
    for (size_t c = 0; c < task.classes.size(); ++c) {
      fields.push_back(labels.positive[i * task.classes.size() + c] != 0 ? "1" : "0");
    }
    table.Row(fields);
  }
  table.Commit();
}

}  // namespace

int RunDataStats(const VerbArguments& arguments) {
  std::string folder, task_name, split_csv, out;
  std::string format = "table";
  bool verify = false;
  Arguments flags(
      "data stats",
      "Counts what a pack holds: folds, codes, leads, age and sex; or, with --task, the\n"
      "records of each class of a task in each part of a split.",
      {"supreme data stats packs/ptbxl", "supreme data stats packs/ptbxl --verify",
       "supreme data stats packs/csn --task csn --split-csv csn_split.csv",
       "supreme data stats packs/csn --task csn --split-csv csn_split.csv --out labels.csv"});
  flags.Positional("pack", folder, "folder of the pack");
  flags.Option("--task", task_name, "task file, or name of a task that comes with supreme");
  flags.Option("--split-csv", split_csv, "CSV record_id,split; needs --task");
  flags.Option("--out", out,
               "with --task: labels to write as CSV, for supreme eval scores; of the test part "
               "where there is a split");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  flags.Flag("--verify", verify, "compare every file with its SHA-256 first");
  if (!flags.Parse(arguments)) return 0;
  if (task_name.empty() && !split_csv.empty()) {
    throw Error(ErrorCode::kUsage, "--split-csv needs --task", "data stats", "--task ptbxl-super");
  }
  if (task_name.empty() && !out.empty()) {
    throw Error(ErrorCode::kUsage, "--out needs --task", "data stats", "--task ptbxl-super");
  }
  PrepareOutput(out);
  const Pack pack(folder);
  if (verify) VerifyPackFiles(pack);
  if (!task_name.empty()) {
    const Task task = ReadTask(TaskFile(task_name));
    PrintTaskCounts(pack, task, split_csv, format);
    if (!out.empty()) WriteTaskLabels(pack, task, split_csv, out);
    return 0;
  }
  const PackStats stats = CountPack(pack);
  if (format == "json") {
    OrderedJson json = ToJson(stats);
    json["pack_id"] = pack.id();
    std::printf("%s\n", DumpJson(json).c_str());
  } else {
    PrintStats(stats);
  }
  return 0;
}

}  // namespace supreme
