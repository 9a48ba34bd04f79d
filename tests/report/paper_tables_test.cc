#include "report/paper_tables.h"

#include <gtest/gtest.h>

#include <set>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(PaperTables, HoldTheFiguresAsPrinted) {
  const PaperTables& paper = PaperFigures();
  EXPECT_EQ(paper.unique_entities, 1168u);
  EXPECT_EQ(paper.queries, 295u);
  EXPECT_EQ(paper.mappings.size(), 9u);
  EXPECT_EQ(paper.example_clusters.size(), 3u);
  EXPECT_EQ(paper.overlaps.size(), 55u);
  EXPECT_EQ(paper.mismatches.size(), 3u);
  std::set<std::string> classes;
  for (const PaperPair& pair : paper.overlaps) {
    ASSERT_TRUE(pair.cosine);
    EXPECT_GE(*pair.cosine, 0.95) << pair.entity;
    classes.insert(pair.name);
  }
  EXPECT_EQ(classes.size(), 43u);
}

TEST(PaperTables, TheSharesThatThePaperPrintsFollowFromItsCounts) {
  const PaperTables& paper = PaperFigures();
  const auto share = [&](uint64_t count) {
    return static_cast<double>(count) / static_cast<double>(paper.unique_entities);
  };
  EXPECT_NEAR(share(paper.certain_entities), 0.9375, 5e-5);
  EXPECT_NEAR(share(paper.clusters), 0.2920, 5e-5);
  EXPECT_NEAR(share(paper.queries), 0.2526, 5e-5);
  EXPECT_NEAR(paper.mapped_share, 295.0 / 341.0, 5e-5) << "queries over clusters";
}

TEST(PaperTables, RefuseAFileWithoutATable) {
  const std::string text = ReadFile(SUPREME_SOURCE_DIR "/vocab/paper_tables.json");
  EXPECT_EQ(ParsePaperTables(text, "w").clusters, 341u);
  for (const char* key : {"\"table_2\"", "\"table_4\"", "\"table_6\"", "\"unique_entities\""}) {
    std::string spoilt = text;
    spoilt.replace(spoilt.find(key), std::string(key).size(), "\"other\"");
    ExpectError(ErrorCode::kCorruptData, std::string(key).substr(1, 6),
                [&] { ParsePaperTables(spoilt, "w"); });
  }
}

}  // namespace
}  // namespace supreme
