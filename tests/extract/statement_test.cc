#include "extract/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;

TEST(SplitStatements, CutsAtSentenceEndsLinesAndMarks) {
  EXPECT_THAT(SplitStatements("Sinus rhythm. LVH\nAbnormal ECG; PVCs *** ACUTE MI ***"),
              ElementsAre("sinus rhythm", "lvh", "abnormal ecg", "pvcs", "acute mi"));
}

TEST(SplitStatements, KeepsNumbersAndAbbreviationsWhole) {
  EXPECT_THAT(SplitStatements("ST 0.1 mV. Vent. rate 70. a.v. block"),
              ElementsAre("st 0.1 mv", "vent. rate 70", "a.v. block"));
}

TEST(SplitStatements, GivesNothingForBlankReports) {
  EXPECT_TRUE(SplitStatements(" \n*** . ;").empty());
}

TEST(NormalizeStatement, MakesWritingsOfOneStatementEqual) {
  EXPECT_EQ(NormalizeStatement("  ST\u2013T   Changes. "), "st-t changes");
  EXPECT_EQ(NormalizeStatement("ST-S\u00c4NKNING"), "st-s\u00e4nkning");
}

}  // namespace
}  // namespace supreme
