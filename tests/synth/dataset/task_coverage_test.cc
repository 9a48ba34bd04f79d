#include "synth/dataset/task_coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace supreme {
namespace {

TEST(TaskCoverage, AClassHasFindingsOrAReasonWhyNot) {
  for (const TaskClass& task_class : TaskClasses()) {
    EXPECT_NE(task_class.findings.empty(), task_class.why_not.empty())
        << task_class.task << " " << task_class.code;
  }
}

TEST(TaskCoverage, CountsTheClassesOfTheSixTasks) {
  std::map<std::string, int> counts;
  std::set<std::string> codes;
  for (const TaskClass& task_class : TaskClasses()) {
    ++counts[task_class.task];
    codes.insert(task_class.code);
  }
  const std::map<std::string, int> expected = {{"ptbxl-super", 5}, {"ptbxl-sub", 23},
                                               {"ptbxl-form", 19}, {"ptbxl-rhythm", 12},
                                               {"cpsc-2018", 9},   {"csn", 38}};
  EXPECT_EQ(counts, expected);
  EXPECT_EQ(codes.size(), 86U);
}

TEST(TaskCoverage, BigeminyOfEitherKindShowsBigu) {
  const std::vector<TaskClass> classes = TaskClasses();
  const auto bigu = std::find_if(classes.begin(), classes.end(),
                                 [](const auto& entry) { return entry.code == "BIGU"; });
  ASSERT_NE(bigu, classes.end());
  EXPECT_EQ(bigu->findings,
            (std::vector<Finding>{Finding::kAtrialBigeminy, Finding::kVentricularBigeminy}));
}

}  // namespace
}  // namespace supreme
