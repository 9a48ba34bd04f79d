// Sets of questions in which the classes of a task are asked beside other company.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "predict/predictor.h"
#include "vocab/query_set.h"

namespace supreme {

// Questions for the network; the first of them are those of `classes`, in that order.
struct QuestionSubset {
  std::vector<size_t> classes;
  QueryBatch batch;
};

// Sets in which every class is asked equally often.
struct QuestionSetting {
  std::string name;  // "reordered", "alone", "halves", "added"
  std::vector<QuestionSubset> sets;
};

struct SettingCounts {
  size_t halves = 5;          // splits of the task into two random halves
  size_t additions = 5;       // sets of the whole task with other queries
  size_t added_queries = 20;  // in each of these
};

// A query this near to a question of the task is not added beside it.
constexpr double kUnrelatedSimilarity = 0.8;

// All questions in their order.
QuestionSubset WholeSet(const QueryBatch& questions);

// The same `seed` gives the same sets. Halves need two questions, additions a query of `known` that
// is unrelated to all questions; settings without sets are left out.
std::vector<QuestionSetting> PlanSettings(const QueryBatch& questions, const QuerySet& known,
                                          const SettingCounts& counts, uint64_t seed);

}  // namespace supreme
