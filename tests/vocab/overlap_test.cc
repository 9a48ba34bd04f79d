#include "vocab/overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

Task MakeTask(const std::string& name, const std::vector<std::string>& prompts) {
  Task task{name, "d", {}};
  for (const std::string& prompt : prompts) task.classes.push_back({prompt, prompt, "", {prompt}});
  return task;
}

QuerySet Queries() {
  QuerySet set;
  for (const char* text : {"left bundle branch block", "sinus rhythm", "atrial flutter"}) {
    set.queries.push_back({text, text, {}, {}, 1});
  }
  return set;
}

TEST(Overlap, CountsClassesNearAQueryAndNearOtherTasks) {
  const std::vector<Task> tasks = {MakeTask("one", {"lbbb", "sinus rhythm", "qrs notch"}),
                                   MakeTask("two", {"sinus rhythm", "rhythm of sinus"})};
  const Overlap overlap = MeasureOverlap(Queries(), tasks, EmbedWords, 0.95);
  EXPECT_THAT(overlap.prompts, ElementsAre("lbbb", "sinus rhythm", "qrs notch", "rhythm of sinus"));
  EXPECT_THAT(overlap.overlapping, ElementsAre(2, 1)) << "abbreviations count in full";
  EXPECT_THAT(overlap.between, ElementsAre(ElementsAre(3, 1), ElementsAre(1, 2)));
  ASSERT_EQ(overlap.pairs.size(), 2u);
  EXPECT_NEAR(overlap.pairs[0].cosine, 1.0, 1e-6);
}

TEST(Overlap, NamesTheNearestQueryOfPromptsBelowTheThresholdToo) {
  const std::vector<Task> tasks = {MakeTask("one", {"sinus rhythm", "right bundle branch block"})};
  const Overlap overlap = MeasureOverlap(Queries(), tasks, EmbedWords, 0.95);
  ASSERT_EQ(overlap.nearest.size(), 2u);
  EXPECT_EQ(overlap.nearest[0].query, 1u);
  EXPECT_FALSE(overlap.nearest[0].is_conflict);
  EXPECT_EQ(overlap.nearest[1].query, 0u);
  EXPECT_NEAR(overlap.nearest[1].cosine, 0.75, 1e-6);
  EXPECT_TRUE(overlap.nearest[1].is_conflict);
}

TEST(Overlap, NamesPairsThatAWordTellsApart) {
  const std::vector<Task> tasks = {MakeTask("one", {"right bundle branch block"})};
  const Overlap overlap = MeasureOverlap(Queries(), tasks, EmbedWords, 0.7);
  ASSERT_EQ(overlap.pairs.size(), 1u);
  EXPECT_EQ(overlap.pairs[0].query, 0u);
  EXPECT_NEAR(overlap.pairs[0].cosine, 0.75, 1e-6);
  EXPECT_TRUE(overlap.pairs[0].is_conflict);
}

}  // namespace
}  // namespace supreme
