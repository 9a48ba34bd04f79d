// supreme data import, supreme data stats.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/import_mimic.h"
#include "data/importer.h"
#include "data/pack_stats.h"
#include "data/pack_verify.h"

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
  bool force = false;
  int64_t min_words = 3;
  std::string split = "none";
  double validation_share = 0.02;
  int64_t seed = 42;
};

MimicOptions MimicOptionsOf(const ImportCall& call) {
  MimicOptions options;
  options.min_words = static_cast<size_t>(call.min_words);
  if (call.split != "none") {
    options.split = call.split == "patient" ? SplitUnit::kPatient : SplitUnit::kRecord;
  }
  options.validation_share = call.validation_share;
  options.seed = static_cast<uint64_t>(call.seed);
  return options;
}

// Largest count first.
void PrintLeftOut(const std::map<std::string, size_t>& left_out) {
  std::vector<std::pair<size_t, std::string>> reasons;
  for (const auto& [reason, count] : left_out) reasons.emplace_back(count, reason);
  std::sort(reasons.rbegin(), reasons.rend());
  for (const auto& [count, reason] : reasons) {
    std::fprintf(stderr, "left out: %zu, %s\n", count, reason.c_str());
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
  options.progress = [&](size_t done, size_t total) {
    if (!progress) progress.emplace("import", total, "records");
    progress->Update(done);
  };
  ImportSummary summary;
  if (call.dataset == "mimic-iv-ecg") {
    summary = ImportMimic(call.folder, call.out, MimicOptionsOf(call), options);
  } else if (call.dataset == "ptbxl") {
    summary = ImportPtbxl(call.folder, call.out, options);
  } else {
    summary = ImportFolder(call.folder, call.labels, call.out, options);
  }
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

void DeclareMimic(Arguments& flags, ImportCall& call) {
  flags.Option("--min-words", call.min_words,
               "mimic-iv-ecg: words a report needs; 3 as the paper, 4 as MERL");
  flags.Choice("--split", call.split, {"none", "patient", "study"},
               "mimic-iv-ecg: write split.csv, at random by patient or by study");
  flags.Option("--validation-share", call.validation_share, "mimic-iv-ecg: of --split, 0-1");
  flags.Option("--seed", call.seed, "mimic-iv-ecg: of --split");
}

void CheckMimic(const ImportCall& call) {
  const bool given = call.min_words != 3 || call.split != "none" || call.validation_share != 0.02;
  if (call.dataset != "mimic-iv-ecg" && given) {
    throw Error(ErrorCode::kUsage, "--min-words, --split and --validation-share",
                "data import " + call.dataset, "they belong to mimic-iv-ecg");
  }
  if (call.min_words < 1 || call.seed < 0) {
    throw Error(ErrorCode::kUsage, "is out of range", call.seed < 0 ? "--seed" : "--min-words",
                call.seed < 0 ? "0 or more" : "1 or more");
  }
}

}  // namespace

int RunDataImport(const VerbArguments& arguments) {
  ImportCall call;
  Arguments flags(
      "data import",
      "Reads a dataset's records, labels and reports into a pack.\n"
      "ptbxl: PTB-XL's layout. mimic-iv-ecg: reports and records joined by study; the "
      "same command goes on after a stop. folder: any WFDB records and a CSV with the columns "
      "record, labels and, where known, patient_id, fold, report, age, sex.",
      {"supreme data import ptbxl ptb-xl/ --out packs/ptbxl",
       "supreme data import mimic-iv-ecg mimic/ --split patient --out packs/mimic",
       "supreme data import folder ecgs/ --labels labels.csv --out packs/mine"});
  flags.Positional("dataset", call.dataset, "ptbxl, mimic-iv-ecg or folder");
  flags.Positional("dir", call.folder, "the dataset's folder");
  flags.Option("--out", call.out, "folder of the pack", true);
  flags.Option("--labels", call.labels, "CSV of records and labels (folder only)");
  flags.Option("--rate", call.rate_hz, "PTB-XL's 500 or 100 Hz files");
  flags.Option("--workers", call.workers, "reader threads, 0 = all cores");
  flags.Choice("--crop", call.crop, {"first", "center"}, "which 10 s of a longer record");
  flags.Option("--max-duration", call.max_duration_sec,
               "seconds of each record to use, zeros after them; at most 10");
  flags.Flag("--force", call.force, "replace a pack that is there");
  DeclareMimic(flags, call);
  if (!flags.Parse(arguments)) return 0;
  if (call.dataset != "ptbxl" && call.dataset != "mimic-iv-ecg" && call.dataset != "folder") {
    throw Error(ErrorCode::kUsage, "unknown dataset \"" + call.dataset + "\"", "data import",
                "ptbxl, mimic-iv-ecg or folder");
  }
  CheckMimic(call);
  if (call.dataset == "folder" && call.labels.empty()) {
    throw Error(ErrorCode::kUsage, "--labels is missing", "data import folder",
                "--labels FILE.csv with the columns record and labels");
  }
  if (!(call.max_duration_sec > 0.0 && call.max_duration_sec <= 10.0)) {
    throw Error(ErrorCode::kUsage, FormatDouble(call.max_duration_sec) + " s is out of range",
                "--max-duration", "more than 0 and at most 10");
  }
  const ImportSummary summary = Import(call);
  PrintLeftOut(summary.left_out);
  std::printf("imported %zu records, %zu failed\n", summary.imported, summary.failed);
  for (const auto& [kind, count] : summary.warnings) {
    std::printf("warning: %s in %zu records\n", kind.c_str(), count);
  }
  std::printf("pack %s in %s\n", summary.pack_id.substr(0, 12).c_str(), call.out.c_str());
  if (summary.failed > 0 || !summary.warnings.empty() || !summary.left_out.empty()) {
    std::printf("reasons in %s/import_report.csv\n", call.out.c_str());
  }
  return summary.failed == 0 ? 0 : 1;
}

int RunDataStats(const VerbArguments& arguments) {
  std::string folder;
  std::string format = "table";
  bool verify = false;
  Arguments flags("data stats", "Counts what a pack holds: folds, codes, leads, age and sex.",
                  {"supreme data stats packs/ptbxl", "supreme data stats packs/ptbxl --verify"});
  flags.Positional("pack", folder, "folder of the pack");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  flags.Flag("--verify", verify, "compare every file with its SHA-256 first");
  if (!flags.Parse(arguments)) return 0;
  const Pack pack(folder);
  if (verify) VerifyPackFiles(pack);
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
