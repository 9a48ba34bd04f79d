// What a vocabulary shares with the classes that a model is later asked for (paper, appendix F.3):
// pairs whose embeddings have a cosine of at least 0.95.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "data/task.h"
#include "vocab/embedding.h"
#include "vocab/query_set.h"

namespace supreme {

struct OverlapPair {
  size_t query = 0;
  size_t prompt = 0;  // of Overlap::prompts
  double cosine = 0.0;
  // A word tells the two apart ("third degree", "second degree"), however near they are.
  bool is_conflict = false;
};

struct Overlap {
  std::vector<std::string> prompts;  // of all classes, each once, in order of appearance
  std::vector<std::vector<size_t>> class_prompts;  // per task, per class: index of its prompt
  std::vector<OverlapPair> pairs;                  // at or over the threshold, the nearest first
  std::vector<OverlapPair> nearest;          // per prompt its nearest query; empty without queries
  std::vector<std::vector<size_t>> between;  // [task][other]: classes of the task near one there
  std::vector<size_t> overlapping;           // per task: classes near a query
};

// Texts are compared as written and with abbreviations in full; the nearer of the two counts.
Overlap MeasureOverlap(const QuerySet& set, std::span<const Task> tasks, const EmbedTexts& embed,
                       double threshold);

}  // namespace supreme
