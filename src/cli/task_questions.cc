#include "cli/task_questions.h"

namespace supreme {

QuestionSet AskTaskPrompts(const Bundle& bundle, const Task& task, const EmbedTexts& embed) {
  std::vector<std::string> prompts;
  for (const TaskClass& task_class : task.classes) prompts.push_back(task_class.prompt);
  return AskTexts(bundle, prompts, embed);
}

std::vector<ClassQuestion> DescribeTaskQuestions(const QuestionSet& set) {
  std::vector<ClassQuestion> questions;
  for (const AskedQuestion& question : set.questions) {
    const bool seen = question.kind != "new" && question.kind != kNearestKind;
    ClassQuestion described{question.text, question.kind, seen, "", 0.0};
    if (!question.nearest.empty()) {
      described.nearest = question.nearest.front().text;
      described.nearest_similarity = question.nearest.front().similarity;
    }
    questions.push_back(std::move(described));
  }
  return questions;
}

}  // namespace supreme
