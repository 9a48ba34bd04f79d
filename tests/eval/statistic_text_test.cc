#include "eval/statistic_text.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(StatisticText, ShowsSmallProbabilitiesAsSuch) {
  EXPECT_EQ(PText(0.03124), "0.0312");
  EXPECT_EQ(PText(3e-9), "< 0.0001");
  EXPECT_EQ(PText(std::nullopt), "-");
}

TEST(StatisticText, GivesDifferencesTheirSign) {
  EXPECT_EQ(SignedText(0.0123), "+0.012");
  EXPECT_EQ(SignedText(-0.5), "-0.500");
  EXPECT_EQ(SignedText(0.1, Interval{-0.05, 0.25, 9}), "+0.100 [-0.050, +0.250]");
  EXPECT_EQ(SignedText(std::nullopt, std::nullopt), "-");
}

}  // namespace
}  // namespace supreme
