#include "synth/dataset/task_coverage.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/csv.h"
#include "synth/dataset/dataset_codes.h"

namespace supreme {

std::string_view TaskClassesCsv();  // vocab/task_classes.csv, embedded at build time

namespace {

// The codes by which a record with this finding alone is labelled.
std::vector<std::string> LabelCodes(std::string_view task, Finding finding) {
  if (task == "csn") return CsnSnomed({finding});
  std::vector<std::string> codes;
  if (task == "cpsc-2018") {
    if (const auto label = CpscLabel(finding)) codes.push_back(std::to_string(*label));
    return codes;
  }
  for (const ScpStatement* statement : ScpStatementsOf({finding})) {
    codes.push_back(statement->code);
  }
  return codes;
}

bool Labels(const std::vector<std::string>& codes, const std::string& members) {
  const std::string list = " " + members + " ";
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
    return list.find(" " + code + " ") != std::string::npos;
  });
}

}  // namespace

std::vector<TaskClass> TaskClasses() {
  std::vector<TaskClass> classes;
  CsvReader csv{std::string(TaskClassesCsv()), "vocab/task_classes.csv"};
  while (csv.Next()) {
    TaskClass task_class{csv["task"], csv["code"], csv["name"], {}, csv["why_not"]};
    for (const FindingInfo& info : FindingTable()) {
      if (Labels(LabelCodes(task_class.task, info.finding), csv["members"])) {
        task_class.findings.push_back(info.finding);
      }
    }
    classes.push_back(std::move(task_class));
  }
  return classes;
}

}  // namespace supreme
