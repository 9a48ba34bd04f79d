#include "train/history.h"

#include <gtest/gtest.h>

#include <limits>

namespace supreme {
namespace {

TEST(History, SparklineRunsFromLowestToHighestBlock) {
  History history;
  for (const double value : {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}) history.Add(value);
  EXPECT_EQ(history.Sparkline(8), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(history.Sparkline(4), "▁▃▆█");
}

TEST(History, WithoutValuesThereIsNoLine) {
  History history;
  history.Add(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(history.Sparkline(8), "");
  history.Add(1.0);
  EXPECT_EQ(history.Sparkline(8), "▁");
  EXPECT_EQ(history.Sparkline(0), "");
}

TEST(History, AMillionValuesKeepTheirShape) {
  History history;
  for (int i = 0; i < 1'000'000; ++i) history.Add(i);
  EXPECT_EQ(history.Sparkline(8), "▁▂▃▄▅▆▇█");
}

}  // namespace
}  // namespace supreme
