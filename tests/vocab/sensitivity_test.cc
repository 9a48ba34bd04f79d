#include "vocab/sensitivity.h"

#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

// With one axis per word: a and b have a cosine of 0.87, c is alone.
EntityTable Table() {
  EntityTable table;
  table.entities = {{"one two three", false, 2}, {"one two three four", false, 1}, {"x", false, 1}};
  table.row_entities = {{0}, {0, 1}, {2}, {}};
  table.mention_count = 4;
  return table;
}

TEST(Sensitivity, HigherThresholdsPartClustersAndMapFewer) {
  std::vector<size_t> steps;
  VocabularyOptions options;
  options.min_records = 1;
  const Sensitivity result =
      MeasureSensitivity(Table(), EmbedWords, options, [&](size_t done) { steps.push_back(done); });
  ASSERT_EQ(result.by_cluster_threshold.size(), 8u);
  EXPECT_EQ(steps.size(), 16u);
  EXPECT_EQ(steps.back(), 16u);
  EXPECT_DOUBLE_EQ(result.by_cluster_threshold.front().cluster_threshold, 0.6);
  EXPECT_DOUBLE_EQ(result.by_cluster_threshold.back().cluster_threshold, 0.95);
  EXPECT_EQ(result.by_cluster_threshold.front().stats.clusters, 2u);
  EXPECT_EQ(result.by_cluster_threshold.front().stats.largest_cluster, 2u);
  EXPECT_EQ(result.by_cluster_threshold.back().stats.clusters, 3u);
  for (const ThresholdStep& step : result.by_mapping_threshold) {
    EXPECT_DOUBLE_EQ(step.cluster_threshold, 0.8);
    EXPECT_EQ(step.stats.clusters, 2u);
    EXPECT_EQ(step.stats.rows_without_label, 1u);
  }
}

TEST(Sensitivity, EmbedsEachTextOnceAndTakesAThresholdWithoutQueries) {
  std::map<std::string, int> asked;
  const EmbedTexts embed = [&](std::span<const std::string> texts) {
    for (const std::string& text : texts) ++asked[text];
    return EmbedWords(texts);
  };
  VocabularyOptions options;
  options.min_records = 100;
  const Sensitivity result = MeasureSensitivity(Table(), embed, options, [](size_t) {});
  EXPECT_EQ(result.by_cluster_threshold[0].stats.queries, 0u);
  EXPECT_EQ(asked.at("one two three"), 1);
}

}  // namespace
}  // namespace supreme
