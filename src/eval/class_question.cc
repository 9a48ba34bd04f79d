#include "eval/class_question.h"

namespace supreme {

ClassQuestion DescribeQuestion(const AskedQuestion& question) {
  const bool seen = question.kind != "new" && question.kind != kNearestKind;
  ClassQuestion described{question.text, question.kind, seen, "", 0.0};
  if (!question.nearest.empty()) {
    described.nearest = question.nearest.front().text;
    described.nearest_similarity = question.nearest.front().similarity;
  }
  return described;
}

}  // namespace supreme
