#include "data/task_counts.h"

#include <numeric>

#include "data/task_labels.h"

namespace supreme {
namespace {

constexpr size_t kNameColumns = 14;
constexpr size_t kCountColumns = 18;

struct Part {
  std::string name;
  std::vector<size_t> rows;
};

std::vector<Part> PartsOf(const Pack& pack, const std::optional<Split>& split) {
  if (split) {
    return {{"train", split->train}, {"validation", split->validation}, {"test", split->test}};
  }
  Part all{"all", std::vector<size_t>(pack.size())};
  std::iota(all.rows.begin(), all.rows.end(), size_t{0});
  return {all};
}

std::vector<size_t> CountPositives(const TaskLabels& labels, size_t classes) {
  std::vector<size_t> counts(classes);
  for (size_t i = 0; i < labels.positive.size(); ++i) counts[i % classes] += labels.positive[i];
  return counts;
}

std::string Cell(std::string text, size_t columns) {
  if (text.size() < columns) text.append(columns - text.size(), ' ');
  return text;
}

}  // namespace

TaskCounts CountTask(const Task& task, const Pack& pack, const std::optional<Split>& split) {
  TaskCounts counts;
  counts.task = task.name;
  counts.has_merl = !task.acronyms.empty();
  counts.keeps_unlabelled = task.keep_unlabelled && split.has_value();
  const size_t classes = task.classes.size();
  for (const TaskClass& entry : task.classes) counts.classes.push_back({entry.code, {}, {}});
  for (const Part& part : PartsOf(pack, split)) {
    const TaskLabels exact = LabelRows(task, pack, part.rows);
    counts.parts.push_back({part.name, part.rows.size(), part.rows.size() - exact.rows.size()});
    const auto positives = CountPositives(exact, classes);
    for (size_t c = 0; c < classes; ++c) counts.classes[c].exact.push_back(positives[c]);
    if (!counts.has_merl) continue;
    const auto merl = CountPositives(LabelRows(task, pack, part.rows, {LabelMode::kMerl}), classes);
    for (size_t c = 0; c < classes; ++c) counts.classes[c].merl.push_back(merl[c]);
  }
  return counts;
}

OrderedJson ToJson(const TaskCounts& counts) {
  OrderedJson json = {
      {"kind", "task-counts"}, {"task", counts.task}, {"keep_unlabelled", counts.keeps_unlabelled}};
  json["parts"] = OrderedJson::array();
  for (const PartCounts& part : counts.parts) {
    json["parts"].push_back(
        {{"part", part.part}, {"records", part.records}, {"unlabelled", part.unlabelled}});
  }
  json["classes"] = OrderedJson::array();
  for (const ClassCounts& entry : counts.classes) {
    OrderedJson line = {{"code", entry.code}, {"positives", entry.exact}};
    if (counts.has_merl) line["positives_merl"] = entry.merl;
    json["classes"].push_back(std::move(line));
  }
  return json;
}

std::string TaskCountsTable(const TaskCounts& counts) {
  std::string table = Cell(counts.task, kNameColumns);
  for (const PartCounts& part : counts.parts) table += Cell(part.part, kCountColumns);
  table += "\n" + Cell("records", kNameColumns);
  for (const auto& part : counts.parts) table += Cell(std::to_string(part.records), kCountColumns);
  table += "\n" + Cell("no class", kNameColumns);
  for (const auto& part : counts.parts) {
    table += Cell(std::to_string(part.unlabelled), kCountColumns);
  }
  table += "\n";
  for (const ClassCounts& entry : counts.classes) {
    table += Cell(entry.code, kNameColumns);
    for (size_t part = 0; part < counts.parts.size(); ++part) {
      std::string text = std::to_string(entry.exact[part]);
      if (counts.has_merl && entry.merl[part] != entry.exact[part]) {
        text += " (merl " + std::to_string(entry.merl[part]) + ")";
      }
      table += Cell(text, kCountColumns);
    }
    table += "\n";
  }
  std::string trimmed;
  for (const char c : table) {
    if (c == '\n') trimmed.erase(trimmed.find_last_not_of(' ') + 1);
    trimmed += c;
  }
  return trimmed;
}

}  // namespace supreme
