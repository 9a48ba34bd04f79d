// The prompts of a task as questions to a bundle.
#pragma once

#include <vector>

#include "data/task.h"
#include "eval/zero_shot.h"
#include "predict/questions.h"

namespace supreme {

// One question per class, in the order of the task. Errors: those of AskTexts.
QuestionSet AskTaskPrompts(const Bundle& bundle, const Task& task, const EmbedTexts& embed);

// What results say of the questions.
std::vector<ClassQuestion> DescribeTaskQuestions(const QuestionSet& set);

}  // namespace supreme
