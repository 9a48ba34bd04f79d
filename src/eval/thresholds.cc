#include "eval/thresholds.h"

#include <algorithm>
#include <unordered_map>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "stats/confusion.h"
#include "stats/recalibration.h"
#include "stats/youden.h"

namespace supreme {
namespace {

constexpr double kFallback = 0.5;

std::vector<double> ReadThresholds(const std::string& path, const ScoredLabels& data) {
  CsvReader csv = CsvReader::Open(path);
  const size_t class_column = csv.Column("class");
  const size_t threshold_column = csv.Column("threshold");
  std::unordered_map<std::string, double> values;
  while (csv.Next()) {
    const auto value = ParseDouble(csv[threshold_column]);
    if (!value || !values.emplace(csv[class_column], *value).second) {
      throw Error(ErrorCode::kCorruptData,
                  value ? "class \"" + csv[class_column] + "\" stands twice"
                        : "\"" + csv[threshold_column].substr(0, 40) + "\" is not a finite number",
                  csv.Where(), "a line class,threshold for each class");
    }
  }
  std::vector<double> thresholds;
  for (const std::string& name : data.classes) {
    const auto found = values.find(name);
    if (found == values.end()) {
      throw Error(ErrorCode::kNotFound, "no threshold for class \"" + name + "\"", path,
                  "a line class,threshold for each class");
    }
    thresholds.push_back(found->second);
  }
  return thresholds;
}

std::vector<double> ChooseThresholds(const ScoredLabels& records, bool by_f1) {
  std::vector<double> thresholds;
  for (size_t c = 0; c < records.classes.size(); ++c) {
    const auto& scores = records.scores[c];
    const auto& positive = records.positive[c];
    if (by_f1) {
      const auto point = FindF1Point(scores, positive);
      thresholds.push_back(point ? point->threshold : kFallback);
    } else {
      const auto point = FindYoudenPoint(scores, positive);
      thresholds.push_back(point ? point->threshold : kFallback);
    }
  }
  return thresholds;
}

}  // namespace

Thresholds MakeThresholds(const std::string& text, const ScoredLabels& data,
                          const ScoredLabels* validation) {
  if (const auto value = ParseDouble(text)) {
    return {std::vector<double>(data.classes.size(), *value), FormatDouble(*value)};
  }
  if (text == "best-on-test") {
    return {ChooseThresholds(data, true), "highest F1 on the reported records themselves"};
  }
  if (text == "f1" || text == "youden") {
    if (validation == nullptr) {
      throw Error(ErrorCode::kUsage, "\"" + text + "\" needs validation records", "--thresholds",
                  "--validation-predictions and --validation-labels");
    }
    return {ChooseThresholds(*validation, text == "f1"),
            text == "f1" ? "highest F1 on the validation records"
                         : "highest sensitivity + specificity on the validation records"};
  }
  if (text.ends_with(".csv")) return {ReadThresholds(text, data), text};
  throw Error(ErrorCode::kUsage, "\"" + text + "\" is no threshold", "--thresholds",
              "a number, a CSV file class,threshold, f1, youden or best-on-test");
}

double ApplyTemperature(const ScoredLabels& validation, ScoredLabels& data) {
  std::vector<double> logits;
  std::vector<uint8_t> positive;
  for (size_t c = 0; c < validation.classes.size(); ++c) {
    for (const double score : validation.scores[c]) logits.push_back(Logit(score));
    positive.insert(positive.end(), validation.positive[c].begin(), validation.positive[c].end());
  }
  const auto temperature = FitTemperature(logits, positive);
  if (!temperature) {
    throw Error(ErrorCode::kInvalidInput, "no temperature is the best one", "--calibration",
                "validation records whose scores rise with the labels without parting them");
  }
  for (auto& scores : data.scores) {
    for (double& score : scores) score = Sigmoid(Logit(score) / *temperature);
  }
  return *temperature;
}

void ApplyIsotonic(const ScoredLabels& validation, ScoredLabels& data) {
  for (size_t c = 0; c < data.classes.size(); ++c) {
    const auto map = IsotonicMap::Fit(validation.scores[c], validation.positive[c]);
    SUPREME_CHECK(map.has_value());
    for (double& score : data.scores[c]) score = (*map)(score);
  }
}

void ApplySigmoid(ScoredLabels& data) {
  for (auto& scores : data.scores) {
    for (double& score : scores) score = Sigmoid(score);
  }
}

bool AreProbabilities(const ScoredLabels& data) {
  return std::ranges::all_of(data.scores, [](const std::vector<double>& scores) {
    return std::ranges::all_of(scores, [](double score) { return score >= 0.0 && score <= 1.0; });
  });
}

}  // namespace supreme
