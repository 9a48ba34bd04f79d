#include "eval/embedding_map.h"

#include <gtest/gtest.h>

#include "core/csv.h"
#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/eval/embedding_golden.h"

namespace supreme {
namespace {

Embedding Labelled() {
  Progress::SetQuiet(true);
  Embedding embedding;
  embedding.width = kGoldenColumns;
  embedding.values = GoldenValues();
  embedding.columns = {"record_id", "classes"};
  const std::vector<std::string> classes = {"MI", "NORM", "NORM", "MI;CD", ""};
  for (size_t i = 0; i < kGoldenRows; ++i) {
    embedding.rows.push_back({"r" + std::to_string(i), classes[i % 5]});
  }
  return embedding;
}

RecordGroups ByClass(const Embedding& embedding) {
  return GroupByRarestValue(embedding, "classes", kMaxScatterGroups);
}

TEST(EmbeddingMap, DrawsEachRecordInTheColourOfItsGroup) {
  const Embedding embedding = Labelled();
  const EmbeddingMap map = MapEmbedding(embedding, MapMethod::kPca, {});
  const ScatterChart chart = MapChart(embedding, map, ByClass(embedding), "a title");
  ASSERT_EQ(chart.groups.size(), 3U);
  EXPECT_EQ(chart.groups[1].name, "NORM");
  EXPECT_EQ(chart.groups[1].points.size(), 60U);
  EXPECT_EQ(chart.groups[0].points[0].x, map.coordinates[0]);
  EXPECT_EQ(chart.others.points.size(), 30U);
  EXPECT_NE(chart.x_name.find("% of the variance"), std::string::npos);
  EXPECT_NE(chart.note.find("trustworthiness"), std::string::npos);
}

TEST(EmbeddingMap, TsneKeepsNeighboursBetterThanComponents) {
  const Embedding embedding = Labelled();
  TsneOptions options;
  options.perplexity = 20.0;
  options.steps = 500;
  const EmbeddingMap pca = MapEmbedding(embedding, MapMethod::kPca, options);
  const EmbeddingMap tsne = MapEmbedding(embedding, MapMethod::kTsne, options);
  EXPECT_GT(tsne.trustworthiness, pca.trustworthiness);
  EXPECT_NE(MapChart(embedding, tsne, ByClass(embedding), "").note.find("perplexity 20"),
            std::string::npos);
}

TEST(EmbeddingMap, GoesOutAsATable) {
  const Embedding embedding = Labelled();
  const EmbeddingMap map = MapEmbedding(embedding, MapMethod::kPca, {});
  CsvReader csv(MapCsv(embedding, map, "classes"), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["record_id"], "r0");
  EXPECT_EQ(csv["classes"], "MI");
}

TEST(EmbeddingMap, ATableOfAnUnknownColumnIsRefused) {
  const Embedding embedding = Labelled();
  const EmbeddingMap map = MapEmbedding(embedding, MapMethod::kPca, {});
  ExpectError(ErrorCode::kNotFound, "colour", [&] { MapCsv(embedding, map, "colour"); });
}

}  // namespace
}  // namespace supreme
