#include "data/known_datasets.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(KnownDatasets, RecordsAreCountedByTheFormOfTheirIds) {
  const std::vector<std::string> ids = {"a/HR00001", "b/HR00001", "HR00002", "JS00001", "E00001",
                                        "Q0001",     "A0001",     "S0001",   "other",   "E0001x"};
  const auto counts = CountDatasets(ids);
  std::string text;
  for (const auto& count : counts) {
    text += std::string(count.dataset->name) + "=" + std::to_string(count.records) + " ";
    EXPECT_FALSE(count.IsComplete());
    EXPECT_FALSE(count.named);
  }
  EXPECT_EQ(text, "ptbxl=2 cpsc2018=1 csn=1 georgia=1 ptb=1 cpsc-extra=1 ");
}

TEST(KnownDatasets, TwoSamplingRatesAreOneRecord) {
  const auto counts = CountDatasets(std::vector<std::string>{"00001_hr", "00001_lr", "00002_hr"});
  ASSERT_EQ(counts.size(), 1u);
  EXPECT_EQ(counts[0].records, 2u);
}

TEST(KnownDatasets, EachPublishedNumberIsComplete) {
  for (const size_t number : {size_t{21837}, size_t{21799}, size_t{21836}}) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < number; ++i)
      ids.push_back(std::to_string(100000 + i).replace(0, 1, "HR"));
    const auto counts = CountDatasets(ids);
    ASSERT_EQ(counts.size(), 1u);
    EXPECT_EQ(counts[0].IsComplete(), number != 21836u) << number;
  }
}

TEST(KnownDatasets, ANamedDatasetCountsAnyIds) {
  const auto counts =
      CountDatasets(std::vector<std::string>{"1", "2", "3"}, FindKnownDataset("sph"));
  ASSERT_EQ(counts.size(), 1u);
  EXPECT_EQ(counts[0].records, 3u);
  EXPECT_TRUE(counts[0].named);
  EXPECT_EQ(FindKnownDataset("nonsense"), nullptr);
  EXPECT_EQ(KnownDatasetNames().size(), KnownDatasets().size());
}

}  // namespace
}  // namespace supreme
