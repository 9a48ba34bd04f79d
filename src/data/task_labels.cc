#include "data/task_labels.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {

std::string_view LabelModeName(LabelMode mode) {
  return mode == LabelMode::kMerl ? "merl" : "exact";
}

LabelMode ParseLabelMode(std::string_view name, const Task& task) {
  if (name == "exact") return LabelMode::kExact;
  if (name != "merl") {
    throw Error(ErrorCode::kUsage, "unknown label mode \"" + std::string(name) + "\"",
                "--label-mode", "exact or merl");
  }
  if (task.acronyms.empty()) {
    throw Error(ErrorCode::kUsage, "task \"" + task.name + "\" has one kind of labels only",
                "--label-mode merl", "leave the option out; it belongs to csn");
  }
  return LabelMode::kMerl;
}

TaskLabeller::TaskLabeller(const Task& task, LabelMode mode) : class_count_(task.classes.size()) {
  for (size_t c = 0; c < task.classes.size(); ++c) {
    if (mode == LabelMode::kExact) {
      for (const std::string& member : task.classes[c].members) {
        classes_of_code_[member].push_back(c);
      }
      continue;
    }
    for (const TaskAcronym& entry : task.acronyms) {
      if (entry.acronym.find(task.classes[c].code) == std::string::npos) continue;
      classes_of_code_[entry.code].push_back(c);
    }
  }
}

bool TaskLabeller::Label(const std::vector<std::string>& codes, std::span<uint8_t> positive) const {
  SUPREME_CHECK(positive.size() == class_count_);
  std::fill(positive.begin(), positive.end(), uint8_t{0});
  bool any = false;
  for (const std::string& code : codes) {
    const auto classes = classes_of_code_.find(code);
    if (classes == classes_of_code_.end()) continue;
    for (const size_t c : classes->second) positive[c] = 1;
    any = true;
  }
  return any;
}

TaskLabels LabelRows(const Task& task, const Pack& pack, const std::vector<size_t>& rows,
                     const LabelOptions& options) {
  const TaskLabeller labeller(task, options.mode);
  const auto codes = pack.ReadCodes();
  const std::vector<std::string> none;
  TaskLabels labels;
  std::vector<uint8_t> positive(task.classes.size());
  for (const size_t row : rows) {
    SUPREME_CHECK(row < pack.size());
    const auto found = codes.find(pack.rows()[row].record_id);
    const bool any = labeller.Label(found == codes.end() ? none : found->second, positive);
    if (!any && !options.keep_unlabelled) continue;
    labels.rows.push_back(row);
    labels.positive.insert(labels.positive.end(), positive.begin(), positive.end());
  }
  return labels;
}

std::vector<LabelDifference> CompareLabelModes(const Task& task, const Pack& pack,
                                               const std::vector<size_t>& rows) {
  if (task.acronyms.empty()) return {};
  const TaskLabels exact = LabelRows(task, pack, rows, {LabelMode::kExact, true});
  const TaskLabels merl = LabelRows(task, pack, rows, {LabelMode::kMerl, true});
  std::vector<LabelDifference> differences;
  const size_t classes = task.classes.size();
  for (size_t c = 0; c < classes; ++c) {
    LabelDifference difference{.code = task.classes[c].code};
    for (size_t at = c; at < exact.positive.size(); at += classes) {
      difference.only_merl += merl.positive[at] > exact.positive[at];
      difference.only_exact += exact.positive[at] > merl.positive[at];
    }
    if (difference.only_merl + difference.only_exact > 0) differences.push_back(difference);
  }
  return differences;
}

}  // namespace supreme
