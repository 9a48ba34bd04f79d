#include "eval/comparison_output.h"

#include <algorithm>

#include "core/csv.h"
#include "core/numbers.h"
#include "eval/figure_output.h"
#include "eval/statistic_text.h"

namespace supreme {
namespace {

OrderedJson LowOrNull(const std::optional<Interval>& interval) {
  return interval ? OrderedJson(interval->low) : OrderedJson(nullptr);
}

OrderedJson HighOrNull(const std::optional<Interval>& interval) {
  return interval ? OrderedJson(interval->high) : OrderedJson(nullptr);
}

}  // namespace

OrderedJson ComparisonJson(const ScoresComparison& comparison) {
  OrderedJson json = {{"test", "DeLong"},
                      {"alternative", "two-sided"},
                      {"correction", CorrectionName(comparison.correction)}};
  json["macro"] = {{"n_defined", comparison.macro_class_count},
                   {"difference", NumberOrNull(comparison.macro_difference)},
                   {"low", LowOrNull(comparison.macro_interval)},
                   {"high", HighOrNull(comparison.macro_interval)},
                   {"p", NumberOrNull(comparison.macro_p)},
                   {"method", "bootstrap"}};
  json["classes"] = OrderedJson::array();
  for (const ClassDifference& entry : comparison.classes) {
    json["classes"].push_back({{"code", entry.name},
                               {"n_pos", entry.positive_count},
                               {"auc_first", NumberOrNull(entry.first)},
                               {"auc_second", NumberOrNull(entry.second)},
                               {"difference", NumberOrNull(entry.difference)},
                               {"low", LowOrNull(entry.interval)},
                               {"high", HighOrNull(entry.interval)},
                               {"z", NumberOrNull(entry.z)},
                               {"p", NumberOrNull(entry.p)},
                               {"p_corrected", NumberOrNull(entry.corrected_p)}});
  }
  return json;
}

std::string ComparisonCsv(const ScoresComparison& comparison) {
  const auto number = [](const std::optional<double>& value) {
    return value ? FormatDouble(*value) : std::string();
  };
  std::string csv = CsvLine({"code", "n_pos", "auc_first", "auc_second", "difference", "low",
                             "high", "z", "p", "p_corrected"});
  for (const ClassDifference& entry : comparison.classes) {
    const auto& interval = entry.interval;
    csv += CsvLine({entry.name, std::to_string(entry.positive_count), number(entry.first),
                    number(entry.second), number(entry.difference),
                    interval ? FormatDouble(interval->low) : "",
                    interval ? FormatDouble(interval->high) : "", number(entry.z), number(entry.p),
                    number(entry.corrected_p)});
  }
  return csv;
}

std::string ComparisonTable(const ScoresComparison& comparison, const std::string& first,
                            const std::string& second) {
  size_t columns = 5;
  for (const auto& entry : comparison.classes) {
    columns = std::clamp(entry.name.size(), columns, size_t{40});
  }
  std::string table = "first: " + first + "\nsecond: " + second +
                      "\nDeLong's test of first - second per class, two-sided, p corrected by " +
                      std::string(CorrectionName(comparison.correction)) + "\n\n" +
                      PadRight("class", columns) + "    n_pos  first  second  " +
                      PadRight("difference", 26) + PadRight("p", 10) + "corrected\n";
  for (const ClassDifference& entry : comparison.classes) {
    table += PadRight(entry.name, columns) + PadLeft(std::to_string(entry.positive_count), 9) +
             "  " + PadRight(FigureText(entry.first), 7) + PadRight(FigureText(entry.second), 8) +
             PadRight(SignedText(entry.difference, entry.interval), 26) +
             PadRight(PText(entry.p), 10) + PText(entry.corrected_p) + "\n";
  }
  return table + "\nmean difference over " + std::to_string(comparison.macro_class_count) +
         " classes: " + SignedText(comparison.macro_difference, comparison.macro_interval) +
         ", p = " + PText(comparison.macro_p) + " (bootstrap, two-sided)\n";
}

}  // namespace supreme
