#include "train/rate_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// A loss that is level up to 1e-4, falls fastest at 1e-3, is lowest at about 1e-1 and then
// explodes.
std::vector<RatePoint> TypicalSweep(int64_t steps) {
  std::vector<RatePoint> points;
  for (int64_t i = 0; i < steps && !Diverged(points); ++i) {
    const double rate = SweepRate({}, i, steps);
    const double decades = std::log10(rate / 1e-3);
    points.push_back({rate, 0.4 - 0.3 * std::tanh(1.5 * decades) + std::pow(rate, 4.0)});
  }
  return points;
}

TEST(RateCurve, RatesRiseInEqualFactors) {
  EXPECT_DOUBLE_EQ(SweepRate({}, 0, 9), 1e-7);
  EXPECT_NEAR(SweepRate({}, 8, 9), 10.0, 1e-12);
  EXPECT_NEAR(SweepRate({}, 4, 9), 1e-3, 1e-15);
}

TEST(RateCurve, SuggestsWhereTheLossFallsFastest) {
  const auto suggestion = SuggestRate(TypicalSweep(200));
  ASSERT_TRUE(suggestion);
  EXPECT_NEAR(std::log10(suggestion->steepest), -3.0, 0.1);
  EXPECT_GT(suggestion->lowest, 0.03);
  EXPECT_LT(suggestion->lowest, 0.7);
}

TEST(RateCurve, StopsWhenTheLossExplodes) {
  const auto points = TypicalSweep(200);
  EXPECT_LT(points.size(), 200u);
  EXPECT_TRUE(Diverged(points));
  EXPECT_TRUE(Diverged({{1e-3, 0.5}, {1e-2, std::numeric_limits<double>::quiet_NaN()}}));
  EXPECT_FALSE(Diverged({{1e-3, 0.5}, {1e-2, 1.9}}));
  EXPECT_FALSE(Diverged({}));
}

TEST(RateCurve, NoFallGivesNoSuggestion) {
  std::vector<RatePoint> level;
  for (int i = 0; i < 50; ++i) level.push_back({SweepRate({}, i, 50), 0.7});
  EXPECT_FALSE(SuggestRate(level));
  EXPECT_FALSE(SuggestRate({{1e-3, 0.5}, {1e-2, 0.1}}));
}

TEST(RateCurve, CsvIsReadBackWithItsGaps) {
  const TempFolder folder;
  const std::vector<RatePoint> points = {
      {1e-7, 0.7}, {1e-6, 0.6}, {1e-5, std::numeric_limits<double>::infinity()}};
  WriteFileAtomically(folder / "rates.csv", RateCsv(points));
  const auto read = ReadRateCsv(folder / "rates.csv");
  ASSERT_EQ(read.size(), 3u);
  EXPECT_DOUBLE_EQ(read[1].loss, 0.6);
  EXPECT_DOUBLE_EQ(read[2].rate, 1e-5);
  EXPECT_TRUE(std::isnan(read[2].loss));
}

TEST(RateCurve, NamesTheLineThatIsWrong) {
  const TempFolder folder;
  const auto read = [&](const std::string& rows) {
    WriteFileAtomically(folder / "rates.csv", "step,learning_rate,loss,smoothed_loss\n" + rows);
    ReadRateCsv(folder / "rates.csv");
  };
  ExpectError(ErrorCode::kCorruptData, "rates.csv:3", [&] { read("1,1e-7,0.5,\n2,1e-8,0.5,\n"); });
  ExpectError(ErrorCode::kCorruptData, "rates.csv:2", [&] { read("1,1e-7,low,\n"); });
  ExpectError(ErrorCode::kCorruptData, "rates.csv:2", [&] { read("1,-1,0.5,\n"); });
}

}  // namespace
}  // namespace supreme
