#include "train/balanced_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace supreme {
namespace {

using ::testing::ElementsAre;

// Queries: present 1 and uncertain 2 of 5 rows; in all rows; in none.
constexpr std::array<uint8_t, 15> kCells = {1, 1, 0,  //
                                            2, 1, 0,  //
                                            2, 1, 0,  //
                                            0, 1, 0,  //
                                            0, 1, 0};
constexpr std::array<size_t, 5> kAllRows = {0, 1, 2, 3, 4};

TEST(BalancedWeights, WeighPresentRecordsUpToAbsentOnes) {
  const LabelMatrix labels = LabelMatrix::FromCells(3, kCells);
  EXPECT_THAT(BalancedWeightsOf(labels, kAllRows, false), ElementsAre(4.0f, 0.01f, 5.0f));
}

TEST(BalancedWeights, LeaveOutUncertainRecordsThatTheLossLeavesOut) {
  const LabelMatrix labels = LabelMatrix::FromCells(3, kCells);
  EXPECT_THAT(BalancedWeightsOf(labels, kAllRows, true), ElementsAre(2.0f, 0.01f, 5.0f));
}

TEST(BalancedWeights, CountTheRowsThatAreGivenOnly) {
  const LabelMatrix labels = LabelMatrix::FromCells(3, kCells);
  constexpr std::array<size_t, 2> kRows = {0, 4};
  EXPECT_THAT(BalancedWeightsOf(labels, kRows, true), ElementsAre(1.0f, 0.01f, 2.0f));
}

TEST(BalancedWeights, StayBelowAHundred) {
  const std::vector<uint8_t> cells(500, 0);
  const std::vector<size_t> rows = [] {
    std::vector<size_t> all(500);
    for (size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }();
  EXPECT_THAT(BalancedWeightsOf(LabelMatrix::FromCells(1, cells), rows, false),
              ElementsAre(100.0f));
}

}  // namespace
}  // namespace supreme
