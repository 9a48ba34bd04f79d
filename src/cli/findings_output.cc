#include "cli/findings_output.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/json.h"
#include "synth/dataset/task_coverage.h"
#include "synth/finding.h"

namespace supreme {
namespace {

std::string Padded(std::string_view text, size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, padded.size()), ' ');
  return padded;
}

// A bar would end the cell.
std::string Cell(std::string_view text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? std::string("\\|") : std::string(1, c);
  return cell;
}

std::string MarkdownRow(std::initializer_list<std::string_view> cells) {
  std::string row = "|";
  for (const std::string_view cell : cells) row += " " + Cell(cell) + " |";
  return row + "\n";
}

std::string Codes(const std::vector<Finding>& findings) {
  std::string codes;
  for (const Finding finding : findings) {
    codes += (codes.empty() ? "" : ", ") + std::string(Info(finding).code);
  }
  return codes;
}

std::string CoverageMarkdown() {
  const std::vector<TaskClass> classes = TaskClasses();
  std::set<std::string> codes;
  size_t shown = 0;
  for (const TaskClass& task_class : classes) {
    codes.insert(task_class.code);
    shown += task_class.findings.empty() ? 0 : 1;
  }
  std::string text = "\n## Classes of the evaluation tasks\n\n" + std::to_string(shown) +
                     " of the " + std::to_string(classes.size()) + " classes of the six tasks (" +
                     std::to_string(codes.size()) +
                     " different codes) can be shown. A record with one of the findings carries "
                     "the class.\n\n";
  text += MarkdownRow({"task", "code", "class", "findings, or why there is none"});
  text += "|---|---|---|---|\n";
  for (const TaskClass& task_class : classes) {
    const std::string findings = Codes(task_class.findings);
    text += MarkdownRow({task_class.task, task_class.code, task_class.name,
                         findings.empty() ? "none: " + task_class.why_not : findings});
  }
  return text;
}

}  // namespace

std::string FindingsTable() {
  size_t code_width = 0;
  size_t name_width = 0;
  for (const FindingInfo& info : FindingTable()) {
    code_width = std::max(code_width, info.code.size());
    name_width = std::max(name_width, info.name.size());
  }
  std::string text;
  const FindingInfo* last = nullptr;
  for (const FindingInfo& info : FindingTable()) {
    if (last == nullptr || last->group != info.group) {
      text += (last == nullptr ? "" : "\n") + std::string(GroupName(info.group)) + "\n";
    }
    text += "  " + Padded(info.code, code_width) + "  " + Padded(info.name, name_width) + "  " +
            std::string(info.criteria) + "  [" + std::string(info.source) + "]\n";
    last = &info;
  }
  return text;
}

std::string FindingsJson() {
  OrderedJson list = OrderedJson::array();
  for (const FindingInfo& info : FindingTable()) {
    list.push_back({{"code", info.code},
                    {"group", GroupName(info.group)},
                    {"name", info.name},
                    {"scp", info.scp},
                    {"snomed", info.snomed},
                    {"criteria", info.criteria},
                    {"source", info.source}});
  }
  return list.dump(2) + "\n";
}

std::string FindingsMarkdown() {
  std::string text =
      "# Findings of the simulator\n\nWritten by `supreme simulate --list --format markdown`. " +
      std::to_string(kFindingCount) +
      " findings, each with the signs that define it; severity 0 is just over the limits.\n\n";
  text += MarkdownRow({"group", "code", "finding", "signs", "source"});
  text += "|---|---|---|---|---|\n";
  for (const FindingInfo& info : FindingTable()) {
    text += MarkdownRow({GroupName(info.group), info.code, info.name, info.criteria, info.source});
  }
  return text + CoverageMarkdown();
}

}  // namespace supreme
