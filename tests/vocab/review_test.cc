#include "vocab/review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

QuerySet Set() {
  QuerySet set;
  set.queries = {{"a", "alpha", {}, {{"al, \"pha\"", 0.9, 3}, {"beta-like", 0.81, 1}}, 4},
                 {"b", "beta", {}, {{"beta", 1.0, 2}}, 2},
                 {"c", "gamma", {}, {{"gamma", 1.0, 2}}, 2}};
  return set;
}

std::vector<ReviewRow> With(const std::string& query, const std::string& member,
                            const std::string& action, const std::string& target) {
  std::vector<ReviewRow> rows = MakeReview(Set());
  for (ReviewRow& row : rows) {
    if (row.query != query || row.member != member) continue;
    row.action = action;
    row.target = target;
  }
  return rows;
}

TEST(Review, IsReadAsItWasWritten) {
  const TempFolder folder;
  const std::vector<ReviewRow> rows = With("alpha", "al, \"pha\"", "split", "omega, new");
  WriteReview(rows, folder / "review.csv");
  const std::vector<ReviewRow> read = ReadReview(folder / "review.csv");
  ASSERT_EQ(read.size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(read[i].query, rows[i].query);
    EXPECT_EQ(read[i].member, rows[i].member);
    EXPECT_EQ(read[i].action, rows[i].action);
    EXPECT_EQ(read[i].target, rows[i].target);
    EXPECT_EQ(read[i].record_count, rows[i].record_count);
  }
  WriteReview(read, folder / "again.csv");
  EXPECT_EQ(ReadFile(folder / "again.csv"), ReadFile(folder / "review.csv"));
}

TEST(Review, SaysNothingWhileAllIsAccepted) {
  EXPECT_TRUE(PlanCorrections(MakeReview(Set())).empty());
}

TEST(Review, PlansEachAction) {
  EXPECT_EQ(PlanCorrections(With("alpha", "", "rename", "omega")).FinalText("alpha"), "omega");
  EXPECT_EQ(PlanCorrections(With("alpha", "", "merge", "beta")).FinalText("alpha"), "beta");
  EXPECT_THAT(PlanCorrections(With("alpha", "", "drop", "")).dropped_queries, ElementsAre("alpha"));
  EXPECT_THAT(PlanCorrections(With("beta", "beta", "drop", "")).dropped_members,
              ElementsAre("beta"));
  EXPECT_EQ(
      PlanCorrections(With("alpha", "beta-like", "split", "beta")).member_home.at("beta-like"),
      "beta");
}

TEST(Review, FollowsMergesToTheirEnd) {
  std::vector<ReviewRow> rows = With("alpha", "", "merge", "beta");
  rows[3].action = "merge";
  rows[3].target = "gamma";
  rows[5].action = "rename";
  rows[5].target = "delta";
  EXPECT_EQ(PlanCorrections(rows).FinalText("alpha"), "delta");
}

TEST(Review, RefusesWhatCannotBeDone) {
  EXPECT_THROW(PlanCorrections(With("alpha", "", "rename", "beta")), Error);
  EXPECT_THROW(PlanCorrections(With("alpha", "", "merge", "nowhere")), Error);
  EXPECT_THROW(PlanCorrections(With("alpha", "", "merge", "alpha")), Error);
  std::vector<ReviewRow> circle = With("alpha", "", "merge", "beta");
  circle[3].action = "merge";
  circle[3].target = "alpha";
  EXPECT_THROW(PlanCorrections(circle), Error);
  std::vector<ReviewRow> into_dropped = With("alpha", "", "merge", "beta");
  into_dropped[3].action = "drop";
  EXPECT_THROW(PlanCorrections(into_dropped), Error);
}

TEST(Review, RefusesRowsThatSayNothingClear) {
  const std::string head = "level,query,member,similarity,n_records,action,target\n";
  EXPECT_EQ(ParseReview(head + "query,a,,,,,\n", "t")[0].action, "accept");
  for (const char* row :
       {"page,a,,1,1,accept,\n", "query,,,1,1,accept,\n", "query,a,b,1,1,accept,\n",
        "member,a,,1,1,accept,\n", "query,a,,1,1,split,b\n", "member,a,b,1,1,merge,c\n",
        "query,a,,1,1,rename,\n", "query,a,,1,1,accept,b\n", "query,a,,1,1,explode,\n"}) {
    EXPECT_THROW(ParseReview(head + row, "t"), Error) << row;
  }
}

}  // namespace
}  // namespace supreme
