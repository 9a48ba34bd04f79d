// supreme data import.
#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/import_challenge.h"
#include "data/import_mimic.h"
#include "data/importer.h"

namespace supreme {
namespace {

constexpr char kDatasets[] =
    "ptbxl, mimic-iv-ecg, cpsc2018, cpsc-extra, csn, georgia, ptb, sph, code15 or folder";

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

bool TakesReference(const std::string& dataset) { return FindChallengeDataset(dataset) != nullptr; }

ImportSummary ImportNamed(const ImportCall& call, const ImportOptions& options) {
  if (call.dataset == "mimic-iv-ecg") {
    return ImportMimic(call.folder, call.out, MimicOptionsOf(call), options);
  }
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
  const std::vector<std::string> others = {"ptbxl", "mimic-iv-ecg", "folder", "sph", "code15"};
  const bool is_other = std::find(others.begin(), others.end(), call.dataset) != others.end();
  if (!is_other && !TakesReference(call.dataset)) {
    throw Error(ErrorCode::kUsage, "unknown dataset \"" + call.dataset + "\"", "data import",
                kDatasets);
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
      "ptbxl: PTB-XL's layout. mimic-iv-ecg: reports and records joined by study; the\n"
      "same command goes on after a stop. cpsc2018, cpsc-extra, csn, georgia, ptb: the databases\n"
      "of the PhysioNet/CinC challenges, codes from the headers or from --labels;\n"
      "cpsc2018 also as first published. sph, code15: HDF5 files and their tables.\n"
      "folder: any WFDB records and a CSV with the columns "
      "record, labels and, where known, patient_id, fold, report, age, sex.",
      {"supreme data import ptbxl ptb-xl/ --out packs/ptbxl",
       "supreme data import mimic-iv-ecg mimic/ --split patient --out packs/mimic",
       "supreme data import cpsc2018 cpsc/ --max-duration 5 --out packs/cpsc",
       "supreme data import csn csn/WFDBRecords --out packs/csn",
       "supreme data import georgia g12ec/ --labels reference.csv --out packs/georgia",
       "supreme data import folder ecgs/ --labels labels.csv --out packs/mine"});
  flags.Positional("dataset", call.dataset, kDatasets);
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
  DeclareMimic(flags, call);
  if (!flags.Parse(arguments)) return 0;
  CheckImportCall(call);
  CheckMimic(call);
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

}  // namespace supreme
