#include "eval/challenge_weights.h"

#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "stats/challenge_score.h"

namespace supreme {
namespace {

std::vector<std::string> SplitCodes(const std::string& text) {
  std::vector<std::string> codes;
  std::string_view rest = text;
  while (true) {
    const size_t bar = rest.find('|');
    codes.emplace_back(Trim(rest.substr(0, bar)));
    if (bar == std::string_view::npos) return codes;
    rest.remove_prefix(bar + 1);
  }
}

std::optional<size_t> FindCode(const ChallengeWeights& table, const std::string& name) {
  for (const std::string& code : SplitCodes(name)) {
    for (size_t i = 0; i < table.codes.size(); ++i) {
      for (const std::string& known : table.codes[i]) {
        if (known == code) return i;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

ChallengeWeights ReadChallengeWeights(const std::filesystem::path& path) {
  CsvReader csv = CsvReader::Open(path);
  ChallengeWeights table;
  std::set<std::string> seen;
  const auto fail = [&](const std::string& what) {
    throw Error(ErrorCode::kCorruptData, what, csv.Where(), "the challenge's weights.csv");
  };
  while (csv.Next()) {
    const size_t row = table.codes.size() + 1;
    if (row >= csv.columns().size() || csv[size_t{0}] != csv.columns()[row]) {
      fail("row and column " + std::to_string(row) + " have different names");
    }
    table.codes.push_back(SplitCodes(csv[size_t{0}]));
    for (const std::string& code : table.codes.back()) {
      if (!seen.insert(code).second) fail("code \"" + code + "\" stands twice");
    }
    for (size_t column = 1; column < csv.columns().size(); ++column) {
      const auto weight = ParseDouble(csv[column]);
      if (!weight) fail("\"" + csv[column].substr(0, 40) + "\" is no weight");
      table.weights.push_back(*weight);
    }
  }
  if (table.codes.empty() || table.codes.size() + 1 != csv.columns().size()) {
    fail(std::to_string(table.codes.size()) + " rows, " + std::to_string(csv.columns().size() - 1) +
         " columns of weights");
  }
  return table;
}

std::optional<double> ScoreChallenge(const ChallengeWeights& table, const ScoredLabels& data,
                                     std::span<const double> thresholds,
                                     const std::string& normal_code) {
  const auto normal = FindCode(table, normal_code);
  if (!normal) {
    throw Error(ErrorCode::kInvalidInput, "no class \"" + normal_code + "\" in the weights",
                "--challenge-normal", "the code of sinus rhythm in the table");
  }
  const size_t count = table.codes.size();
  std::vector<uint8_t> labels(data.records.size() * count, 0);
  std::vector<uint8_t> decisions = labels;
  bool any = false;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    const auto place = FindCode(table, data.classes[c]);
    if (!place) continue;
    any = true;
    for (size_t r = 0; r < data.records.size(); ++r) {
      if (data.positive[c][r] != 0) labels[r * count + *place] = 1;
      if (data.scores[c][r] >= thresholds[c]) decisions[r * count + *place] = 1;
    }
  }
  if (!any) {
    throw Error(ErrorCode::kInvalidInput, "no class of the labels is in the table",
                "--challenge-weights", "labels whose columns are the codes of the table");
  }
  return ChallengeScore({table.weights, labels, decisions, count, *normal});
}

}  // namespace supreme
