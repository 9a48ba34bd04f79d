// Which prompts a verb asks for a task: the task's own, those of a set that comes along, or a file.
#pragma once

#include <string>
#include <vector>

#include "data/task.h"
#include "eval/prompt_set.h"
#include "eval/zero_shot.h"

namespace supreme {

struct PromptChoice {
  std::vector<ClassPrompts> classes;  // in the order of the task
  PromptSource source;
};

// The set of this path or name. kNotFound, kCorruptData.
PromptSet LoadPromptSet(const std::string& path_or_name);

// `prompts` is a path or name; empty: those of the task file, all columns of one that is a table.
// With `phrases` each part of a comma list is a prompt of its own. Errors: those of LoadPromptSet
// and PromptsOf.
PromptChoice ChoosePrompts(const Task& task, const std::string& task_file,
                           const std::string& prompts, bool phrases);

// The task with each class's prompts, joined by " | ", in place of its own.
Task TaskWithPrompts(Task task, const std::vector<ClassPrompts>& classes);

}  // namespace supreme
