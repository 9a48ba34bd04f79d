#include "formats/patient_facts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme::formats {
namespace {

TEST(ParseDate, ReadsTheWritingsOfDeviceFiles) {
  using std::chrono::May;
  const auto expected = std::chrono::year(1951) / May / 2;
  EXPECT_EQ(ParseDate("19510502"), expected);
  EXPECT_EQ(ParseDate("195105021015"), expected);
  EXPECT_EQ(ParseDate("1951-05-02"), expected);
  EXPECT_EQ(ParseDate(" 1951-05-02T10:15"), expected);
  EXPECT_EQ(ParseDate("02-MAY-1951"), expected);
}

TEST(ParseDate, GivesNothingForOtherTexts) {
  for (const char* text : {"", "1951", "195105", "1951-13-02", "20230230", "02-XYZ-1951",
                           "unknown!", "00000000", "-9510502"}) {
    EXPECT_FALSE(ParseDate(text).has_value()) << text;
  }
}

TEST(AgeYears, CountsCompletedYears) {
  EXPECT_EQ(AgeYears(ParseDate("19510502"), ParseDate("20010501")), 49);
  EXPECT_EQ(AgeYears(ParseDate("19510502"), ParseDate("20010502")), 50);
  EXPECT_EQ(AgeYears(ParseDate("20010502"), ParseDate("20010503")), 0);
}

TEST(AgeYears, IsNaNWhereItCannotBeKnown) {
  EXPECT_TRUE(std::isnan(AgeYears(std::nullopt, ParseDate("20010501"))));
  EXPECT_TRUE(std::isnan(AgeYears(ParseDate("20010501"), std::nullopt)));
  EXPECT_TRUE(std::isnan(AgeYears(ParseDate("20020501"), ParseDate("20010501"))));
  EXPECT_TRUE(std::isnan(AgeYears(ParseDate("17000501"), ParseDate("20010501"))));
}

TEST(ParseSex, KnowsWordsAndLetters) {
  EXPECT_EQ(ParseSex("M"), Sex::kMale);
  EXPECT_EQ(ParseSex(" Female "), Sex::kFemale);
  EXPECT_EQ(ParseSex("f"), Sex::kFemale);
  EXPECT_EQ(ParseSex("UN"), Sex::kUnknown);
  EXPECT_EQ(ParseSex(""), Sex::kUnknown);
}

}  // namespace
}  // namespace supreme::formats
