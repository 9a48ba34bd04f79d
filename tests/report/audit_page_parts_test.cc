#include "report/audit_page_parts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

TEST(AuditPageParts, CellsHaveSignsAndSayWhenThereIsNothing) {
  EXPECT_EQ(FigureCell(0.91234).text, "0.912");
  EXPECT_EQ(SignedCell(-0.5).text, "−0.500");
  EXPECT_EQ(SignedCell(0.25).text, "+0.250");
  EXPECT_EQ(SignedCell(0.25).value, 0.25);
  EXPECT_EQ(IntervalCell(Interval{-0.1, 0.2, 9}, true).text, "−0.100 to +0.200");
  EXPECT_EQ(IntervalCell(Interval{0.1, 0.2, 9}, false).text, "0.100 to 0.200");
  for (const Cell& cell : {FigureCell({}), SignedCell({}), IntervalCell({}, true)}) {
    EXPECT_EQ(cell.text, "–");
    EXPECT_TRUE(cell.value.is_null());
  }
}

TEST(AuditPageParts, AMissingIntervalIsNoNumber) {
  EXPECT_TRUE(std::isnan(LowOf({})));
  EXPECT_EQ(HighOf(Interval{0.1, 0.2, 9}), 0.2);
}

}  // namespace
}  // namespace supreme
