// The results that `supreme report paper` makes the paper's tables and figures from, read from a
// folder of result files (docs/paper_report.md):
//
//   DIR/SYSTEM/**.json      results of one system, recognised by their "kind": "zero-shot",
//   "probe",
//                           "overlap"
//   DIR/ablations/**.json   tables of `supreme sweep`: "sweep"
//   DIR/vocabulary/**.json  the report.json of `supreme vocab report`: "vocabulary"
//   DIR/splits/**.json      counts of `supreme data stats --task`: "task-counts"
//   DIR/systems.csv         optional, "folder,row": the paper's row of a system's folder
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json.h"

namespace supreme {

// A downstream task of the paper (appendix G), in the order of its tables.
struct DownstreamTask {
  std::string_view task;        // "ptbxl-super", as in tasks/
  std::string_view name;        // "PTB-XL-Superclass", as in the paper's tables
  std::string_view short_name;  // "Super", for axes
};
inline constexpr std::array<DownstreamTask, 6> kDownstreamTasks = {{
    {"ptbxl-super", "PTB-XL-Superclass", "Super"},
    {"ptbxl-sub", "PTB-XL-Subclass", "Sub"},
    {"ptbxl-form", "PTB-XL-Form", "Form"},
    {"ptbxl-rhythm", "PTB-XL-Rhythm", "Rhythm"},
    {"cpsc2018", "CPSC-2018", "CPSC"},
    {"csn", "CSN", "CSN"},
}};
inline constexpr std::array<double, 3> kDownstreamFractions = {0.01, 0.1,
                                                               1.0};  // of linear probing

// The paper's names of systems and variants that code asks for.
inline constexpr std::string_view kOwnRow = "Our framework";  // = "ViT + CFN", "Our Framework"
inline constexpr const char* kAnyCode = "any-code";  // label mode of tasks with one kind of labels
inline constexpr std::string_view kMerlRow = "MERL";
// Columns of Table 11: encoder × fusion.
inline constexpr std::array<std::string_view, 4> kVariantRows = {"ResNet + Linear", "ViT + Linear",
                                                                 "ResNet + CFN", "ViT + CFN"};

// An AUC as a fraction; nothing where it is undefined or was not measured.
struct ResultAuc {
  std::optional<double> auc;
  std::optional<double> low, high;  // bootstrap interval
  std::optional<double> deviation;  // over seeds
};

// Where a result stands and what it was measured on.
struct ResultSource {
  std::string file;  // relative to the results folder
  std::string software;
  std::string bundle_name, bundle_id;
  std::string split_description, split_hash;
};

struct ResultClass {
  std::string code;
  std::string prompt;  // empty in probe results
  uint64_t positives = 0, negatives = 0;
  ResultAuc value;
};

struct ZeroShotEntry {
  ResultSource source;
  std::string task;
  std::string label_mode;  // "exact", "merl" or "any-code"
  std::string prompt_set;  // "detailed", "simplified, mean-logit"; empty: the task's own prompts
  uint64_t record_count = 0;
  ResultAuc macro;
  std::vector<ResultClass> classes;  // in the order of the task
};

struct ProbeRun {
  int64_t seed = 0;
  double auc = 0.0;
};

struct ProbeEntry {
  ResultSource source;
  std::string task;
  std::string method;              // "linear", "fine-tune", "few-shot"
  std::string protocol;            // "paper", "merl", "clean"
  std::string label_mode;          // as of zero-shot
  std::optional<double> fraction;  // of the training part, 0 to 1; nothing for few-shot
  std::optional<uint64_t> shots;   // nothing unless few-shot
  uint64_t train_count = 0, validation_count = 0, test_count = 0;  // records
  ResultAuc macro;                                                 // mean over seeds
  std::vector<ProbeRun> runs;
  std::vector<ResultClass> classes;
  std::vector<std::pair<std::string, std::string>> settings;  // as the file has them; may be empty
};

struct OverlapMacro {
  uint64_t class_count = 0, defined_count = 0;
  ResultAuc value;
};

struct OverlapClass {
  std::string code;
  std::optional<double> similarity;
  bool seen_by_cosine = false, seen_by_code = false;
  ResultAuc value;
};

struct OverlapEntry {
  ResultSource source;
  std::string task;
  std::string label_mode;
  double threshold = 0.0;  // cosine
  OverlapMacro all, unseen_by_cosine, unseen_by_code;
  std::vector<OverlapClass> classes;
};

// One folder of the tree.
struct SystemResults {
  std::string folder;  // "supreme-resnet-linear"
  std::string row;     // its name in the paper's tables, e.g. "ResNet + Linear"; else the folder's
  std::vector<ZeroShotEntry> zero_shots;
  std::vector<ProbeEntry> probes;
  std::vector<OverlapEntry> overlaps;
};

// Seeds of one cell of a sweep.
struct AblationFigure {
  ResultAuc value;  // mean with the deviation over seeds
  std::vector<std::pair<int64_t, double>> seeds;
};

struct AblationVariant {
  std::string name;
  AblationFigure mean;                                              // over the evaluations
  std::vector<std::pair<std::string, AblationFigure>> evaluations;  // name, e.g. "ptbxl-super"
  std::optional<double> paper_auc, paper_deviation;  // fractions, from the sweep file
};

struct AblationResults {
  std::string file;
  std::string part;  // "1b" … "1h", "11" or "fig3b"; empty: none of the paper's
  std::string title;
  uint64_t missing_count = 0;
  std::vector<AblationVariant> variants;
};

struct VocabularyResults {
  std::string file;
  std::string name;
  std::map<std::string, Json> tables;  // rows by table of vocab_report.h: "table_2" …
  std::vector<std::pair<std::string, uint64_t>> frequencies;  // query, records: the frequent first
  std::vector<std::string> tasks;                             // of `between` and `overlapping`
  std::vector<std::vector<uint64_t>> between;  // [task][other]: classes of the task near one there
  std::vector<uint64_t> class_counts, overlapping;  // per task; overlapping: near a query
};

struct SplitEntry {
  std::string file;
  std::string task;
  uint64_t class_count = 0;
  std::map<std::string, uint64_t> records;  // that count, by part: "train" …
};

struct PaperResults {
  std::filesystem::path folder;
  std::vector<SystemResults> systems;  // by folder name
  std::vector<AblationResults> ablations;
  std::optional<VocabularyResults> vocabulary;
  std::vector<SplitEntry> splits;
  std::vector<std::string> notes;  // one line each: files that were not used, and why
  bool simulated = false;          // a result says that it is simulated
};

// Which of several results of a system a table takes.
struct ResultChoice {
  std::string label_mode = "exact";  // where a task has several
  std::string protocol = "paper";    // of probes
  std::string prompt_set = {};  // empty: the task's own prompts, else those called "simplified"
};

// Unknown files are named in the notes. Errors: kNotFound when there is no such folder;
// kCorruptData, naming file and key, for a file that is no JSON or lacks what its kind promises;
// kInvalidInput for two results of the same thing, two folders of the same row and a tree without
// any result; kCancelled.
PaperResults ReadPaperResults(const std::filesystem::path& folder);

// Nothing when the tree has none. Rows are compared without regard to case.
const SystemResults* FindSystem(const PaperResults& results, std::string_view row);
const ZeroShotEntry* FindZeroShot(const SystemResults& system, std::string_view task,
                                  const ResultChoice& choice = {});
// A linear probe.
const ProbeEntry* FindProbe(const SystemResults& system, std::string_view task, double fraction,
                            const ResultChoice& choice = {});
const OverlapEntry* FindOverlap(const SystemResults& system, std::string_view task,
                                const ResultChoice& choice = {});
const AblationResults* FindAblation(const PaperResults& results, std::string_view part);
// Zero-shot of a variant of Table 11 on a task: of the system's folder, else of the sweep of that
// table. `file` says which.
struct VariantValue {
  ResultAuc value;
  std::string file;
};
std::optional<VariantValue> FindVariant(const PaperResults& results, std::string_view row,
                                        std::string_view task, const ResultChoice& choice = {});

}  // namespace supreme
