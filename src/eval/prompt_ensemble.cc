#include "eval/prompt_ensemble.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "eval/asked_texts.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"mean-logit", "mean-probability",
                                                    "mean-embedding"};

// What the prompts of a class have in common; texts that stand several times are named once.
ClassQuestion Join(const std::vector<AskedPrompt>& prompts) {
  if (prompts.size() == 1) return prompts.front().question;
  ClassQuestion joined{"", prompts.front().question.kind, false, "", 0.0};
  std::set<std::string> texts;
  for (const AskedPrompt& prompt : prompts) {
    const ClassQuestion& question = prompt.question;
    if (texts.insert(question.text).second) {
      joined.text += (joined.text.empty() ? "" : " | ") + question.text;
    }
    if (question.kind != joined.kind) joined.kind = "mixed";
    joined.seen = joined.seen || question.seen;
  }
  return joined;
}

// Mean of rows of length 1, made as long as the rows were on average.
std::vector<float> MeanEmbedding(std::span<const float> rows, size_t row_count) {
  const size_t width = rows.size() / row_count;
  const auto length_of = [](const auto& values) {
    double squares = 0.0;
    for (const double value : values) squares += value * value;
    return std::sqrt(squares);
  };
  std::vector<double> mean(width, 0.0);
  double length_sum = 0.0;
  for (size_t row = 0; row < row_count; ++row) {
    const auto values = rows.subspan(row * width, width);
    const double length = length_of(values);
    length_sum += length;
    for (size_t i = 0; i < width && length > 0.0; ++i) mean[i] += values[i] / length;
  }
  const double length = length_of(mean);
  const double scale = length > 0.0 ? length_sum / static_cast<double>(row_count) / length : 0.0;
  std::vector<float> scaled;
  for (const double value : mean) scaled.push_back(static_cast<float>(value * scale));
  return scaled;
}

// What is asked in the one pass.
class BatchOfTexts {
 public:
  explicit BatchOfTexts(const QuestionSet& asked)
      : asked_(asked),
        width_(asked.questions.empty() ? 0
                                       : asked.batch.embeddings.size() / asked.questions.size()) {}

  // Column of a question; a text, or its denial, that stands several times has one.
  size_t Add(size_t index) {
    const bool denied = !asked_.batch.denied.empty() && asked_.batch.denied[index] != 0;
    const std::string& text = asked_.batch.texts[index];
    const auto [found, is_new] = columns_.emplace(std::pair(text, denied), batch_.texts.size());
    if (is_new) Append(text, Rows(index, 1), denied);
    return found->second;
  }

  // Column of the mean of `count` questions.
  size_t AddMean(size_t first, size_t count, const std::string& text) {
    Append(text, MeanEmbedding(Rows(first, count), count), false);
    return batch_.texts.size() - 1;
  }

  QueryBatch Take() { return std::move(batch_); }

 private:
  std::span<const float> Rows(size_t first, size_t count) const {
    return std::span(asked_.batch.embeddings).subspan(first * width_, count * width_);
  }

  void Append(const std::string& text, std::span<const float> embedding, bool denied) {
    batch_.texts.push_back(text);
    batch_.embeddings.insert(batch_.embeddings.end(), embedding.begin(), embedding.end());
    batch_.denied.push_back(denied ? 1 : 0);
  }

  const QuestionSet& asked_;
  size_t width_;
  QueryBatch batch_;
  std::map<std::pair<std::string, bool>, size_t> columns_;
};

void CheckEmbeddings(const AskedQuestion& question) {
  const char* what = question.denied                 ? "the prompt denies something"
                     : question.kind == kNearestKind ? "the model answers its own queries alone"
                                                     : nullptr;
  if (what == nullptr) return;
  throw Error(ErrorCode::kInvalidInput, std::string("no mean embedding: ") + what, question.asked,
              "--combine mean-logit");
}

// The clamp before the logarithm would hide them.
void CheckProbabilities(const std::vector<std::vector<double>>& columns,
                        const std::string& prompt) {
  for (const auto& column : columns) {
    for (const double score : column) {
      if (score >= 0.0 && score <= 1.0) continue;
      throw Error(ErrorCode::kInvalidInput, "a score is not a number from 0 to 1", prompt,
                  "supreme inspect on the bundle");
    }
  }
}

std::vector<double> MeanOf(const std::vector<std::vector<double>>& columns) {
  std::vector<double> mean(columns.front().size(), 0.0);
  for (const auto& column : columns) {
    for (size_t record = 0; record < mean.size(); ++record) mean[record] += column[record];
  }
  for (double& value : mean) value /= static_cast<double>(columns.size());
  return mean;
}

}  // namespace

std::string_view CombinationName(PromptCombination combination) {
  return kNames[static_cast<size_t>(combination)];
}

PromptCombination ParseCombination(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<PromptCombination>(i);
  }
  throw Error(ErrorCode::kUsage, "unknown combination of prompts", name, "mean-logit");
}

bool PromptEnsemble::HasSeveral() const {
  return std::ranges::any_of(classes, [](const auto& prompts) { return prompts.size() > 1; });
}

std::vector<std::string> PromptTexts(std::span<const ClassPrompts> classes) {
  std::vector<std::string> texts;
  for (const ClassPrompts& entry : classes) {
    texts.insert(texts.end(), entry.prompts.begin(), entry.prompts.end());
  }
  return texts;
}

PromptPlan PlanPrompts(std::span<const ClassPrompts> classes, const QuestionSet& asked,
                       PromptCombination combination) {
  PromptPlan plan;
  plan.ensemble.combination = combination;
  BatchOfTexts batch(asked);
  size_t first = 0;
  for (const ClassPrompts& entry : classes) {
    const size_t count = entry.prompts.size();
    SUPREME_CHECK(count > 0 && first + count <= asked.questions.size());
    const bool is_mean = combination == PromptCombination::kMeanEmbedding && count > 1;
    auto& prompts = plan.ensemble.classes.emplace_back();
    for (size_t i = 0; i < count; ++i) {
      const AskedQuestion& question = asked.questions[first + i];
      if (is_mean) CheckEmbeddings(question);
      const size_t column = is_mean ? 0 : batch.Add(first + i);
      prompts.push_back({entry.prompts[i], DescribeQuestion(question), column});
    }
    plan.questions.push_back(Join(prompts));
    if (is_mean) {
      const size_t column = batch.AddMean(first, count, plan.questions.back().text);
      for (AskedPrompt& prompt : prompts) prompt.column = column;
    }
    first += count;
  }
  plan.batch = batch.Take();
  plan.ensemble.column_count = plan.batch.texts.size();
  return plan;
}

std::vector<double> CombineColumns(const Scores& scores, const std::vector<AskedPrompt>& prompts,
                                   PromptCombination combination) {
  std::vector<std::vector<double>> columns;
  for (const AskedPrompt& prompt : prompts) {
    std::vector<double>& column = columns.emplace_back(scores.record_count);
    for (size_t record = 0; record < scores.record_count; ++record) {
      column[record] = scores.at(record, prompt.column);
    }
    // All prompts of a mean embedding have the one column.
    if (combination == PromptCombination::kMeanEmbedding) break;
  }
  if (columns.size() == 1) return std::move(columns.front());
  CheckProbabilities(columns, prompts.front().prompt);
  return combination == PromptCombination::kMeanLogit ? MeanLogit(columns) : MeanOf(columns);
}

}  // namespace supreme
