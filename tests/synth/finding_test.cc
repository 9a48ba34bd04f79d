#include "synth/finding.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace supreme {
namespace {

TEST(FindingTable, FollowsTheEnumeration) {
  ASSERT_EQ(FindingTable().size(), kFindingCount);
  for (size_t i = 0; i < kFindingCount; ++i) {
    EXPECT_EQ(static_cast<size_t>(FindingTable()[i].finding), i) << FindingTable()[i].code;
  }
}

TEST(FindingTable, HasUniqueCodesAndNames) {
  std::set<std::string_view> codes;
  std::set<std::string_view> names;
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_TRUE(codes.insert(info.code).second) << info.code;
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(FindingByCode(info.code), info.finding);
  }
  EXPECT_GE(codes.size(), 70U);
  EXPECT_FALSE(FindingByCode("NOSUCH").has_value());
}

TEST(FindingTable, StatesCriteriaWithASourceForEveryFinding) {
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_GT(info.criteria.size(), 12U) << info.code;
    EXPECT_GT(info.source.size(), 12U) << info.code;
    EXPECT_FALSE(GroupName(info.group).empty()) << info.code;
  }
}

TEST(FindingSet, ListsWhatWasAdded) {
  FindingSet set = {Finding::kRbbb, Finding::kPac};
  set.Add(Finding::kLafb);
  set.Remove(Finding::kRbbb);
  EXPECT_EQ(set.List(), (std::vector<Finding>{Finding::kPac, Finding::kLafb}));
  EXPECT_TRUE(set.HasAny({Finding::kRbbb, Finding::kPac}));
  EXPECT_FALSE(set.Overlaps({Finding::kRbbb}));
}

}  // namespace
}  // namespace supreme
