// supreme data split: the published split of a task, by its rule or by its lists.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "data/split_file.h"
#include "data/split_tables.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct SplitCall {
  std::string task;
  std::string pack;
  std::vector<std::string> tables;
  std::string train, validation, test;
  std::string out;
  std::string probe = "100";
  std::string format = "table";

  bool has_lists() const { return !train.empty() && !validation.empty() && !test.empty(); }
  bool has_any_list() const { return !train.empty() || !validation.empty() || !test.empty(); }
};

bool ParseCall(const VerbArguments& arguments, SplitCall& call) {
  Arguments flags(
      "data split",
      "Writes the split of a task as CSV record_id,split, which training, evaluation\n"
      "and data stats read with --split-csv. PTB-XL: folds 1-8, 9 and 10 of a pack or\n"
      "of ptbxl_database.csv. cpsc2018: drawn with seed 42 in the order of ecg_id. Any\n"
      "task: from published lists, one file for each part.",
      {"supreme data split ptbxl-form --pack packs/ptbxl --out form.csv",
       "supreme data split cpsc2018 --table icbeb_train.csv --table icbeb_val.csv "
       "--table icbeb_test.csv --out cpsc.csv",
       "supreme data split csn --train chapman_train.csv --validation chapman_val.csv "
       "--test chapman_test.csv --pack packs/csn --probe 10 --out csn_10.csv"});
  flags.Positional("task", call.task, "task file, or name of a task that comes with supreme");
  flags.Option("--pack", call.pack, "folder of a pack; with other sources: keep its records only");
  flags.Option("--table", call.tables,
               "ptbxl_database.csv, or tables with ecg_id and filename (cpsc2018); repeatable");
  flags.Option("--train", call.train, "published list of the training records");
  flags.Option("--validation", call.validation, "published list of the validation records");
  flags.Option("--test", call.test, "published list of the test records");
  flags.Option("--out", call.out, "file to write", true);
  flags.Choice("--probe", call.probe, {"1", "10", "100"},
               "percent of the training records, drawn as for the paper's linear probes");
  flags.Choice("--format", call.format, {"table", "json"}, "output on stdout");
  if (!flags.Parse(arguments)) return false;
  const int sources = (call.tables.empty() ? 0 : 1) + (call.has_any_list() ? 1 : 0);
  const bool by_pack = sources == 0 && !call.pack.empty();
  if ((sources != 1 && !by_pack) || call.has_any_list() != call.has_lists()) {
    throw Error(ErrorCode::kUsage, "one source of the split is needed", "data split " + call.task,
                "--pack, or --table, or --train, --validation and --test together");
  }
  return true;
}

SplitList SplitOfTable(const SplitCall& call, const Task& task) {
  if (task.dataset == "cpsc2018") {
    return SplitByPermutation(ReadCpscOrder({call.tables.begin(), call.tables.end()}));
  }
  if (task.dataset == "ptbxl" && call.tables.size() == 1) {
    return SplitPtbxl(task, ReadPtbxlCandidates(call.tables.front()));
  }
  throw Error(ErrorCode::kUsage, "no rule makes this split from --table", "data split " + call.task,
              "PTB-XL takes one table; csn and others take --train, --validation and --test");
}

SplitList SplitOfPack(const SplitCall& call, const Task& task, const Pack& pack) {
  if (task.dataset == "ptbxl") return SplitPtbxl(task, PackCandidates(pack));
  throw Error(ErrorCode::kUsage, "a pack alone does not say how this task is split",
              "data split " + call.task,
              task.dataset == "cpsc2018"
                  ? "--table FILE with ecg_id and filename: the draw follows their order"
                  : "published lists: --train, --validation and --test");
}

struct SplitReport {
  std::string task;
  SplitList list;
  size_t missing = 0;  // records of the split that the pack lacks
  std::array<size_t, 3> published{};
  std::string hash;
};

OrderedJson SizesJson(const std::array<size_t, 3>& sizes) {
  return {{"train", sizes[0]}, {"validation", sizes[1]}, {"test", sizes[2]}};
}

void PrintReport(const SplitReport& report, const std::string& out, const std::string& format) {
  const auto sizes = report.list.sizes();
  const auto paper = PaperSplitSizes(report.task);
  const bool as_paper = paper && *paper == report.published;
  if (format == "json") {
    OrderedJson json = {{"task", report.task}, {"description", report.list.description}};
    json["records"] = SizesJson(sizes);
    json["missing_in_pack"] = report.missing;
    json["before_pack_and_probe"] = SizesJson(report.published);
    json["paper"] = paper ? SizesJson(*paper) : OrderedJson(nullptr);
    json["as_in_paper"] = as_paper;
    json["sha256"] = report.hash;
    std::printf("%s\n", DumpJson(json).c_str());
    return;
  }
  std::printf("%s: train %zu, validation %zu, test %zu (%s)\n", report.task.c_str(), sizes[0],
              sizes[1], sizes[2], report.list.description.c_str());
  if (report.missing > 0)
    std::printf("%zu records of the split are not in the pack\n", report.missing);
  if (paper) {
    std::printf("the full split has %zu / %zu / %zu records, ", report.published[0],
                report.published[1], report.published[2]);
    if (as_paper) {
      std::printf("as in the paper's Table 7\n");
    } else {
      std::printf("the paper's Table 7 %zu / %zu / %zu\n", (*paper)[0], (*paper)[1], (*paper)[2]);
    }
  }
  std::printf("split %s in %s\n", report.hash.substr(0, 12).c_str(), out.c_str());
}

}  // namespace

int RunDataSplit(const VerbArguments& arguments) {
  SplitCall call;
  if (!ParseCall(arguments, call)) return 0;
  const Task task = ReadTask(TaskFile(call.task));
  std::optional<Pack> pack;
  if (!call.pack.empty()) pack.emplace(fs::path(call.pack));
  SplitReport report;
  report.task = task.name;
  report.list = call.has_lists()      ? ReadPublishedLists({call.train, call.validation, call.test})
                : call.tables.empty() ? SplitOfPack(call, task, *pack)
                                      : SplitOfTable(call, task);
  report.published = report.list.sizes();
  if (call.probe != "100") {
    report.list.train = LinearProbeSubset(report.list.train, call.probe == "1" ? 1 : 10);
    report.list.description += ", " + call.probe + " % of train, seed 42";
  }
  if (pack) report.missing = KeepRecordsOf(*pack, report.list);
  if (report.list.test.empty() && report.list.train.empty() && report.list.validation.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the split has no record", "data split " + call.task,
                "check that pack and tables are of the task's dataset");
  }
  const fs::path out(call.out);
  if (out.has_parent_path()) MakeFolder(out.parent_path());
  report.hash = WriteSplitFile(out, task.name, report.list);
  PrintReport(report, call.out, call.format);
  return 0;
}

}  // namespace supreme
