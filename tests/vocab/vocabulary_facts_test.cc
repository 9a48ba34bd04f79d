#include "vocab/vocabulary_facts.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(VocabularyFacts, SurviveTheDisk) {
  const TempFolder folder;
  VocabularyFacts facts{"rules-1", "statement", {}, {}};
  facts.options.deduplicate = false;
  facts.options.cluster_threshold = 0.65;
  facts.options.mapping_threshold = 0.7;
  facts.options.min_records = 3;
  facts.stats = {100, 9, 8, 7, 1.5, 4, 1, 6, 10, 2, 5, 50, 3, 1};
  WriteVocabularyFacts(facts, folder.path());
  const VocabularyFacts back = ReadVocabularyFacts(folder.path());
  EXPECT_EQ(ToJson(back), ToJson(facts));
  EXPECT_FALSE(back.options.deduplicate);
  EXPECT_EQ(back.stats.kept_apart, 10u);
  EXPECT_EQ(back.stats.rows_without_label, 1u);
}

TEST(VocabularyFacts, RefuseWhatIsMissing) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "vocab build", [&] { ReadVocabularyFacts(folder.path()); });
  OrderedJson json = ToJson(VocabularyFacts{"rules-1", "statement", {}, {}});
  json.erase("queries");
  WriteJsonFile(folder / "stats.json", json);
  ExpectError(ErrorCode::kCorruptData, "queries", [&] { ReadVocabularyFacts(folder.path()); });
  json.erase("extractor");
  WriteJsonFile(folder / "stats.json", json);
  ExpectError(ErrorCode::kCorruptData, "this version", [&] { ReadVocabularyFacts(folder.path()); });
}

}  // namespace
}  // namespace supreme
