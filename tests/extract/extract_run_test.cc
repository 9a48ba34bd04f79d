#include "extract/extract_run.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(StatementsOfReports, SplitsOrKeepsWhole) {
  const std::map<std::string, std::string> reports = {{"a", "LVH. PVCs"}, {"b", " . "}};
  const auto split = StatementsOfReports(reports, "statement");
  ASSERT_EQ(split.size(), 1u);
  EXPECT_EQ(split[0].statements, (std::vector<std::string>{"lvh", "pvcs"}));
  EXPECT_EQ(StatementsOfReports(reports, "report")[0].statements,
            (std::vector<std::string>{"lvh\npvcs"}));
}

TEST(StatementsOfCodes, LeavesOutRecordsWithoutCodes) {
  const auto records = StatementsOfCodes({{"a", {"NORM", "SR"}}, {"b", {}}});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].statements.size(), 2u);
}

}  // namespace
}  // namespace supreme
