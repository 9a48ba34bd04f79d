#include "eval/independence_output.h"

#include <algorithm>
#include <cstdio>

#include "core/csv.h"
#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr size_t kClassesShown = 10;
constexpr size_t kMaxPromptColumns = 34;

void AddMovement(OrderedJson& json, const ScoreMovement& movement) {
  const auto& interval = movement.interval;
  json["max_change"] = movement.max_change;
  json["mean_change"] = movement.mean_change;
  json["rank_correlation"] = NumberOrNull(movement.rank_correlation);
  json["auc_change"] = NumberOrNull(movement.auroc_change);
  json["low"] = interval ? OrderedJson(interval->low) : OrderedJson(nullptr);
  json["high"] = interval ? OrderedJson(interval->high) : OrderedJson(nullptr);
}

OrderedJson ClassJson(const ClassIndependence& entry, const IndependenceResult& result) {
  OrderedJson json = {{"code", entry.code},
                      {"prompt", entry.prompt},
                      {"n_pos", entry.positive_count},
                      {"n_neg", entry.negative_count},
                      {"auc", NumberOrNull(entry.auroc)}};
  json["settings"] = OrderedJson::object();
  for (size_t s = 0; s < result.settings.size(); ++s) {
    AddMovement(json["settings"][result.settings[s].name], entry.movements[s]);
  }
  return json;
}

// "0", "3.1e-07", "0.0123": small changes keep their size.
std::string ChangeText(double change) {
  if (change == 0.0) return "0";
  if (change >= 0.0001) return FormatFixed(change, 4);
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", change);
  return text;
}

std::string SignedText(const std::optional<double>& value) {
  if (!value) return "-";
  const std::string text = FormatFixed(*value, 4);
  if (text == "0.0000" || text == "-0.0000") return "0";
  return (*value > 0.0 ? "+" : "") + text;
}

std::string AurocChangeText(const ScoreMovement& movement) {
  std::string text = SignedText(movement.auroc_change);
  if (movement.auroc_change && movement.interval) {
    text += " [" + SignedText(movement.interval->low) + ", " + SignedText(movement.interval->high) +
            "]";
  }
  return text;
}

std::string CorrelationText(const std::optional<double>& value) {
  return value ? FormatFixed(*value, 4) : "-";
}

std::string SettingLabel(const IndependenceSetting& setting) {
  if (setting.name == "reordered") return "in another order";
  if (setting.name == "alone") return "alone";
  if (setting.name == "halves") return "in a random half";
  return "with others, " + std::to_string(setting.query_count) + " in all";
}

std::string SettingLines(const IndependenceResult& result) {
  std::string lines = PadRight("asked", 26) + PadLeft("sets", 5) + PadLeft("max change", 12) +
                      PadLeft("mean change", 13) + PadLeft("rank corr.", 12) +
                      PadLeft("lowest", 9) + "  change of mean AUC\n";
  for (const IndependenceSetting& setting : result.settings) {
    lines += PadRight(SettingLabel(setting), 26) + PadLeft(std::to_string(setting.set_count), 5) +
             PadLeft(ChangeText(setting.all.max_change), 12) +
             PadLeft(ChangeText(setting.all.mean_change), 13) +
             PadLeft(CorrelationText(setting.all.rank_correlation), 12) +
             PadLeft(CorrelationText(setting.lowest_rank_correlation), 9) + "  " +
             AurocChangeText(setting.all) + "\n";
  }
  return lines;
}

double LargestChange(const ClassIndependence& entry) {
  double largest = 0.0;
  for (const ScoreMovement& movement : entry.movements) {
    largest = std::max(largest, movement.max_change);
  }
  return largest;
}

// The classes that moved most, with the change of their probability in each setting.
std::string ClassLines(const IndependenceResult& result) {
  std::vector<const ClassIndependence*> order;
  for (const ClassIndependence& entry : result.classes) {
    if (LargestChange(entry) > 0.0) order.push_back(&entry);
  }
  if (order.empty()) return "";
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [](const auto* entry) { return LargestChange(*entry); });
  order.resize(std::min(order.size(), kClassesShown));
  std::string lines = "\nLargest changes of a probability\n" + PadRight("code", 8) +
                      PadRight("prompt", kMaxPromptColumns) + PadLeft("AUC", 7);
  for (const IndependenceSetting& setting : result.settings) lines += PadLeft(setting.name, 12);
  lines += "\n";
  for (const ClassIndependence* entry : order) {
    lines += PadRight(entry->code, 8) + PadRight(entry->prompt, kMaxPromptColumns) +
             PadLeft(FigureText(entry->auroc), 7);
    for (const ScoreMovement& movement : entry->movements) {
      lines += PadLeft(ChangeText(movement.max_change), 12);
    }
    lines += "\n";
  }
  return lines;
}

std::string OptionalText(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : "";
}

}  // namespace

OrderedJson IndependenceJson(const IndependenceReport& report) {
  const IndependenceResult& result = report.result;
  OrderedJson json = {
      {"kind", "independence"},           {"task", report.task},
      {"dataset", report.dataset},        {"label_mode", report.label_mode},
      {"n_records", result.record_count}, {"n_labelled_records", result.labelled_record_count}};
  json["bundle"] = {{"name", report.bundle_name}, {"id", report.bundle_id}};
  json["query_self_attention"] = report.query_self_attention;
  json["pack_id"] = report.pack_id;
  json["split"] = {{"description", report.split_description}, {"hash", report.split_hash}};
  json["seed"] = report.options.seed;
  json["min_positives"] = report.options.min_positives;
  json["bootstrap"] = {{"n_resamples", report.options.bootstrap.resample_count},
                       {"confidence", report.options.bootstrap.confidence}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["macro"] = {{"n_classes", result.classes.size()},
                   {"n_defined", result.defined_count},
                   {"auc", NumberOrNull(result.auroc)}};
  json["settings"] = OrderedJson::array();
  for (const IndependenceSetting& setting : result.settings) {
    OrderedJson entry = {
        {"name", setting.name},
        {"n_sets", setting.set_count},
        {"n_queries", setting.query_count},
        {"lowest_rank_correlation", NumberOrNull(setting.lowest_rank_correlation)}};
    AddMovement(entry, setting.all);
    json["settings"].push_back(std::move(entry));
  }
  json["classes"] = OrderedJson::array();
  for (const ClassIndependence& entry : result.classes) {
    json["classes"].push_back(ClassJson(entry, result));
  }
  return json;
}

std::string IndependenceCsv(const IndependenceReport& report) {
  std::string csv = CsvLine({"code", "prompt", "n_pos", "n_neg", "auc", "setting", "max_change",
                             "mean_change", "rank_correlation", "auc_change", "low", "high"});
  for (const ClassIndependence& entry : report.result.classes) {
    for (size_t s = 0; s < entry.movements.size(); ++s) {
      const ScoreMovement& movement = entry.movements[s];
      const auto& interval = movement.interval;
      csv +=
          CsvLine({entry.code, entry.prompt, std::to_string(entry.positive_count),
                   std::to_string(entry.negative_count), OptionalText(entry.auroc),
                   report.result.settings[s].name, FormatDouble(movement.max_change),
                   FormatDouble(movement.mean_change), OptionalText(movement.rank_correlation),
                   OptionalText(movement.auroc_change), interval ? FormatDouble(interval->low) : "",
                   interval ? FormatDouble(interval->high) : ""});
    }
  }
  return csv;
}

std::string IndependenceTable(const IndependenceReport& report) {
  const IndependenceResult& result = report.result;
  std::string table = report.task + ", " + report.split_description + ", " +
                      std::to_string(result.record_count) + " records";
  if (result.record_count < result.labelled_record_count) {
    table += " drawn from " + std::to_string(result.labelled_record_count);
  }
  table += "; " + report.bundle_name + ", " + (report.query_self_attention ? "with" : "without") +
           " self-attention among the queries\n" +
           "Each class against its probabilities among all " +
           std::to_string(result.classes.size()) + " questions of the task, mean AUC " +
           FigureText(result.auroc) + "\n\n";
  return table + SettingLines(result) + ClassLines(result);
}

}  // namespace supreme
