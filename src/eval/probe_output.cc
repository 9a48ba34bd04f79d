#include "eval/probe_output.h"

#include <algorithm>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;

// Sets "auc", "sd", "low" and "high".
template <class Result>
void AddResult(OrderedJson& json, const Result& result) {
  json["auc"] = NumberOrNull(result.auc);
  json["sd"] = NumberOrNull(result.deviation);
  json["low"] = result.interval ? OrderedJson(result.interval->low) : OrderedJson(nullptr);
  json["high"] = result.interval ? OrderedJson(result.interval->high) : OrderedJson(nullptr);
}

OrderedJson MacroJson(const ProbeMacro& macro) {
  OrderedJson json = {{"n_classes", macro.class_count}, {"n_defined", macro.defined_count}};
  AddResult(json, macro);
  return json;
}

OrderedJson SettingsJson(const ProbeRecipe& recipe) {
  OrderedJson json = {{"optimizer", recipe.optimizer.decoupled ? "AdamW" : "Adam"},
                      {"learning_rate", recipe.learning_rate},
                      {"weight_decay", recipe.optimizer.weight_decay},
                      {"schedule", recipe.curve == RateCurve::kWarmUpCosine
                                       ? "cosine per step"
                                       : "x0.1 after 40 calls, per batch and epoch"},
                      {"warmup_epochs", recipe.warmup_epochs},
                      {"batch_size", recipe.batch_size},
                      {"epochs", recipe.epochs}};
  if (recipe.encoder_learning_rate) {
    json["encoder_learning_rate"] = *recipe.encoder_learning_rate;
  }
  return json;
}

void AddRuns(const ProbeResult& result, OrderedJson& json) {
  json["runs"] = OrderedJson::array();
  for (const ProbeRun& run : result.runs) {
    json["runs"].push_back({{"seed", run.seed},
                            {"n_train", run.train_count},
                            {"epoch", run.epoch},
                            {"loss", run.loss},
                            {"auc", NumberOrNull(run.auc)},
                            {"validation_auc", NumberOrNull(run.validation_auc)}});
  }
}

void AddClasses(const ProbeResult& result, OrderedJson& json) {
  json["undefined"] = OrderedJson::array();
  json["untrained"] = OrderedJson::array();
  json["classes"] = OrderedJson::array();
  for (const ProbeClassResult& entry : result.classes) {
    if (!entry.auc) json["undefined"].push_back(entry.code);
    if (!entry.trained_by_all_seeds) json["untrained"].push_back(entry.code);
    OrderedJson item = {{"code", entry.code},
                        {"n_train_pos", entry.train_positive_count},
                        {"n_pos", entry.positive_count},
                        {"n_neg", entry.negative_count}};
    AddResult(item, entry);
    json["classes"].push_back(std::move(item));
  }
}

std::string MethodName(const ProbeOptions& options) {
  if (options.recipe.encoder_learning_rate) return "fine-tune";
  return options.shots > 0 ? "few-shot" : "linear";
}

std::string AmountText(const ProbeOptions& options) {
  if (options.shots > 0) {
    return std::to_string(options.shots) + (options.shots == 1 ? " shot" : " shots");
  }
  return std::to_string(options.percent) + " % of the training records";
}

template <class Result>
std::string ResultText(const Result& result) {
  if (!result.auc) return "undefined";
  std::string text = FormatFixed(*result.auc, kDigits);
  text += result.deviation ? " ± " + FormatFixed(*result.deviation, kDigits) : "        ";
  if (result.interval) {
    text += "  [" + FormatFixed(result.interval->low, kDigits) + ", " +
            FormatFixed(result.interval->high, kDigits) + "]";
  }
  return text;
}

std::string MacroLine(const std::string& label, const ProbeMacro& macro) {
  return PadRight(label + " (" + std::to_string(macro.defined_count) + " of " +
                      std::to_string(macro.class_count) + ")",
                  52) +
         ResultText(macro) + "\n";
}

std::string RunLines(const ProbeResult& result) {
  std::string lines = "seed    n_train  epoch  validation AUC  test AUC\n";
  for (const ProbeRun& run : result.runs) {
    lines += PadRight(std::to_string(run.seed), 6) + PadLeft(std::to_string(run.train_count), 9) +
             PadLeft(std::to_string(run.epoch), 7) + PadLeft(FigureText(run.validation_auc), 16) +
             PadLeft(FigureText(run.auc), 10) + "\n";
  }
  return lines;
}

std::string NoteLines(const ProbeResult& result) {
  std::string untrained;
  for (const ProbeClassResult& entry : result.classes) {
    if (!entry.trained_by_all_seeds) untrained += (untrained.empty() ? "" : ", ") + entry.code;
  }
  std::string notes;
  if (!untrained.empty()) {
    notes += "Classes that some seed had no positive training record of: " + untrained + ".\n";
  }
  if (!result.pretraining_split.empty()) {
    notes += "The encoder was pre-trained on records of this pack (" + result.pretraining_split +
             "): no test record of the probe may be among them.\n";
  }
  if (result.options.recipe.reported == ReportedEpoch::kBestTest) {
    notes +=
        "THIS FLATTERS: the epoch was chosen on the test records, as MERL's script does. Compare "
        "it with figures made the same way only.\n";
  }
  return notes;
}

}  // namespace

OrderedJson ProbeJson(const ProbeResult& result) {
  const ProbeOptions& options = result.options;
  const bool few_shot = options.shots > 0;
  OrderedJson json = {{"kind", "probe"},
                      {"task", result.task},
                      {"dataset", result.dataset},
                      {"method", MethodName(options)},
                      {"protocol", options.recipe.name},
                      {"reported", ReportedEpochText(options.recipe.reported)}};
  json["fraction"] =
      few_shot ? OrderedJson(nullptr) : OrderedJson(static_cast<double>(options.percent) / 100.0);
  json["shots"] = few_shot ? OrderedJson(options.shots) : OrderedJson(nullptr);
  json["label_mode"] = result.label_mode;
  json["n_train"] = result.train_count;
  json["n_val"] = result.validation_count;
  json["n_test"] = result.test_count;
  json["bundle"] = {{"name", result.encoder.name}, {"id", result.encoder.bundle_id}};
  if (!options.recipe.encoder_learning_rate) {
    json["features"] = {{"key", result.encoder.key}, {"width", result.encoder.width}};
  }
  json["pack_id"] = result.pack_id;
  json["window"] = WindowRuleJson(result.window);
  json["split"] = {{"description", result.split_description},
                   {"hash", result.split_hash},
                   {"train_hash", result.train_hash}};
  json["pretraining_split"] = result.pretraining_split.empty()
                                  ? OrderedJson(nullptr)
                                  : OrderedJson(result.pretraining_split);
  json["settings"] = SettingsJson(options.recipe);
  json["bootstrap"] = {{"n_resamples", options.bootstrap.resample_count},
                       {"confidence", options.bootstrap.confidence}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["macro"] = MacroJson(result.all);
  json["macro_trained"] = MacroJson(result.trained);
  AddRuns(result, json);
  AddClasses(result, json);
  return json;
}

std::string ProbeCsv(const ProbeResult& result) {
  const auto number = [](const std::optional<double>& value) {
    return value ? FormatDouble(*value) : std::string();
  };
  std::string csv = CsvLine({"code", "n_train_pos", "n_pos", "n_neg", "auc", "sd", "low", "high"});
  for (const ProbeClassResult& entry : result.classes) {
    const auto& interval = entry.interval;
    csv += CsvLine({entry.code, FormatDouble(entry.train_positive_count),
                    std::to_string(entry.positive_count), std::to_string(entry.negative_count),
                    number(entry.auc), number(entry.deviation),
                    interval ? FormatDouble(interval->low) : "",
                    interval ? FormatDouble(interval->high) : ""});
  }
  return csv;
}

std::string ProbeTable(const ProbeResult& result) {
  std::vector<const ProbeClassResult*> ordered;
  size_t code_columns = 4;
  for (const ProbeClassResult& entry : result.classes) {
    ordered.push_back(&entry);
    code_columns = std::max(code_columns, entry.code.size());
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return a->auc.value_or(-1.0) > b->auc.value_or(-1.0);
  });
  const std::string percent = FormatFixed(100.0 * result.options.bootstrap.confidence, 0) + " %";
  std::string table =
      result.task + ", " + result.split_description + ", " + AmountText(result.options) + ", " +
      MethodName(result.options) + ", protocol " + result.options.recipe.name + ": " +
      ReportedEpochText(result.options.recipe.reported) + "\n" +
      std::to_string(result.train_count) + " training, " + std::to_string(result.validation_count) +
      " validation, " + std::to_string(result.test_count) + " test records; split " +
      result.split_hash.substr(0, 12) + "\n\n";
  table += PadRight("code", code_columns) + "  n_train_pos    n_pos    n_neg  AUC ± sd       [" +
           percent + " interval]\n";
  for (const ProbeClassResult* entry : ordered) {
    table += PadRight(entry->code, code_columns) +
             PadLeft(FormatFixed(entry->train_positive_count, 0), 13) +
             PadLeft(std::to_string(entry->positive_count), 9) +
             PadLeft(std::to_string(entry->negative_count), 9) + "  " + ResultText(*entry) + "\n";
  }
  table += "\n" + RunLines(result) + "\n" + MacroLine("mean of all classes", result.all);
  if (result.trained.class_count < result.all.class_count) {
    table += MacroLine("mean of classes with training positives", result.trained);
  }
  return table + NoteLines(result);
}

}  // namespace supreme
