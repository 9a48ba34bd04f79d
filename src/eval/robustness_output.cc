#include "eval/robustness_output.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;

OrderedJson ClassesJson(const RobustnessResult& result, const ConditionResult& condition) {
  OrderedJson json = OrderedJson::object();
  for (size_t c = 0; c < result.classes.size(); ++c) {
    json[result.classes[c]] = NumberOrNull(condition.aurocs[c]);
  }
  return json;
}

std::string Number(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : std::string();
}

std::string Signed(double value) { return (value >= 0.0 ? "+" : "") + FormatFixed(value, kDigits); }

std::string ConditionLine(const ConditionResult& condition) {
  std::string line =
      "  " + PadRight(condition.level, 28) + PadRight(FigureText(condition.mean), 24);
  if (!condition.difference) return line + "\n";
  line += Signed(*condition.difference);
  if (condition.interval) {
    line += " [" + Signed(condition.interval->low) + ", " + Signed(condition.interval->high) + "]";
    line += "  p " + FigureText(condition.p_holm);
  }
  return line + "  scores move " + FormatFixed(condition.score_change, kDigits) + "\n";
}

std::vector<std::string> CsvFields(const ConditionResult& condition) {
  const auto bounds = [](const std::optional<Interval>& interval) {
    return std::pair(interval ? FormatDouble(interval->low) : std::string(),
                     interval ? FormatDouble(interval->high) : std::string());
  };
  const auto [low, high] = bounds(condition.mean.interval);
  const auto [difference_low, difference_high] = bounds(condition.interval);
  return {condition.kind,
          condition.level,
          Number(condition.mean.auroc),
          low,
          high,
          Number(condition.difference),
          difference_low,
          difference_high,
          Number(condition.p),
          Number(condition.p_holm),
          FormatDouble(condition.score_change)};
}

}  // namespace

std::string KindTitle(const std::string& kind) {
  const auto& kinds = ConditionKinds();
  const auto found =
      std::ranges::find_if(kinds, [&](const ConditionKind& entry) { return entry.name == kind; });
  return found == kinds.end() ? kind : found->title;
}

OrderedJson RobustnessJson(const RobustnessReport& report) {
  const RobustnessResult& result = report.result;
  OrderedJson json = FactsJson("robustness", report.facts);
  json["n_classes"] = result.classes.size();
  json["n_counted"] = result.counted_classes;
  json["correction"] = "holm";
  AddFigure(json["clean"], result.clean.mean);
  json["clean"]["classes"] = ClassesJson(result, result.clean);
  json["conditions"] = OrderedJson::array();
  for (const ConditionResult& condition : result.conditions) {
    OrderedJson entry = {{"fault", condition.kind}, {"level", condition.level}};
    entry["x"] = std::isfinite(condition.x) ? OrderedJson(condition.x) : OrderedJson(nullptr);
    AddFigure(entry, condition.mean);
    const auto& interval = condition.interval;
    entry["difference"] = {{"value", NumberOrNull(condition.difference)},
                           {"low", interval ? OrderedJson(interval->low) : OrderedJson(nullptr)},
                           {"high", interval ? OrderedJson(interval->high) : OrderedJson(nullptr)}};
    entry["p"] = NumberOrNull(condition.p);
    entry["p_holm"] = NumberOrNull(condition.p_holm);
    entry["score_change"] = condition.score_change;
    entry["classes"] = ClassesJson(result, condition);
    json["conditions"].push_back(std::move(entry));
  }
  return json;
}

std::string RobustnessCsv(const RobustnessReport& report) {
  std::string csv = CsvLine({"fault", "level", "auc", "low", "high", "difference", "difference_low",
                             "difference_high", "p", "p_holm", "score_change"});
  csv += CsvLine(CsvFields(report.result.clean));
  for (const auto& condition : report.result.conditions) csv += CsvLine(CsvFields(condition));
  return csv;
}

std::string RobustnessTable(const RobustnessReport& report) {
  const RobustnessResult& result = report.result;
  std::string table = FactsLine(report.facts) + "\nMean AUC over " +
                      std::to_string(result.counted_classes) + " of " +
                      std::to_string(result.classes.size()) +
                      " classes, and its change against the records as they are\n\n";
  table += "  " + PadRight("as recorded", 28) + FigureText(result.clean.mean) + "\n";
  std::string kind;
  for (const ConditionResult& condition : result.conditions) {
    if (condition.kind != kind) table += "\n" + KindTitle(condition.kind) + "\n";
    kind = condition.kind;
    table += ConditionLine(condition);
  }
  return table + "\np: two-sided, bootstrap over patients, Holm over " +
         std::to_string(result.conditions.size()) + " conditions\n";
}

}  // namespace supreme
