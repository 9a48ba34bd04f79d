// supreme data import, supreme data stats.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "cli/arguments.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/import_challenge.h"
#include "data/importer.h"
#include "data/pack_stats.h"
#include "data/pack_verify.h"
#include "data/split.h"
#include "data/split_file.h"
#include "data/task_counts.h"

namespace supreme {
namespace {

struct ImportCall {
  std::string dataset = "ptbxl";
  std::string folder;
  std::string out;
  std::string labels;
  int64_t rate_hz = 500;
  int64_t workers = 0;
  std::string crop = "first";
  double max_duration_sec = 10.0;
  double gain_per_mv = 0.0;
  bool force = false;
};

bool TakesReference(const std::string& dataset) { return FindChallengeDataset(dataset) != nullptr; }

ImportSummary ImportNamed(const ImportCall& call, const ImportOptions& options) {
  if (call.dataset == "ptbxl") return ImportPtbxl(call.folder, call.out, options);
  if (call.dataset == "cpsc2018") return ImportCpsc2018(call.folder, call.out, options);
  if (call.dataset == "sph") return ImportSph(call.folder, call.out, options);
  if (call.dataset == "code15") return ImportCode15(call.folder, call.out, options);
  if (TakesReference(call.dataset)) {
    return ImportChallenge(call.dataset, call.folder, call.out, options);
  }
  return ImportFolder(call.folder, call.labels, call.out, options);
}

void CheckImportCall(const ImportCall& call) {
  const std::vector<std::string> others = {"ptbxl", "folder", "sph", "code15"};
  const bool is_other = std::find(others.begin(), others.end(), call.dataset) != others.end();
  if (!is_other && !TakesReference(call.dataset)) {
    throw Error(ErrorCode::kUsage, "unknown dataset \"" + call.dataset + "\"", "data import",
                "ptbxl, cpsc2018, cpsc-extra, csn, georgia, ptb, sph, code15 or folder");
  }
  if (call.dataset == "folder" && call.labels.empty()) {
    throw Error(ErrorCode::kUsage, "--labels is missing", "data import folder",
                "--labels FILE.csv with the columns record and labels");
  }
  const bool has_own_labels = is_other && call.dataset != "folder";
  if ((has_own_labels && !call.labels.empty()) || (is_other && call.gain_per_mv != 0.0)) {
    throw Error(ErrorCode::kUsage, "takes neither --gain nor another table of labels",
                "data import " + call.dataset, "leave the option out");
  }
  if (!(call.gain_per_mv >= 0.0 && call.gain_per_mv <= 1e6)) {
    throw Error(ErrorCode::kUsage, FormatDouble(call.gain_per_mv) + " is out of range", "--gain",
                "ADC units per mV, e.g. 1000");
  }
  if (!(call.max_duration_sec > 0.0 && call.max_duration_sec <= 10.0)) {
    throw Error(ErrorCode::kUsage, FormatDouble(call.max_duration_sec) + " s is out of range",
                "--max-duration", "more than 0 and at most 10");
  }
}

ImportSummary Import(const ImportCall& call) {
  std::optional<Progress> progress;
  ImportOptions options;
  options.rate_hz = static_cast<int>(call.rate_hz);
  options.workers = static_cast<int>(call.workers);
  options.window.crop = call.crop == "first" ? CropRule::kFirst : CropRule::kCenter;
  options.window.max_duration_sec = call.max_duration_sec;
  options.replace = call.force;
  if (call.dataset != "folder") options.labels = call.labels;
  options.gain_per_mv = call.gain_per_mv;
  options.progress = [&](size_t done, size_t total) {
    if (!progress) progress.emplace("import", total, "records");
    progress->Update(done);
  };
  const ImportSummary summary = ImportNamed(call, options);
  if (progress) progress->Finish();
  return summary;
}

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

}  // namespace

int RunDataImport(const VerbArguments& arguments) {
  ImportCall call;
  Arguments flags("data import",
                  "Reads a dataset's records, labels and reports into a pack.\n"
                  "ptbxl: PTB-XL's layout. cpsc2018, cpsc-extra, csn, georgia, ptb: the databases\n"
                  "of the PhysioNet/CinC challenges, codes from the headers or from --labels;\n"
                  "cpsc2018 also as first published. sph, code15: HDF5 files and their tables.\n"
                  "folder: any WFDB records and a CSV with the columns "
                  "record, labels and, where known, patient_id, fold, report, age, sex.",
                  {"supreme data import ptbxl ptb-xl/ --out packs/ptbxl",
                   "supreme data import cpsc2018 cpsc/ --max-duration 5 --out packs/cpsc",
                   "supreme data import csn csn/WFDBRecords --out packs/csn",
                   "supreme data import georgia g12ec/ --labels reference.csv --out packs/georgia",
                   "supreme data import folder ecgs/ --labels labels.csv --out packs/mine"});
  flags.Positional("dataset", call.dataset,
                   "ptbxl, cpsc2018, cpsc-extra, csn, georgia, ptb, sph, code15 or folder");
  flags.Positional("dir", call.folder, "the dataset's folder");
  flags.Option("--out", call.out, "folder of the pack", true);
  flags.Option(
      "--labels", call.labels,
      "CSV of records and labels: folder's own, or one that wins over a challenge's headers");
  flags.Option("--rate", call.rate_hz, "PTB-XL's 500 or 100 Hz files");
  flags.Option("--workers", call.workers, "reader threads, 0 = all cores");
  flags.Choice("--crop", call.crop, {"first", "center"}, "which 10 s of a longer record");
  flags.Option("--max-duration", call.max_duration_sec,
               "seconds of each record to use, zeros after them; at most 10");
  flags.Option("--gain", call.gain_per_mv,
               "challenge databases: ADC units per mV instead of the headers' gain; 0 = theirs");
  flags.Flag("--force", call.force, "replace a pack that is there");
  if (!flags.Parse(arguments)) return 0;
  CheckImportCall(call);
  const ImportSummary summary = Import(call);
  std::printf("imported %zu records, %zu failed\n", summary.imported, summary.failed);
  for (const auto& [kind, count] : summary.warnings) {
    std::printf("warning: %s in %zu records\n", kind.c_str(), count);
  }
  std::printf("pack %s in %s\n", summary.pack_id.substr(0, 12).c_str(), call.out.c_str());
  if (summary.failed > 0 || !summary.warnings.empty()) {
    std::printf("reasons in %s/import_report.csv\n", call.out.c_str());
  }
  return summary.failed == 0 ? 0 : 1;
}

int RunDataStats(const VerbArguments& arguments) {
  std::string folder, task_name, split_csv;
  std::string format = "table";
  bool verify = false;
  Arguments flags(
      "data stats",
      "Counts what a pack holds: folds, codes, leads, age and sex; or, with --task, the\n"
      "records of each class of a task in each part of a split.",
      {"supreme data stats packs/ptbxl", "supreme data stats packs/ptbxl --verify",
       "supreme data stats packs/csn --task csn --split-csv csn_split.csv"});
  flags.Positional("pack", folder, "folder of the pack");
  flags.Option("--task", task_name, "task file, or name of a task that comes with supreme");
  flags.Option("--split-csv", split_csv, "CSV record_id,split; needs --task");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  flags.Flag("--verify", verify, "compare every file with its SHA-256 first");
  if (!flags.Parse(arguments)) return 0;
  if (task_name.empty() && !split_csv.empty()) {
    throw Error(ErrorCode::kUsage, "--split-csv needs --task", "data stats", "--task ptbxl-super");
  }
  const Pack pack(folder);
  if (verify) VerifyPackFiles(pack);
  if (!task_name.empty()) {
    PrintTaskCounts(pack, ReadTask(TaskFile(task_name)), split_csv, format);
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
