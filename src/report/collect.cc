#include "report/collect.h"

#include <set>

#include "core/error.h"
#include "core/json.h"
#include "data/pack.h"
#include "data/split.h"
#include "report/examples.h"
#include "report/result_file.h"
#include "report/run_facts.h"
#include "report/training_curve.h"
#include "report/vocabulary_numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kTopFindings = 6;

// The rows of a pack that neither trained nor validated.
struct TestRows {
  std::vector<size_t> rows;
  std::string folds;
};

std::set<int64_t> UsedFolds(const std::vector<Fact>& settings) {
  std::set<int64_t> used;
  for (const char* key : {"config.train.train_folds", "config.train.validation_folds"}) {
    const auto text = FindSetting(settings, key);
    if (!text || text->empty()) continue;
    const auto folds = ParseFolds(*text);
    used.insert(folds.begin(), folds.end());
  }
  return used;
}

TestRows FindTestRows(const Pack& pack, const std::vector<Fact>& settings) {
  const std::set<int64_t> used = UsedFolds(settings);
  std::set<int64_t> folds;
  TestRows test;
  for (size_t row = 0; row < pack.size(); ++row) {
    const int64_t fold = pack.rows()[row].fold;
    if (used.contains(fold)) continue;
    test.rows.push_back(row);
    folds.insert(fold);
  }
  for (const int64_t fold : folds) {
    test.folds += (test.folds.empty() ? "" : ", ") + std::to_string(fold);
  }
  return test;
}

// Labels from the vocabulary's matrix when it was made for this pack; none otherwise.
RowLabels FindLabels(const Pack& pack, const Bundle& bundle, const std::vector<Fact>& settings,
                     const std::vector<size_t>& rows) {
  const auto folder = FindSetting(settings, "vocabulary.path");
  if (!folder || !fs::exists(fs::path(*folder) / kLabelsFile)) return {};
  const LabelMatrix matrix = ReadLabels(*folder);
  if (matrix.pack_id() != pack.id() || matrix.query_count() != bundle.queries.queries.size()) {
    return {};
  }
  return LabelNames(matrix, bundle.queries, rows);
}

fs::path PackFolder(const CollectOptions& options, const std::vector<Fact>& settings) {
  if (!options.pack.empty()) return options.pack;
  return FindSetting(settings, "pack.path").value_or("");
}

void AddExamples(const CollectOptions& options, const Bundle& bundle, ReportData& data) {
  const fs::path folder = PackFolder(options, data.settings);
  if (options.pack.empty() && (folder.empty() || !fs::exists(folder / "pack.json"))) {
    data.notes.push_back("No example ECGs: the run's pack is not at \"" + folder.string() +
                         "\". Give it with --pack.");
    return;
  }
  const Pack pack(folder);
  const TestRows test = FindTestRows(pack, data.settings);
  if (test.rows.empty()) {
    data.notes.push_back("No example ECGs: every fold of the pack was used in training.");
    return;
  }
  const RowLabels labels = FindLabels(pack, bundle, data.settings, test.rows);
  const auto rows = ChooseExampleRows(test.rows, labels, options.example_count, options.seed);
  data.examples = ReadExamples(pack, rows, labels);
  const auto predictor = options.make_predictor(bundle);
  ScoreExamples(*predictor, bundle, kTopFindings, data.examples);
  data.example_choice =
      "Drawn at random (seed " + std::to_string(options.seed) + ") from the " +
      std::to_string(test.rows.size()) + " records of fold " + test.folds +
      ", which the model was not trained on; each adds labels that the ones before lack. Scores "
      "had no part in the choice.";
}

void AddBundle(const CollectOptions& options, ReportData& data) {
  const fs::path folder = options.run / "bundle";
  if (!fs::exists(folder / "config.json")) {
    data.notes.push_back("The run has no bundle yet, so there are no queries and no example ECGs.");
    return;
  }
  const Bundle bundle = ReadBundle(folder);
  data.vocabulary = CountVocabulary(bundle.queries);
  if (options.example_count > 0) AddExamples(options, bundle, data);
}

void AddRun(const fs::path& run, ReportData& data) {
  if (!fs::exists(run / "run.json")) {
    data.notes.push_back("There is no run.json, so what was done is not known.");
    return;
  }
  data.settings = FlattenJson(ReadJsonFile(run / "run.json"));
  data.facts = RunFacts(data.settings);
}

}  // namespace

ReportData CollectReport(const CollectOptions& options) {
  if (!fs::is_directory(options.run)) {
    throw Error(ErrorCode::kNotFound, "no such run folder", options.run.string(),
                "the folder that supreme pretrain wrote");
  }
  ReportData data;
  // "runs/x/" has no file name of its own.
  const fs::path absolute = fs::weakly_canonical(options.run);
  data.run_name = absolute.filename().string();
  AddRun(options.run, data);
  data.training = ReadTrainingCurve(options.run / "metrics.csv");
  data.results = ReadResultFolder(options.run / "results");
  AddBundle(options, data);
  if (data.settings.empty() && data.training.panels.empty() && data.results.empty() &&
      !data.vocabulary) {
    throw Error(ErrorCode::kNotFound, "the folder holds no run", options.run.string(),
                "the folder that supreme pretrain wrote");
  }
  return data;
}

}  // namespace supreme
