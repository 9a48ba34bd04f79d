#include "cli/findings_output.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/json.h"
#include "synth/finding.h"

namespace supreme {
namespace {

TEST(FindingsOutput, TableHoldsEveryFindingUnderItsGroup) {
  const std::string table = FindingsTable();
  EXPECT_LT(table.find("\nrhythm\n"), table.find("sinus bradycardia"));
  EXPECT_LT(table.find("sinus bradycardia"), table.find("\nextra beats\n"));
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_NE(table.find(info.criteria), std::string::npos) << info.code;
  }
}

TEST(FindingsOutput, JsonHasOneObjectPerFinding) {
  const Json list = ParseJson(FindingsJson(), "findings");
  ASSERT_EQ(list.size(), kFindingCount);
  EXPECT_EQ(list[0].at("code"), "NORM");
  EXPECT_EQ(list[0].at("group"), "summary");
}

TEST(FindingsOutput, MarkdownRowsHaveAsManyCellsAsTheirHeader) {
  const std::string page = FindingsMarkdown();
  std::ptrdiff_t bars = 0;
  for (size_t begin = 0; begin < page.size();) {
    const size_t end = page.find('\n', begin);
    const std::string line = page.substr(begin, end - begin);
    if (line.starts_with("|---")) bars = std::count(line.begin(), line.end(), '|');
    if (line.starts_with("| ") && bars > 0 && !line.starts_with("| task")) {
      EXPECT_EQ(std::count(line.begin(), line.end(), '|'), bars) << line;
    }
    begin = end + 1;
  }
  EXPECT_NE(page.find("(86 different codes)"), std::string::npos);
}

}  // namespace
}  // namespace supreme
