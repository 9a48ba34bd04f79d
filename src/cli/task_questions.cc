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
    questions.push_back(DescribeQuestion(question));
  }
  return questions;
}

}  // namespace supreme
