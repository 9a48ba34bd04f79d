#include "cli/prompt_choice.h"

#include "cli/shipped_files.h"
#include "core/error.h"
#include "data/class_table.h"

namespace supreme {

PromptSet LoadPromptSet(const std::string& path_or_name) {
  return ReadPromptSet(PromptSetFile(path_or_name));
}

PromptChoice ChoosePrompts(const Task& task, const std::string& task_file,
                           const std::string& prompts, bool phrases) {
  PromptChoice choice;
  if (!prompts.empty()) {
    const PromptSet set = LoadPromptSet(prompts);
    choice.classes = PromptsOf(set, task);
    choice.source.set = set.name;
    choice.source.generated = set.generated;
  } else if (IsClassTable(task_file)) {
    choice.classes = PromptsOf(ReadPromptSet(task_file), task);
  } else {
    choice.classes = OwnPrompts(task);
  }
  if (phrases) SplitPrompts(choice.classes);
  choice.source.hash = PromptsSha256(choice.classes);
  return choice;
}

Task TaskWithPrompts(Task task, const std::vector<ClassPrompts>& classes) {
  SUPREME_CHECK(classes.size() == task.classes.size());
  for (size_t c = 0; c < classes.size(); ++c) {
    std::string joined;
    for (const std::string& prompt : classes[c].prompts) {
      joined += (joined.empty() ? "" : " | ") + prompt;
    }
    task.classes[c].prompt = std::move(joined);
    task.classes[c].source = classes[c].source;
  }
  return task;
}

}  // namespace supreme
