// Which classes of a task a model has met in pre-training (paper, appendices F.3 and I), by three
// tests: the text is near a query's (cosine), a code of the class means what a query means, the
// question was put through a trained query.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/task.h"
#include "vocab/embedding.h"
#include "vocab/query_set.h"

namespace supreme {

// A code of a class and a query that means the same.
struct SharedCode {
  std::string code;
  std::string query;
};

struct ClassOverlap {
  std::string code;
  std::string prompt;
  std::string nearest;        // query with the highest cosine; empty without queries
  std::string wording;        // text of that query, or merged into it, that is so near
  double similarity = 0.0;    // cosine
  bool words_differ = false;  // a word tells the two apart, however near they are
  bool seen_by_cosine = false;
  size_t code_count = 0;                 // of the class
  size_t shared_code_count = 0;          // of these, that a query means
  std::vector<SharedCode> shared_codes;  // the first query of each
  bool seen_by_code = false;             // any is shared
  // The question that was asked for it is a trained query, as eval zero-shot says; nothing while it
  // is not asked.
  std::optional<bool> asked_as_query;

  // By none of the tests.
  bool IsUnseen() const {
    return !seen_by_cosine && !seen_by_code && !asked_as_query.value_or(false);
  }
};

// Classes that another task has too (Figure 7).
struct TaskShare {
  std::string task;
  size_t class_count = 0;   // of that task
  size_t shared_count = 0;  // classes of this task near one there
};

struct TaskOverlap {
  std::vector<ClassOverlap> classes;  // in the order of the task
  std::vector<TaskShare> others;
};

struct OverlapOptions {
  double threshold = 0.95;  // the paper's
  // Compares with all wordings that were merged into a query too, not with its own text alone.
  bool wordings = false;
};

// Texts are compared as written and with abbreviations in full; the nearer of the two counts.
// `others` are the tasks to share classes with.
TaskOverlap CompareWithTraining(const QuerySet& queries, const Task& task,
                                std::span<const Task> others, const EmbedTexts& embed,
                                const OverlapOptions& options);

}  // namespace supreme
