// Several prompts for one class: each is asked once, all in one pass, and their answers become one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/class_question.h"
#include "eval/prompt_set.h"
#include "predict/predictor.h"
#include "predict/questions.h"

namespace supreme {

enum class PromptCombination {
  // Mean of the logits: the geometric mean of the odds. A prompt that is sure counts more than one
  // that wavers, on either side; the ranks do not depend on how a prompt's scores are stretched
  // near 0 and 1 as much as with probabilities. The default.
  kMeanLogit,
  kMeanProbability,
  // Mean of the prompts' embeddings of length 1, in turn made as long as they were on average: the
  // network is asked one text per class. No prompt has a score of its own then.
  kMeanEmbedding,
};

// "mean-logit", "mean-probability", "mean-embedding".
std::string_view CombinationName(PromptCombination combination);
PromptCombination ParseCombination(std::string_view name);  // kUsage

// One prompt of a class, and which column of the scores answers it.
struct AskedPrompt {
  std::string prompt;
  ClassQuestion question;
  size_t column = 0;
};

struct PromptEnsemble {
  PromptCombination combination = PromptCombination::kMeanLogit;
  std::vector<std::vector<AskedPrompt>> classes;  // in the order of the task
  size_t column_count = 0;                        // of the scores

  bool HasSeveral() const;  // some class has more than one prompt
};

struct PromptPlan {
  QueryBatch batch;                      // what to ask, every text once
  std::vector<ClassQuestion> questions;  // per class, of all its prompts together
  PromptEnsemble ensemble;
};

// The texts of all classes, one after the other, as AskTexts wants them.
std::vector<std::string> PromptTexts(std::span<const ClassPrompts> classes);

// `asked` answers PromptTexts(classes). A class counts as seen when one of its prompts does; its
// kind is that of its prompts, "mixed" when they differ.
// kInvalidInput: mean embeddings of denied texts, or for a model that answers known queries alone.
PromptPlan PlanPrompts(std::span<const ClassPrompts> classes, const QuestionSet& asked,
                       PromptCombination combination);

// Scores of one class, per record. With one column they are the column itself. kInvalidInput for a
// score that is not a number from 0 to 1 among several.
std::vector<double> CombineColumns(const Scores& scores, const std::vector<AskedPrompt>& prompts,
                                   PromptCombination combination);

}  // namespace supreme
