#include "vocab/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

using testing::ElementsAre;

EntityTable Table() {
  EntityTable table;
  table.entities = {
      {"lbbb", false, 5}, {"rbbb", false, 4}, {"odd notch", false, 2}, {"left block", false, 1}};
  return table;
}

std::vector<Draft> Drafts() {
  return {{"left bundle branch block", {{"scp", "CLBBB"}}, {0, 3}, 6},
          {"right bundle branch block", {{"scp", "CRBBB"}}, {1}, 4},
          {"odd notch", {}, {2}, 2}};
}

std::vector<Draft> Corrected(const Corrections& corrections) {
  std::vector<Draft> drafts = Drafts();
  ApplyCorrections(corrections, Table(), drafts);
  return drafts;
}

TEST(ApplyCorrections, LeavesAllAsItIsWithoutAny) { EXPECT_EQ(Corrected({}).size(), 3u); }

TEST(ApplyCorrections, MergesIntoTheQueryThatStays) {
  Corrections corrections;
  corrections.query_text = {{"odd notch", "right bundle branch block"}};
  const auto drafts = Corrected(corrections);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[1].codes.at("scp"), "CRBBB");
  EXPECT_THAT(drafts[1].entities, ElementsAre(1, 2));
  EXPECT_EQ(drafts[1].record_count, 6u);
}

TEST(ApplyCorrections, GivesARenamedQueryTheCodesOfItsNewName) {
  Corrections corrections;
  corrections.query_text = {{"odd notch", "notched qrs"},
                            {"right bundle branch block", "asystole"}};
  const auto drafts = Corrected(corrections);
  ASSERT_EQ(drafts.size(), 3u);
  EXPECT_EQ(drafts[1].text, "asystole");
  EXPECT_TRUE(drafts[1].codes.empty());
  EXPECT_EQ(drafts[2].text, "notched qrs");
}

TEST(ApplyCorrections, SplitsAMemberToAnotherOrANewQuery) {
  Corrections corrections;
  corrections.member_home = {{"left block", "left anterior fascicular block"}};
  const auto drafts = Corrected(corrections);
  ASSERT_EQ(drafts.size(), 4u);
  EXPECT_THAT(drafts[0].entities, ElementsAre(0));
  EXPECT_EQ(drafts[3].codes.at("scp"), "LAFB");
  EXPECT_THAT(drafts[3].entities, ElementsAre(3));
}

TEST(ApplyCorrections, DropsQueriesAndMembers) {
  Corrections corrections;
  corrections.dropped_queries = {"odd notch"};
  corrections.dropped_members = {"left block"};
  const auto drafts = Corrected(corrections);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_THAT(drafts[0].entities, ElementsAre(0));
}

TEST(ApplyCorrections, RefusesWhatIsNotThere) {
  Corrections query;
  query.query_text = {{"nothing", "odd notch"}};
  EXPECT_THROW(Corrected(query), Error);
  Corrections member;
  member.member_home = {{"nothing", "odd notch"}};
  EXPECT_THROW(Corrected(member), Error);
}

}  // namespace
}  // namespace supreme
