#include "eval/query_sets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace supreme {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

// Five questions along the axes of five; two queries between new axes, one along the first.
QueryBatch Questions() {
  QueryBatch batch;
  for (size_t i = 0; i < 5; ++i) {
    batch.texts.push_back("q" + std::to_string(i));
    for (size_t k = 0; k < 7; ++k) batch.embeddings.push_back(k == i ? 2.0F : 0.0F);
    batch.denied.push_back(i == 3 ? 1 : 0);
  }
  return batch;
}

QuerySet Known() {
  QuerySet set;
  set.text_width = 7;
  set.queries = {{"a", "near", {}, {}, 1}, {"b", "far", {}, {}, 1}, {"c", "farther", {}, {}, 1}};
  set.embeddings = {1, 0, 0, 0, 0, 0.1F, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1};
  return set;
}

TEST(QuerySets, AsksEveryClassEquallyOftenInEachSetting) {
  const auto settings = PlanSettings(Questions(), Known(), {3, 2, 20}, 1);
  std::vector<std::string> names;
  for (const QuestionSetting& setting : settings) {
    names.push_back(setting.name);
    std::vector<size_t> times(5, 0);
    for (const QuestionSubset& set : setting.sets) {
      for (const size_t c : set.classes) ++times[c];
    }
    EXPECT_EQ(std::set<size_t>(times.begin(), times.end()).size(), 1u) << setting.name;
  }
  EXPECT_THAT(names, ElementsAre("reordered", "alone", "halves", "added"));
  EXPECT_EQ(settings[1].sets.size(), 5u);
  EXPECT_EQ(settings[2].sets.size(), 6u);
  EXPECT_EQ(settings[2].sets[0].classes.size(), 2u);
}

TEST(QuerySets, TakesEmbeddingAndDenialAlongWithTheText) {
  for (const QuestionSetting& setting : PlanSettings(Questions(), Known(), {1, 1, 1}, 7)) {
    for (const QuestionSubset& set : setting.sets) {
      CheckQueryBatch(set.batch, 7);
      for (size_t i = 0; i < set.classes.size(); ++i) {
        EXPECT_EQ(set.batch.texts[i], "q" + std::to_string(set.classes[i]));
        EXPECT_EQ(set.batch.embeddings[i * 7 + set.classes[i]], 2.0F);
        EXPECT_EQ(set.batch.denied[i], set.classes[i] == 3 ? 1 : 0);
      }
    }
  }
}

TEST(QuerySets, AddsOnlyQueriesThatAreFarFromEveryQuestion) {
  const auto settings = PlanSettings(Questions(), Known(), {0, 1, 20}, 1);
  ASSERT_EQ(settings.back().name, "added");
  const auto& texts = settings.back().sets[0].batch.texts;
  EXPECT_THAT(std::vector<std::string>(texts.begin() + 5, texts.end()),
              UnorderedElementsAre("far", "farther"));
}

TEST(QuerySets, LeavesSettingsWithoutSetsOut) {
  QuerySet known = Known();
  known.queries.resize(1);
  known.embeddings.resize(7);
  QueryBatch one{{"q0"}, {1, 0, 0, 0, 0, 0, 0}, {}};
  const auto settings = PlanSettings(one, known, {3, 2, 20}, 1);
  ASSERT_EQ(settings.size(), 1u);
  EXPECT_EQ(settings[0].name, "alone");
}

TEST(QuerySets, FollowTheSeed) {
  const auto halves = [](uint64_t seed) {
    return PlanSettings(Questions(), Known(), {3, 2, 1}, seed)[2].sets[0].classes;
  };
  EXPECT_EQ(halves(4), halves(4));
  std::set<std::vector<size_t>> different;
  for (uint64_t seed = 0; seed < 8; ++seed) different.insert(halves(seed));
  EXPECT_GT(different.size(), 1u);
}

}  // namespace
}  // namespace supreme
