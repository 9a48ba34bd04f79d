#include "report/rate_figure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "train/rate_curve.h"

namespace supreme {
namespace {

TEST(RateFigure, NamesTheRateAndLabelsPowersOfTen) {
  const TempFolder folder;
  std::vector<RatePoint> points;
  for (int64_t i = 0; i < 81; ++i) {
    const double rate = SweepRate({}, i, 81);
    points.push_back({rate, 0.4 - 0.3 * std::tanh(1.5 * std::log10(rate / 1e-3))});
  }
  WriteFileAtomically(folder / "learning_rate.csv", RateCsv(points));
  const std::string svg = DrawRateFigure(folder / "learning_rate.csv", PictureFormat::kSvg);
  EXPECT_THAT(svg, testing::HasSubstr("falls fastest at rate 1.0e-03"));
  EXPECT_THAT(svg, testing::HasSubstr(">1e-6<"));
  EXPECT_THAT(svg, testing::HasSubstr(">0.01<"));
}

TEST(RateFigure, RefusesAFileWithoutPoints) {
  const TempFolder folder;
  WriteFileAtomically(folder / "learning_rate.csv", RateCsv({}));
  ExpectError(ErrorCode::kCorruptData, "no finite loss",
              [&] { DrawRateFigure(folder / "learning_rate.csv", PictureFormat::kSvg); });
}

}  // namespace
}  // namespace supreme
