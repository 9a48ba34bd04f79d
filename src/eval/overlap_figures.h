// AUROC over all classes of a task and over those that were not met in pre-training (paper,
// Table 10).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "eval/class_overlap.h"
#include "eval/zero_shot.h"

namespace supreme {

// Where the figures come from, as results say it.
struct OverlapSource {
  std::string label_mode;
  std::string pack_id;
  std::string split_description;
  std::string split_hash;
  uint64_t record_count = 0;
};

struct OverlapClassFigures {
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  std::optional<double> auroc;
  std::optional<Interval> interval;
};

struct OverlapFigures {
  std::optional<OverlapSource> source;       // nothing: the classes alone were compared
  std::vector<OverlapClassFigures> classes;  // in the order of the task, or empty
  MacroResult all;
  MacroResult unseen_cosine;  // classes under the cosine threshold
  MacroResult unseen_code;    // classes of which no query means a code
  MacroResult unseen;         // ClassOverlap::IsUnseen
  uint64_t min_positives = 1;
  BootstrapOptions bootstrap;
  uint64_t seed = 1;
};

// The groups' sizes, without AUROCs.
OverlapFigures CountClasses(const TaskOverlap& overlap);

// Scores the rows once; all figures see the same resamples. The predictor's queries must be set to
// the questions of the input. Sets asked_as_query from them. Errors: those of EvaluateZeroShot.
OverlapFigures EvaluateOverlap(Predictor& predictor, ZeroShotInput input,
                               const ZeroShotOptions& options, TaskOverlap& overlap);

// A result of eval zero-shot, as far as a comparison with pre-training needs it.
struct AskedResult {
  std::string task;
  std::string bundle_id;
  OverlapFigures figures;  // the means are those of the file
  std::vector<std::string> codes;
  std::vector<std::string> prompts;
  std::vector<bool> asked_as_query;
};

// kNotFound; kCorruptData with the key; kInvalidInput for a result of another kind.
AskedResult ReadAskedResult(const std::filesystem::path& path);

// Means over the groups from a result's AUROCs. The means over unseen classes have no intervals:
// these need the records. kInvalidInput when the classes are others than the overlap's.
OverlapFigures FiguresOfResult(const AskedResult& asked, TaskOverlap& overlap,
                               const std::string& where);

}  // namespace supreme
