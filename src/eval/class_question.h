// What a model is asked for a class, and how its bundle knows it.
#pragma once

#include <string>

#include "predict/questions.h"

namespace supreme {

struct ClassQuestion {
  std::string text;                 // what the model gets, after the resolver
  std::string kind;                 // "known", "resolved", "new" or "nearest" (questions.h)
  bool seen = false;                // the text was a query in pre-training
  std::string nearest;              // the nearest query of the bundle
  double nearest_similarity = 0.0;  // cosine
};

// Seen is what is neither new nor answered by its nearest query.
ClassQuestion DescribeQuestion(const AskedQuestion& question);

}  // namespace supreme
