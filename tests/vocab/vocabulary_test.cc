#include "vocab/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

// Rows: 0 lbbb + sinus, 1 left bundle branch block, 2 possible lbbb + sinus, 3 nothing.
EntityTable Table() {
  EntityTable table;
  table.entities = {{"lbbb", false, 1},
                    {"left bundle branch block", false, 1},
                    {"possible lbbb", true, 1},
                    {"sinus rhythm", false, 2}};
  table.row_entities = {{0, 3}, {1}, {2, 3}, {}};
  table.mention_count = 5;
  return table;
}

VocabularyOptions KeepAll() {
  VocabularyOptions options;
  options.min_records = 1;
  return options;
}

TEST(BuildVocabulary, MergesWordingsAndLabelsRecords) {
  const Vocabulary vocabulary = BuildVocabulary(Table(), EmbedWords, KeepAll());
  ASSERT_EQ(vocabulary.set.queries.size(), 2u);
  const Query& first = vocabulary.set.queries[0];
  EXPECT_EQ(first.text, "left bundle branch block");
  EXPECT_EQ(first.id, "left-bundle-branch-block");
  EXPECT_EQ(first.codes.at("scp"), "CLBBB");
  EXPECT_EQ(first.record_count, 2u);
  EXPECT_EQ(first.members.size(), 2u);
  EXPECT_THAT(vocabulary.labels.Cells(), ElementsAre(1, 1, 1, 0, 2, 1, 0, 0));
  EXPECT_EQ(vocabulary.stats.unique_entities, 4u);
  EXPECT_EQ(vocabulary.stats.certain_entities, 3u);
  EXPECT_EQ(vocabulary.stats.mapped_clusters, 2u);
  EXPECT_EQ(vocabulary.stats.uncertain_labels, 1u);
  EXPECT_EQ(vocabulary.stats.rows_without_label, 1u);
}

TEST(BuildVocabulary, KeepsAHeldOutFindingOutOfQueriesAndLabels) {
  VocabularyOptions options = KeepAll();
  options.hold_out = {"LBBB"};
  const Vocabulary vocabulary = BuildVocabulary(Table(), EmbedWords, options);
  ASSERT_EQ(vocabulary.set.queries.size(), 1u);
  EXPECT_EQ(vocabulary.set.queries[0].text, "sinus rhythm");
  EXPECT_THAT(vocabulary.set.held_out, ElementsAre("left bundle branch block"));
  EXPECT_THAT(vocabulary.labels.Cells(), ElementsAre(1, 0, 1, 0));
  EXPECT_EQ(vocabulary.set.embeddings.size(), static_cast<size_t>(vocabulary.set.text_width));
}

TEST(BuildVocabulary, RefusesToHoldOutWhatIsNotThere) {
  VocabularyOptions options = KeepAll();
  options.hold_out = {"atrial flutter"};
  EXPECT_THROW(BuildVocabulary(Table(), EmbedWords, options), Error);
}

TEST(BuildVocabulary, LeavesOutRareQueries) {
  EntityTable table = Table();
  table.row_entities[2].pop_back();
  VocabularyOptions options = KeepAll();
  options.min_records = 2;
  const Vocabulary vocabulary = BuildVocabulary(table, EmbedWords, options);
  EXPECT_EQ(vocabulary.set.queries.size(), 1u);
  EXPECT_EQ(vocabulary.stats.rare_queries, 1u);
  options.min_records = 100;
  EXPECT_THROW(BuildVocabulary(table, EmbedWords, options), Error);
}

TEST(BuildVocabulary, WithoutDeduplicationEachCertainEntityIsAQuery) {
  VocabularyOptions options = KeepAll();
  options.deduplicate = false;
  const Vocabulary vocabulary = BuildVocabulary(Table(), EmbedWords, options);
  ASSERT_EQ(vocabulary.set.queries.size(), 3u);
  EXPECT_EQ(vocabulary.set.queries[0].text, "sinus rhythm");
  EXPECT_EQ(vocabulary.set.queries[1].text, "lbbb") << "its abbreviation is not expanded";
  EXPECT_EQ(vocabulary.set.queries[2].text, "left bundle branch block");
  EXPECT_TRUE(vocabulary.set.queries[2].codes.empty());
  EXPECT_EQ(vocabulary.stats.clusters, 3u);
  EXPECT_EQ(vocabulary.stats.largest_cluster, 1u);
  EXPECT_EQ(vocabulary.stats.mapped_clusters, 0u);
  EXPECT_EQ(vocabulary.stats.uncertain_labels, 1u);
}

TEST(BuildVocabulary, MeasuringGivesTheSameCountsAndMayFindNoQuery) {
  VocabularyOptions options = KeepAll();
  EXPECT_EQ(ToJson(MeasureVocabulary(Table(), EmbedWords, options)),
            ToJson(BuildVocabulary(Table(), EmbedWords, options).stats));
  options.min_records = 100;
  EXPECT_EQ(MeasureVocabulary(Table(), EmbedWords, options).queries, 0u);
}

TEST(BuildVocabulary, FollowsCorrections) {
  VocabularyOptions options = KeepAll();
  options.corrections.query_text = {{"sinus rhythm", "left bundle branch block"}};
  const Vocabulary vocabulary = BuildVocabulary(Table(), EmbedWords, options);
  ASSERT_EQ(vocabulary.set.queries.size(), 1u);
  EXPECT_EQ(vocabulary.set.queries[0].members.size(), 3u);
  EXPECT_THAT(vocabulary.labels.Cells(), ElementsAre(1, 1, 1, 0));
}

TEST(BuildVocabulary, CallsClustersByTheTermsItIsGiven) {
  const std::vector<Term> terms = {
      {"lbbb of mine", {{"umls", "C1"}}, {"lbbb of mine", "left bundle branch block"}, "", ""}};
  VocabularyOptions options = KeepAll();
  options.terms = &terms;
  const Vocabulary vocabulary = BuildVocabulary(Table(), EmbedWords, options);
  EXPECT_EQ(vocabulary.set.queries[0].text, "lbbb of mine");
  EXPECT_EQ(vocabulary.set.queries[0].codes.at("umls"), "C1");
}

TEST(VocabularyOptions, AreReadAsTheyWereWritten) {
  VocabularyOptions options;
  options.cluster_threshold = 0.85;
  options.linkage = Linkage::kComplete;
  options.hold_out = {"a"};
  const OrderedJson json = ToJson(options);
  EXPECT_EQ(ToJson(VocabularyOptionsFromJson(Json::parse(json.dump()), "test")), json);
}

TEST(BuildVocabulary, KeepsItsOwnTextForWhatNoTermNames) {
  EntityTable table;
  table.entities = {{"curious notch", false, 1}};
  table.row_entities = {{0}};
  const Vocabulary vocabulary = BuildVocabulary(table, EmbedWords, KeepAll());
  EXPECT_EQ(vocabulary.set.queries[0].text, "curious notch");
  EXPECT_EQ(vocabulary.stats.mapped_clusters, 0u);
}

}  // namespace
}  // namespace supreme
