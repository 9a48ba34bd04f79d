#include "eval/class_overlap.h"

#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

QuerySet Queries() {
  QuerySet set;
  set.queries.push_back({"lbbb",
                         "left bundle branch block",
                         {{"scp", "CLBBB"}},
                         {{"left bundle branch block", 1.0, 4}, {"blocked left bundle", 0.8, 2}},
                         6});
  set.queries.push_back({"sr", "sinus rhythm", {{"snomed", "426783006"}}, {}, 9});
  return set;
}

Task MakeTask() {
  Task task{"one", "ptbxl", {}};
  task.classes = {{"CD", "lbbb", "", {"CLBBB", "CRBBB"}},
                  {"SR", "regular beats", "", {"SR"}},
                  {"RB", "right bundle branch block", "", {"CRBBB"}},
                  {"B", "blocked left bundle", "", {"MINE"}}};
  return task;
}

TEST(ClassOverlap, SaysWhatIsSeenByCosineAndByCode) {
  const TaskOverlap overlap = CompareWithTraining(Queries(), MakeTask(), {}, EmbedWords, {});
  ASSERT_EQ(overlap.classes.size(), 4u);
  const ClassOverlap& block = overlap.classes[0];
  EXPECT_TRUE(block.seen_by_cosine) << "the abbreviation counts in full";
  EXPECT_EQ(block.nearest, "left bundle branch block");
  EXPECT_NEAR(block.similarity, 1.0, 1e-6);
  EXPECT_EQ(block.code_count, 2u);
  EXPECT_EQ(block.shared_code_count, 1u) << "right bundle branch block is no query";
  EXPECT_EQ(block.shared_codes.at(0).code, "CLBBB");
  const ClassOverlap& rhythm = overlap.classes[1];
  EXPECT_FALSE(rhythm.seen_by_cosine);
  EXPECT_TRUE(rhythm.seen_by_code) << "SNOMED CT and SCP-ECG name the same term";
  EXPECT_EQ(rhythm.shared_codes.at(0).query, "sinus rhythm");
  EXPECT_FALSE(rhythm.IsUnseen());
}

TEST(ClassOverlap, TellsOppositeSidesApartWhereTheThresholdDoesNot) {
  const TaskOverlap overlap =
      CompareWithTraining(Queries(), MakeTask(), {}, EmbedWords, {.threshold = 0.7});
  const ClassOverlap& right = overlap.classes[2];
  EXPECT_TRUE(right.seen_by_cosine);
  EXPECT_TRUE(right.words_differ);
  EXPECT_FALSE(right.seen_by_code);
}

TEST(ClassOverlap, ComparesWithMergedWordingsOnlyWhenAsked) {
  const Task task = MakeTask();
  EXPECT_FALSE(CompareWithTraining(Queries(), task, {}, EmbedWords, {}).classes[3].seen_by_cosine);
  const ClassOverlap with =
      CompareWithTraining(Queries(), task, {}, EmbedWords, {.wordings = true}).classes[3];
  EXPECT_TRUE(with.seen_by_cosine);
  EXPECT_EQ(with.nearest, "left bundle branch block");
  EXPECT_EQ(with.wording, "blocked left bundle");
}

TEST(ClassOverlap, CountsClassesThatOtherTasksHaveToo) {
  Task other{"two", "csn", {}};
  other.classes = {{"X", "regular beats", "", {"1"}}, {"Y", "something else", "", {"2"}}};
  const TaskOverlap overlap =
      CompareWithTraining(Queries(), MakeTask(), {&other, 1}, EmbedWords, {});
  ASSERT_EQ(overlap.others.size(), 1u);
  EXPECT_EQ(overlap.others[0].task, "two");
  EXPECT_EQ(overlap.others[0].class_count, 2u);
  EXPECT_EQ(overlap.others[0].shared_count, 1u);
}

TEST(ClassOverlap, CountsAQuestionPutThroughATrainedQueryAsSeen) {
  ClassOverlap entry;
  EXPECT_TRUE(entry.IsUnseen());
  entry.asked_as_query = false;
  EXPECT_TRUE(entry.IsUnseen());
  entry.asked_as_query = true;
  EXPECT_FALSE(entry.IsUnseen());
}

}  // namespace
}  // namespace supreme
