#include "text/report_clean.h"

#include <gtest/gtest.h>

#include <vector>

namespace supreme {
namespace {

TEST(ReportClean, MakesOneLineOfManyBlanks) {
  EXPECT_EQ(CleanReport("  Sinus\trhythm\r\nwith\n\n1st  degree\xC2\xA0"
                        "block "),
            "Sinus rhythm with 1st degree block");
}

TEST(ReportClean, StripsDecorationAtBothEndsOnly) {
  EXPECT_EQ(CleanReport("*** - ABNORMAL ECG = ---"), "ABNORMAL ECG");
  EXPECT_EQ(CleanReport("T-wave * V1"), "T-wave * V1");
  EXPECT_EQ(CleanReport(" ** "), "");
}

TEST(ReportClean, WritesEcgForEkgInTheSameCase) {
  EXPECT_EQ(CleanReport("Normal EKG, ekg, Ekg"), "Normal ECG, ecg, Ecg");
}

TEST(ReportClean, RemovesControlCharactersAndRepairsBytes) {
  EXPECT_EQ(CleanReport(std::string("a\0b\x07\xFF", 5)), "ab\xEF\xBF\xBD");
}

TEST(ReportClean, JoinsPartsToSentences) {
  const std::vector<std::string> parts = {"Sinus rhythm", "", " -- ", "Possible infarct.",
                                          "*** Normal ECG ***"};
  EXPECT_EQ(JoinReport(parts), "Sinus rhythm. Possible infarct. Normal ECG.");
  EXPECT_EQ(JoinReport({}), "");
}

}  // namespace
}  // namespace supreme
