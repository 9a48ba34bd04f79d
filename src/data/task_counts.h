// How many records of each part carry each class of a task: what a split promises to measure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "data/pack.h"
#include "data/split.h"
#include "data/task.h"

namespace supreme {

struct PartCounts {
  std::string part;       // "train", "validation", "test", or "all" without a split
  size_t records = 0;     // of the part
  size_t unlabelled = 0;  // of them, with no class of the task
};

struct ClassCounts {
  std::string code;
  std::vector<size_t> exact;  // positive records of each part
  std::vector<size_t> merl;   // empty for tasks without that label mode
};

struct TaskCounts {
  std::string task;
  std::vector<PartCounts> parts;
  std::vector<ClassCounts> classes;  // in the order of the task
  bool has_merl = false;
  bool keeps_unlabelled = false;  // of a split's records, as Task::keep_unlabelled
};

// Over all rows of the pack when there is no split.
TaskCounts CountTask(const Task& task, const Pack& pack, const std::optional<Split>& split);

// {"kind": "task-counts", "task", "keep_unlabelled", "parts": [{"part", "records", "unlabelled"}],
//  "classes": [{"code", "positives": [of each part]}, …]}; "positives_merl" beside where there are.
OrderedJson ToJson(const TaskCounts& counts);
// A table for people: exact counts, and merl's beside them where they differ.
std::string TaskCountsTable(const TaskCounts& counts);

}  // namespace supreme
