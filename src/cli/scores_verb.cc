// supreme eval scores: any system's scores, judged by the same code as our own.
#include <filesystem>
#include <memory>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "eval/challenge_weights.h"
#include "eval/comparison_output.h"
#include "eval/scores_figure.h"
#include "eval/scores_output.h"
#include "eval/thresholds.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct ScoresCall {
  std::vector<std::string> predictions;
  std::string labels;
  std::string patients;
  bool logits = false;
  std::string thresholds;
  std::string validation_predictions;
  std::string validation_labels;
  std::string calibration = "measure";
  int64_t bins = 15;
  std::string interval = "bootstrap";
  int64_t bootstrap = 1000;
  double confidence = 0.95;
  int64_t seed = 1;
  int64_t min_positives = 1;
  std::string correction = "holm";
  std::string challenge_weights;
  std::string challenge_normal = "426783006";
  std::string task;
  std::string figure;
  ResultFlags result;
};

void DeclareInputs(Arguments& flags, ScoresCall& call) {
  flags.Option("--predictions", call.predictions,
               "scores, .csv (record_id, then a column per class) or .npy (records x classes); "
               "give it twice to compare two systems");
  flags.Option("--labels", call.labels, "0 and 1 in the same form, .csv or .npy", true);
  flags.Option("--patients", call.patients,
               "CSV record_id,patient_id: intervals then draw patients, not records");
  flags.Flag("--logits", call.logits, "scores are logits: take their sigmoid first");
  flags.Option("--thresholds", call.thresholds,
               "decide at: a number, a CSV file class,threshold, f1 or youden (chosen on the "
               "validation records), best-on-test (flatters)");
  flags.Option("--validation-predictions", call.validation_predictions,
               "scores of other records, to choose thresholds and calibrate on");
  flags.Option("--validation-labels", call.validation_labels, "their labels");
  flags.Choice("--calibration", call.calibration, {"none", "measure", "temperature", "isotonic"},
               "measure it, or correct it first with what the validation records teach");
  flags.Option("--bins", call.bins, "of the reliability curve");
  flags.Option("--challenge-weights", call.challenge_weights,
               "weights.csv of the PhysioNet challenges 2020/21; needs --thresholds");
  flags.Option("--challenge-normal", call.challenge_normal, "code of sinus rhythm in it");
}

bool ParseCall(const VerbArguments& arguments, ScoresCall& call) {
  Arguments flags("eval scores",
                  "Evaluates scores that any system wrote: AUC and average precision per class\n"
                  "and in means with intervals, decisions at thresholds, calibration. Given two\n"
                  "systems, tests their difference per class (DeLong) and in the mean.",
                  {"supreme eval scores --predictions scores.csv --labels labels.csv --patients "
                   "patients.csv --figure curves.svg",
                   "supreme eval scores --predictions ours.npy --predictions theirs.npy --labels "
                   "labels.npy --format json",
                   "supreme eval scores --predictions test.csv --labels test_labels.csv "
                   "--validation-predictions val.csv --validation-labels val_labels.csv "
                   "--thresholds f1 --calibration temperature"});
  DeclareInputs(flags, call);
  flags.Choice("--interval", call.interval, {"bootstrap", "delong"}, "of the AUC of each class");
  flags.Option("--bootstrap", call.bootstrap, "resamples, 0 = no bootstrap intervals");
  flags.Option("--confidence", call.confidence, "of the intervals");
  flags.Option("--seed", call.seed, "of the bootstrap");
  flags.Option("--min-positives", call.min_positives,
               "positive records a class needs to count in the means");
  flags.Choice("--correction", call.correction, {"holm", "bh", "none"},
               "of the p-values of the classes of two systems");
  flags.Option("--task", call.task, "name of the task in the result; default: the labels' file");
  flags.Option("--plot,--figure", call.figure,
               "ROC, precision-recall and reliability: .svg, .png, .pdf");
  AddResultFlags(flags, call.result);
  if (!flags.Parse(arguments)) return false;
  CheckRange("--bins", call.bins, 2, 1000);
  CheckRange("--bootstrap", call.bootstrap, 0, 1'000'000);
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  CheckRange("--min-positives", call.min_positives, 1, 1'000'000'000);
  CheckResultFlags(call.result);
  PrepareOutput(call.figure);
  return true;
}

void CheckCall(const ScoresCall& call) {
  const auto fail = [](const char* what, const char* flag, const char* hint) {
    throw Error(ErrorCode::kUsage, what, flag, hint);
  };
  if (call.predictions.empty() || call.predictions.size() > 2) {
    fail("one or two files are needed", "--predictions", "--predictions scores.csv");
  }
  if (call.validation_predictions.empty() != call.validation_labels.empty()) {
    fail("validation needs both files", "--validation-predictions",
         "--validation-predictions and --validation-labels");
  }
  const bool validates = !call.validation_labels.empty();
  if (!validates && (call.calibration == "temperature" || call.calibration == "isotonic")) {
    fail("needs validation records", "--calibration",
         "--validation-predictions and --validation-labels");
  }
  if (validates && call.predictions.size() > 1) {
    fail("validation records are of one system", "--predictions", "one system at a time");
  }
  if (!call.challenge_weights.empty() && call.thresholds.empty()) {
    fail("the challenge scores decisions", "--challenge-weights", "--thresholds 0.5");
  }
  if (!(call.confidence > 0.0 && call.confidence < 1.0)) {
    fail("not between 0 and 1", "--confidence", "0.95");
  }
  if (!call.figure.empty()) PictureFormatOf(call.figure);
}

ScoredLabels ReadPair(const std::string& predictions, const ScoreMatrix& labels, bool logits) {
  ScoredLabels data = MatchLabels(ReadScoreMatrix(predictions), labels);
  if (logits) ApplySigmoid(data);
  return data;
}

// One system, evaluated.
struct System {
  ScoredLabels data;
  ScoresOptions options;
  ScoresDescription description;
  ScoresResult result;
};

// The temperature, where there is one.
std::optional<double> Calibrate(const std::string& method, const ScoredLabels& validation,
                                ScoredLabels& data) {
  if (method != "temperature" && method != "isotonic") return std::nullopt;
  if (!AreProbabilities(data) || !AreProbabilities(validation)) {
    throw Error(ErrorCode::kInvalidInput, "scores outside 0 to 1 are no probabilities",
                "--calibration", "--logits when they are logits");
  }
  if (method == "temperature") return ApplyTemperature(validation, data);
  ApplyIsotonic(validation, data);
  return std::nullopt;
}

ScoresOptions MakeOptions(const ScoresCall& call) {
  ScoresOptions options;
  options.bootstrap = {static_cast<uint64_t>(call.bootstrap), call.confidence};
  options.interval =
      call.interval == "delong" ? IntervalMethod::kDeLong : IntervalMethod::kBootstrap;
  options.seed = static_cast<uint64_t>(call.seed);
  options.min_positives = static_cast<uint64_t>(call.min_positives);
  return options;
}

System Evaluate(const ScoresCall& call, const std::string& predictions, const ScoreMatrix& labels,
                std::vector<uint32_t>& patients) {
  System system{ReadPair(predictions, labels, call.logits), MakeOptions(call), {}, {}};
  ScoresDescription& description = system.description;
  description.task = call.task.empty() ? fs::path(call.labels).stem().string() : call.task;
  description.predictions_file = predictions;
  description.predictions_hash = Sha256File(predictions);
  description.labels_file = call.labels;
  description.labels_hash = Sha256File(call.labels);
  description.calibration = call.calibration;
  description.left_out = system.data.unlabelled_classes;
  description.left_out_records = system.data.unlabelled_records;
  std::unique_ptr<ScoredLabels> validation;
  if (!call.validation_labels.empty()) {
    validation = std::make_unique<ScoredLabels>(ReadPair(
        call.validation_predictions, ReadScoreMatrix(call.validation_labels), call.logits));
    if (validation->classes != system.data.classes) {
      throw Error(ErrorCode::kInvalidInput, "other classes than the reported records",
                  call.validation_labels, "the same classes in the same order");
    }
    const ScoredLabels taught = *validation;
    description.temperature = Calibrate(call.calibration, taught, system.data);
    // Thresholds are chosen on scores of the scale that they cut.
    Calibrate(call.calibration, taught, *validation);
  }
  if (!call.thresholds.empty()) {
    Thresholds thresholds = MakeThresholds(call.thresholds, system.data, validation.get());
    system.options.thresholds = std::move(thresholds.values);
    description.thresholds = std::move(thresholds.description);
  }
  if (call.calibration != "none" && AreProbabilities(system.data)) {
    system.options.calibration_bins = static_cast<size_t>(call.bins);
  }
  if (!call.patients.empty()) patients = ReadPatients(call.patients, system.data.records);
  system.result = EvaluateScores(system.data, patients, system.options);
  if (!call.challenge_weights.empty()) {
    system.result.challenge_score =
        ScoreChallenge(ReadChallengeWeights(call.challenge_weights), system.data,
                       system.options.thresholds, call.challenge_normal);
  }
  return system;
}

void DrawFigure(const ScoresCall& call, const std::vector<System>& systems) {
  if (call.figure.empty()) return;
  std::vector<FigureSystem> drawn;
  for (const System& system : systems) {
    drawn.push_back({fs::path(system.description.predictions_file).stem().string(), &system.data,
                     &system.result});
  }
  const ScoresResult& first = systems[0].result;
  const CurveChart chart = MakeScoresFigure(
      systems[0].description.task + ", " + std::to_string(first.record_count) + " records", drawn);
  WriteFileAtomically(call.figure,
                      RenderPicture(CurveChartSize(chart),
                                    {PictureFormatOf(call.figure), DescribeCurveChart(chart)},
                                    [&](Canvas& canvas) { DrawCurveChart(canvas, chart); }));
}

void WriteComparison(const ScoresCall& call, const std::vector<System>& systems,
                     const std::vector<uint32_t>& patients) {
  const ScoresComparison comparison =
      CompareScores(systems[0].data, systems[1].data, patients, systems[0].options,
                    ParseCorrection(call.correction));
  OrderedJson json = {{"kind", "scores-comparison"}, {"systems", OrderedJson::array()}};
  std::string text;
  for (const System& system : systems) {
    json["systems"].push_back(ScoresJson(system.result, system.options, system.description));
    text += system.description.predictions_file + "\n" +
            ScoresTable(system.result, system.options, system.description) + "\n";
  }
  json["comparison"] = ComparisonJson(comparison);
  text += ComparisonTable(comparison, systems[0].description.predictions_file,
                          systems[1].description.predictions_file);
  WriteResult(call.result, {json, text, ComparisonCsv(comparison)});
}

}  // namespace

int RunEvalScores(const VerbArguments& arguments) {
  ScoresCall call;
  if (!ParseCall(arguments, call)) return 0;
  CheckCall(call);
  const ScoreMatrix labels = ReadScoreMatrix(call.labels);
  std::vector<uint32_t> patients;
  std::vector<System> systems;
  for (const std::string& predictions : call.predictions) {
    systems.push_back(Evaluate(call, predictions, labels, patients));
  }
  if (systems.size() == 2 && (systems[0].data.classes != systems[1].data.classes ||
                              systems[0].data.records != systems[1].data.records)) {
    throw Error(ErrorCode::kInvalidInput, "the two systems name other classes or records",
                call.predictions[1], "labels as CSV, so that both are matched by name");
  }
  DrawFigure(call, systems);
  if (systems.size() == 2) {
    WriteComparison(call, systems, patients);
    return 0;
  }
  const System& system = systems[0];
  WriteResult(call.result, {ScoresJson(system.result, system.options, system.description),
                            ScoresTable(system.result, system.options, system.description),
                            ScoresCsv(system.result)});
  return 0;
}

}  // namespace supreme
