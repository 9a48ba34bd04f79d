#include "data/table_values.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(ReadAge, ReadsNumbersAndTakesAnEmptyCellAsUnknown) {
  EXPECT_EQ(ReadAge("61", "x"), 61.0);
  EXPECT_EQ(ReadAge(" 0.5 ", "x"), 0.5);
  EXPECT_EQ(ReadAge("300.0", "x"), 300.0);
  EXPECT_TRUE(std::isnan(ReadAge("", "x")));
  EXPECT_TRUE(std::isnan(ReadAge("  ", "x")));
}

TEST(ReadAge, RefusesOtherTextNamingCellAndPlace) {
  for (const char* cell : {"old", "-1", "61 years", "6,1", "nan", "inf"}) {
    ExpectError(ErrorCode::kCorruptData, std::string("table.csv:7: age \"") + cell,
                [&] { ReadAge(cell, "table.csv:7"); });
  }
}

TEST(ReadWhole, ReadsWholeNumbersHoweverTheyAreWritten) {
  EXPECT_EQ(ReadWhole("3", "fold", 0, "x"), 3);
  EXPECT_EQ(ReadWhole("3.0", "fold", 0, "x"), 3);
  EXPECT_EQ(ReadWhole("-2", "fold", 0, "x"), -2);
  EXPECT_EQ(ReadWhole("1e3", "fold", 0, "x"), 1000);
  EXPECT_EQ(ReadWhole(" ", "fold", 9, "x"), 9);
}

TEST(ReadWhole, RefusesFractionsAndNumbersBeyondExactDoubles) {
  for (const char* cell : {"3.5", "1e16", "-1e300", "inf", "three", "3;4"}) {
    ExpectError(ErrorCode::kCorruptData, "table.csv:7: fold",
                [&] { ReadWhole(cell, "fold", 0, "table.csv:7"); });
  }
}

TEST(ReadId, MakesOneIdOfBothSpellingsOfANumber) {
  EXPECT_EQ(ReadId("15709.0"), "15709");
  EXPECT_EQ(ReadId(" 15709 "), "15709");
  EXPECT_EQ(ReadId(""), "");
}

TEST(ReadId, KeepsOtherIdsAsTheyAre) {
  for (const char* id : {"p7", "v1.0", "15709.5", ".0", "007", "1e3"}) EXPECT_EQ(ReadId(id), id);
}

TEST(ReadSex, ReadsWordsInAnyCase) {
  for (const char* word : {"male", "M", " Male "}) EXPECT_EQ(ReadSex(word, false, "x"), Sex::kMale);
  for (const char* word : {"FEMALE", "f"}) EXPECT_EQ(ReadSex(word, true, "x"), Sex::kFemale);
  EXPECT_EQ(ReadSex(" ", false, "x"), Sex::kUnknown);
}

TEST(ReadSex, ReadsPtbxlsNumbersOnlyWhenAskedTo) {
  EXPECT_EQ(ReadSex("0", true, "x"), Sex::kMale);
  EXPECT_EQ(ReadSex("1.0", true, "x"), Sex::kFemale);
  ExpectError(ErrorCode::kCorruptData, "sex \"2\"", [] { ReadSex("2", true, "x"); });
  ExpectError(ErrorCode::kCorruptData, "sex \"1\"", [] { ReadSex("1", false, "x"); });
}

}  // namespace
}  // namespace supreme
