#include "stats/calibration.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Calibration, EqualsScikitLearn) {
  auto table = OpenGolden("auroc.csv");
  while (table.Next()) {
    const auto scores = GoldenNumbers(table["scores"]);
    const auto labels = GoldenLabels(table["labels"]);
    ExpectGolden(BrierScore(scores, labels), table["brier"], table.Where());
    ExpectGolden(ExpectedCalibrationError(ReliabilityBins(scores, labels, 10)),
                 table["calibration_error"], table.Where());
  }
}

TEST(Calibration, PutsABorderIntoTheLowerBin) {
  const std::vector<double> scores = {0.0, 0.25, 0.5, 0.75, 1.0};
  const auto bins = ReliabilityBins(scores, std::vector<uint8_t>{0, 1, 0, 1, 1}, 4);
  EXPECT_EQ(bins[0].record_count, 2U);
  EXPECT_EQ(bins[1].record_count, 1U);
  EXPECT_EQ(bins[3].record_count, 1U);
  EXPECT_EQ(bins[3].high, 1.0);
  EXPECT_EQ(bins[0].positive_share, 0.5);
  EXPECT_EQ(bins[0].mean_probability, 0.125);
}

TEST(Calibration, IsNothingWithoutRecords) {
  EXPECT_FALSE(BrierScore({}, {}));
  EXPECT_FALSE(ExpectedCalibrationError(ReliabilityBins({}, {}, 10)));
}

TEST(Calibration, RefusesWhatIsNoProbability) {
  const std::vector<uint8_t> label = {1};
  ExpectError(ErrorCode::kInvalidInput, "record 0: 1.5 is no probability",
              [&] { BrierScore(std::vector<double>{1.5}, label); });
  ExpectError(ErrorCode::kInvalidInput, "nan is no probability",
              [&] { ReliabilityBins(std::vector<double>{std::nan("")}, label, 10); });
}

}  // namespace
}  // namespace supreme
