// A task: the classes to tell apart on a dataset, each with the prompt that stands for it.
//
// tasks/NAME.json:
//   {"name": "ptbxl-super", "dataset": "ptbxl", "label_mode": "any-code",
//    "classes": [{"code": "MI", "prompt": "myocardial infarction", "source": "…",
//                 "members": ["IMI", "ASMI", …]}, …]}
// A record is positive for a class when it carries one of the class's members, whatever the code's
// likelihood. Records without any class of the task are left out (reference: PTB-XL's benchmark);
// with "keep_unlabelled": true those that a split file names stay in. "acronyms" ([{"code": …,
// "acronym": …}, …]) is what the label mode merl needs (data/task_labels.h).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supreme {

struct TaskClass {
  std::string code;
  std::string prompt;
  std::string source;
  std::vector<std::string> members;
};

// How a dataset writes a code.
struct TaskAcronym {
  std::string code;
  std::string acronym;
};

struct Task {
  std::string name;
  std::string dataset;
  std::vector<TaskClass> classes;
  std::vector<TaskAcronym> acronyms = {};
  bool keep_unlabelled = false;
};

// A path that ends in .csv is a table of classes (data/class_table.h).
// kCorruptData for missing keys, doubled codes, empty prompts.
Task ReadTask(const std::filesystem::path& path);

}  // namespace supreme
