// A task: the classes to tell apart on a dataset, each with the prompt that stands for it.
//
// tasks/NAME.json:
//   {"name": "ptbxl-super", "dataset": "ptbxl", "label_mode": "any-code",
//    "classes": [{"code": "MI", "prompt": "myocardial infarction", "source": "…",
//                 "members": ["IMI", "ASMI", …]}, …]}
// A record is positive for a class when it carries one of the class's members, whatever the code's
// likelihood. Records without any class of the task are left out (reference: PTB-XL's benchmark).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/pack.h"

namespace supreme {

struct TaskClass {
  std::string code;
  std::string prompt;
  std::string source;
  std::vector<std::string> members;
};

struct Task {
  std::string name;
  std::string dataset;
  std::vector<TaskClass> classes;
};

// kCorruptData for missing keys, doubled codes, empty prompts.
Task ReadTask(const std::filesystem::path& path);

struct TaskLabels {
  std::vector<size_t> rows;       // pack rows that carry at least one class
  std::vector<uint8_t> positive;  // [rows, classes] 0/1
};
// Labels of the given pack rows.
TaskLabels LabelRows(const Task& task, const Pack& pack, const std::vector<size_t>& rows);

}  // namespace supreme
