#include "eval/audit.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(Audit, SplitsScoresAndLabelsByClass) {
  Task task;
  task.classes = {{"A", "a", "", {"A"}}, {"B", "b", "", {"B"}}};
  const TaskLabels labels{{4, 7, 9}, {1, 0, 0, 1, 1, 1}};
  const Scores scores{3, 2, {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.75F}};
  const AuditScores data = SplitByClass(task, labels, scores);
  EXPECT_EQ(data.classes, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(data.record_count, 3U);
  EXPECT_FLOAT_EQ(static_cast<float>(data.scores[1][2]), 0.75F);
  EXPECT_EQ(data.positive[0], (std::vector<uint8_t>{1, 0, 1}));
  for (const auto& positive : data.positive) EXPECT_EQ(std::ranges::count(positive, 1), 2);
}

TEST(Audit, NumbersPatientsAndTakesRecordsWithoutOneApart) {
  TempFolder folder;
  WriteTestPack(folder / "pack",
                {TestRecord(0, 1, "p"), TestRecord(1, 1, ""), TestRecord(2, 1, "q"),
                 TestRecord(3, 1, ""), TestRecord(4, 1, "p")});
  const Pack pack(folder / "pack");
  const std::vector<size_t> rows = {0, 1, 2, 3, 4};
  EXPECT_EQ(NumberPatients(pack, rows), (std::vector<uint32_t>{0, 1, 2, 3, 0}));
}

TEST(Audit, PValuesComeFromTheDeviationOfResampledValues) {
  const std::vector<double> values = {-1.0, 0.0, 1.0};  // deviation 1
  EXPECT_NEAR(*ResampledPValue(1.959963984540054, values), 0.05, 1e-12);
  EXPECT_LT(*ResampledPValue(-6.0, values), 1e-8);
  EXPECT_EQ(ResampledPValue(0.0, values), 1.0);
  EXPECT_FALSE(ResampledPValue(0.5, std::vector<double>{0.5, 0.5}).has_value());
  EXPECT_FALSE(ResampledPValue(0.5, {}).has_value());
}

TEST(Audit, QuotesWhatAResultRestsOn) {
  AuditFacts facts;
  facts.task = "simulated";
  facts.split_description = "folds 10";
  facts.split_hash = "abc";
  facts.bundle_name = "nano";
  facts.record_count = 5;
  facts.patient_count = 4;
  const OrderedJson json = FactsJson("subgroups", facts);
  EXPECT_EQ(json["kind"], "subgroups");
  EXPECT_EQ(json["split"]["hash"], "abc");
  EXPECT_EQ(json["bootstrap"]["n_resamples"], 1000);
  EXPECT_EQ(FactsLine(facts), "simulated, folds 10, 5 records of 4 patients, model nano");
}

}  // namespace
}  // namespace supreme
