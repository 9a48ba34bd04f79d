// What is wrong with a prompt set for a task, before a model is asked.
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "data/task.h"
#include "eval/prompt_set.h"

namespace supreme {

struct PromptRemark {
  std::string code;
  std::string prompt;   // or the phrase of it
  std::string against;  // what it clashes with or repeats; empty when nothing
  std::string why;
};

// Phrases (the parts of comma lists) are compared without case, hyphens and "the".
struct PromptCheck {
  std::string set;
  std::string task;
  size_t class_count = 0;
  size_t prompt_count = 0;  // of the task's classes
  // Faults.
  std::vector<std::string> missing;         // classes without a prompt
  std::vector<PromptRemark> duplicate;      // a prompt that its class has twice
  std::vector<PromptRemark> same;           // two classes with the same prompts: nothing to tell
  std::vector<PromptRemark> contradictory;  // a phrase that says the opposite of its class
  // To look at.
  std::vector<std::string> extra;    // codes that the task does not have
  std::vector<PromptRemark> shared;  // a phrase that also stands for another class
  std::vector<PromptRemark> odd;     // chatter, or much longer than a text encoder reads

  bool IsGood() const;  // no faults
};

// A phrase contradicts its class when it and the task's own prompt name different things of one
// kind (left and right, first and second degree, elevation and depression; vocab/conflicts.h), or
// opposite findings (vocab/term_relations.h). A part of what the class is made of contradicts
// nothing ("anterolateral infarction" of anterior infarction).
// kNotFound when the set has nothing for the task; kInvalidInput for a code that several keys fit.
PromptCheck CheckPrompts(const PromptSet& set, const Task& task);

OrderedJson PromptCheckJson(const PromptCheck& check);
std::string PromptCheckText(const PromptCheck& check);

}  // namespace supreme
