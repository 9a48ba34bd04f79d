#include "eval/scores_output.h"

#include <algorithm>

#include "core/csv.h"
#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr size_t kMaxNameColumns = 40;

void AddFigures(OrderedJson& json, const ScoreFigure& auroc, const ScoreFigure& precision) {
  const auto add = [&](const std::string& name, const std::string& prefix,
                       const ScoreFigure& figure) {
    json[name] = NumberOrNull(figure.value);
    const auto& interval = figure.interval;
    json[prefix + "low"] = interval ? OrderedJson(interval->low) : OrderedJson(nullptr);
    json[prefix + "high"] = interval ? OrderedJson(interval->high) : OrderedJson(nullptr);
  };
  add("auc", "", auroc);
  add("ap", "ap_", precision);
}

OrderedJson MeansJson(const ScoreMeans& means) {
  OrderedJson json = {{"name", means.name}, {"n_defined", means.class_count}};
  AddFigures(json, means.auroc, means.average_precision);
  return json;
}

OrderedJson ClassJson(const ClassScores& entry) {
  OrderedJson json = {
      {"code", entry.name}, {"n_pos", entry.positive_count}, {"n_neg", entry.negative_count}};
  AddFigures(json, entry.auroc, entry.average_precision);
  if (entry.threshold) {
    json["threshold"] = *entry.threshold;
    json["sensitivity"] = NumberOrNull(entry.decisions.Sensitivity());
    json["specificity"] = NumberOrNull(entry.decisions.Specificity());
    json["precision"] = NumberOrNull(entry.decisions.Precision());
    json["f1"] = NumberOrNull(entry.decisions.F1());
  }
  if (entry.brier) {
    json["ece"] = NumberOrNull(entry.calibration_error);
    json["brier"] = NumberOrNull(entry.brier);
  }
  return json;
}

OrderedJson CalibrationJson(const ScoresResult& result, const ScoresDescription& description) {
  if (!result.brier) return nullptr;
  OrderedJson json = {{"method", description.calibration},
                      {"temperature", NumberOrNull(description.temperature)},
                      {"ece", NumberOrNull(result.calibration_error)},
                      {"brier", NumberOrNull(result.brier)}};
  json["bins"] = OrderedJson::array();
  for (const ReliabilityBin& bin : result.bins) {
    json["bins"].push_back({{"low", bin.low},
                            {"high", bin.high},
                            {"n", bin.record_count},
                            {"mean_probability", bin.mean_probability},
                            {"positive_share", bin.positive_share}});
  }
  return json;
}

std::string FigureWords(const ScoreFigure& figure) {
  return FigureText(Figure{figure.value, figure.interval});
}

std::string MeansLine(const std::string& label, const ScoreMeans& means) {
  const std::string classes =
      std::to_string(means.class_count) + (means.class_count == 1 ? " class" : " classes");
  return PadRight(label + " (" + classes + ")", 44) + "AUC " +
         PadRight(FigureWords(means.auroc), 22) + "AP " + FigureWords(means.average_precision) +
         "\n";
}

std::string UndefinedLine(const ScoresResult& result) {
  std::string names;
  size_t count = 0;
  for (const ClassScores& entry : result.classes) {
    if (entry.Defined()) continue;
    names += (count++ == 0 ? "" : ", ") + entry.name;
  }
  if (count == 0) return "";
  return "Undefined, all records of one kind (" + std::to_string(count) + "): " + names + "\n";
}

std::string CalibrationLine(const ScoresResult& result, const ScoresDescription& description) {
  if (!result.brier) {
    return description.calibration == "none"
               ? ""
               : "Calibration: not measured, scores outside 0 to 1 are no probabilities "
                 "(--logits?).\n";
  }
  std::string text = "Calibration";
  if (description.temperature) {
    text += " after temperature " + FormatFixed(*description.temperature, 3);
  } else if (description.calibration == "isotonic") {
    text += " after isotonic maps";
  }
  return text + ": ECE " + FigureText(result.calibration_error) + ", Brier " +
         FigureText(result.brier) + " over all scores\n";
}

std::string OptionalText(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : "";
}

std::string ClassLine(const ClassScores& entry, size_t columns, bool decisions) {
  std::string line = PadRight(entry.name, columns) +
                     PadLeft(std::to_string(entry.positive_count), 9) +
                     PadLeft(std::to_string(entry.negative_count), 9) + "  ";
  if (!entry.Defined()) return line + "undefined\n";
  line +=
      PadRight(FigureWords(entry.auroc), 22) + PadRight(FigureWords(entry.average_precision), 22);
  if (decisions) {
    const Confusion& counts = entry.decisions;
    for (const auto& value : {counts.F1(), counts.Sensitivity(), counts.Specificity()}) {
      line += PadRight(FigureText(value), 7);
    }
    line += FormatFixed(*entry.threshold, 3);
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

std::string FootLines(const ScoresResult& result, const ScoresDescription& description) {
  std::string text = UndefinedLine(result);
  if (!description.thresholds.empty()) {
    text += "Thresholds: " + description.thresholds + "; mean F1 " + FigureText(result.macro_f1) +
            ", sensitivity " + FigureText(result.macro_sensitivity) + ", specificity " +
            FigureText(result.macro_specificity) + "\n";
  }
  text += CalibrationLine(result, description);
  if (result.challenge_score) {
    text += "PhysioNet challenge score: " + FigureText(result.challenge_score) + "\n";
  }
  if (description.left_out_records > 0 || !description.left_out.empty()) {
    text += "Without labels, left out: " + std::to_string(description.left_out_records) +
            " records, " + std::to_string(description.left_out.size()) + " classes\n";
  }
  return text;
}

}  // namespace

OrderedJson ScoresJson(const ScoresResult& result, const ScoresOptions& options,
                       const ScoresDescription& description) {
  OrderedJson json = {
      {"kind", "scores"}, {"task", description.task}, {"n_records", result.record_count}};
  json["n_patients"] =
      result.patient_count > 0 ? OrderedJson(result.patient_count) : OrderedJson(nullptr);
  json["predictions"] = {{"file", description.predictions_file},
                         {"sha256", description.predictions_hash}};
  json["labels"] = {{"file", description.labels_file}, {"sha256", description.labels_hash}};
  json["records_without_labels"] = description.left_out_records;
  json["classes_without_labels"] = description.left_out;
  json["seed"] = options.seed;
  json["min_positives"] = options.min_positives;
  json["interval"] = options.interval == IntervalMethod::kDeLong ? "delong" : "bootstrap";
  json["bootstrap"] = {{"n_resamples", options.bootstrap.resample_count},
                       {"confidence", options.bootstrap.confidence}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["thresholds"] =
      description.thresholds.empty() ? OrderedJson(nullptr) : OrderedJson(description.thresholds);
  json["calibration"] = CalibrationJson(result, description);
  json["macro"] = MeansJson(result.macro);
  json["macro"]["f1"] = NumberOrNull(result.macro_f1);
  json["macro"]["sensitivity"] = NumberOrNull(result.macro_sensitivity);
  json["macro"]["specificity"] = NumberOrNull(result.macro_specificity);
  json["macro_weighted"] = MeansJson(result.weighted);
  json["by_positives"] = OrderedJson::array();
  for (const ScoreMeans& means : result.by_count) json["by_positives"].push_back(MeansJson(means));
  json["challenge_score"] = NumberOrNull(result.challenge_score);
  json["undefined"] = OrderedJson::array();
  json["classes"] = OrderedJson::array();
  for (const ClassScores& entry : result.classes) {
    if (!entry.Defined()) json["undefined"].push_back(entry.name);
    json["classes"].push_back(ClassJson(entry));
  }
  return json;
}

std::string ScoresCsv(const ScoresResult& result) {
  std::string csv =
      CsvLine({"code", "n_pos", "n_neg", "auc", "low", "high", "ap", "ap_low", "ap_high",
               "threshold", "sensitivity", "specificity", "precision", "f1", "ece", "brier"});
  for (const ClassScores& entry : result.classes) {
    std::vector<std::string> fields = {entry.name, std::to_string(entry.positive_count),
                                       std::to_string(entry.negative_count)};
    for (const ScoreFigure* figure : {&entry.auroc, &entry.average_precision}) {
      fields.push_back(OptionalText(figure->value));
      fields.push_back(figure->interval ? FormatDouble(figure->interval->low) : "");
      fields.push_back(figure->interval ? FormatDouble(figure->interval->high) : "");
    }
    const Confusion& counts = entry.decisions;
    for (const auto& value :
         {entry.threshold, counts.Sensitivity(), counts.Specificity(), counts.Precision(),
          counts.F1(), entry.calibration_error, entry.brier}) {
      fields.push_back(OptionalText(value));
    }
    csv += CsvLine(fields);
  }
  return csv;
}

std::string ScoresTable(const ScoresResult& result, const ScoresOptions& options,
                        const ScoresDescription& description) {
  std::vector<const ClassScores*> ordered;
  size_t columns = 5;
  for (const ClassScores& entry : result.classes) {
    ordered.push_back(&entry);
    columns = std::max(columns, std::min(entry.name.size(), kMaxNameColumns));
  }
  std::ranges::stable_sort(ordered, std::greater<>(),
                           [](const auto* entry) { return entry->auroc.value.value_or(-1.0); });
  const std::string percent = FormatFixed(100.0 * options.bootstrap.confidence, 0) + " %";
  const std::string way = options.interval == IntervalMethod::kDeLong ? "DeLong" : "bootstrap";
  std::string table = description.task + ": " + std::to_string(result.record_count) + " records";
  if (result.patient_count > 0) {
    table += " of " + std::to_string(result.patient_count) + " patients";
  }
  table += ", [" + percent + " intervals, " + way + "]\n\n" + PadRight("class", columns) +
           "    n_pos    n_neg  " + PadRight("AUC", 22) + PadRight("AP", 22);
  const bool decisions = !options.thresholds.empty();
  table += decisions ? "F1     sens   spec   threshold\n" : "\n";
  for (const ClassScores* entry : ordered) table += ClassLine(*entry, columns, decisions);
  table += "\n" + MeansLine("mean", result.macro) +
           MeansLine("mean weighted by positives", result.weighted);
  for (const ScoreMeans& means : result.by_count) table += MeansLine("  " + means.name, means);
  return table + FootLines(result, description);
}

}  // namespace supreme
