// Which classes of a task hold of a record, from its codes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack.h"
#include "data/task.h"

namespace supreme {

enum class LabelMode {
  kExact,  // the record carries one of the class's members
  // As in MERL's CSN tables (ICML 2024): the class's code occurs anywhere in an acronym of the
  // record, so that "AF" (atrial flutter) holds of "AFIB" (fibrillation). To compare with published
  // figures only; tasks with "acronyms" have it.
  kMerl,
};

std::string_view LabelModeName(LabelMode mode);  // "exact", "merl"
// kUsage when there is no such mode or the task has no acronyms for it.
LabelMode ParseLabelMode(std::string_view name, const Task& task);

// Immutable after construction; thread-safe. The task must outlive it.
class TaskLabeller {
 public:
  explicit TaskLabeller(const Task& task, LabelMode mode = LabelMode::kExact);
  // Sets positive[c] to 0 or 1 for each class; true when any holds.
  bool Label(const std::vector<std::string>& codes, std::span<uint8_t> positive) const;

 private:
  size_t class_count_;
  std::map<std::string, std::vector<size_t>, std::less<>> classes_of_code_;
};

struct LabelOptions {
  LabelMode mode = LabelMode::kExact;
  bool keep_unlabelled = false;  // records of which no class holds count as negative
};

struct TaskLabels {
  std::vector<size_t> rows;       // of the pack
  std::vector<uint8_t> positive;  // [rows, classes] 0/1
};
// Labels of the given pack rows; those that carry no class are left out unless the options keep
// them.
TaskLabels LabelRows(const Task& task, const Pack& pack, const std::vector<size_t>& rows,
                     const LabelOptions& options = {});

// Of one class: records that are positive in one mode only.
struct LabelDifference {
  std::string code;
  size_t only_merl = 0;
  size_t only_exact = 0;
};
// Classes whose labels differ between the modes on these rows; empty for tasks without acronyms.
std::vector<LabelDifference> CompareLabelModes(const Task& task, const Pack& pack,
                                               const std::vector<size_t>& rows);

}  // namespace supreme
