#include "vocab/conflicts.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

bool Blocks(std::string_view entity, std::string_view term) {
  const ConflictTable& table = ConflictTable::BuiltIn();
  return table.BlocksTerm(table.TraitsOf(entity), table.TraitsOf(term));
}

TEST(ConflictTable, BlocksClinicallyWrongMerges) {
  const std::pair<const char*, const char*> wrong[] = {
      {"left bundle branch block", "right bundle branch block"},
      {"third degree atrioventricular block", "second degree atrioventricular block"},
      {"st elevation", "st depression"},
      {"sinus bradycardia", "sinus tachycardia"},
      {"inferior infarction", "anterior infarction"},
      {"low amplitude t wave", "high t wave amplitude"},
      {"incomplete right bundle branch block", "right bundle branch block"},
      {"premature atrial complex", "premature ventricular complex"},
      {"atrial fibrillation", "atrial flutter"},
      {"myocardial ischemia", "myocardial infarction"},
      {"prolonged qt interval", "prolonged pr interval"},
      {"prolonged qt interval", "short qt interval"},
      {"abnormal ecg", "normal ecg"},
      {"ecg", "normal ecg"},
      {"myocardial infarction", "inferior myocardial infarction"}};
  for (const auto& [entity, term] : wrong) EXPECT_TRUE(Blocks(entity, term)) << entity;
}

TEST(ConflictTable, LetsATermLeaveOutAPlace) {
  EXPECT_FALSE(Blocks("old inferior infarction", "myocardial infarction"));
  EXPECT_FALSE(Blocks("inferior t wave changes", "t wave changes"));
  EXPECT_FALSE(Blocks("marked left axis deviation", "left axis deviation"));
}

TEST(ConflictTable, TreatsClusterMembersAlike) {
  const ConflictTable& table = ConflictTable::BuiltIn();
  const Traits place = table.TraitsOf("inferior infarction");
  const Traits none = table.TraitsOf("infarction");
  EXPECT_TRUE(table.KeepsApart(place, none));
  EXPECT_TRUE(table.KeepsApart(none, place));
  EXPECT_FALSE(table.KeepsApart(place, place));
}

TEST(ConflictTable, NamesTheGroupsThatKeepTwoTextsApart) {
  const ConflictTable& table = ConflictTable::BuiltIn();
  const auto reasons = table.Reasons(table.TraitsOf("first degree atrioventricular block"),
                                     table.TraitsOf("atrioventricular block"));
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_EQ(reasons[0].group, "degree");
  EXPECT_EQ(reasons[0].first, "first");
  EXPECT_EQ(reasons[0].second, "");
}

TEST(ConflictTable, SplitsByWhatAlwaysKeepsApart) {
  const ConflictTable& table = ConflictTable::BuiltIn();
  const auto key = [&](const char* text) { return table.SplitKey(table.TraitsOf(text)); };
  EXPECT_NE(key("left axis"), key("right axis"));
  EXPECT_EQ(key("st elevation"), key("st depression"));
  EXPECT_EQ(key("st elevation"), key("curious notch"));
}

TEST(ConflictTable, RefusesUnknownRules) {
  EXPECT_THROW(ConflictTable("group,rule,value,words\nside,sometimes,left,left\n", "test"), Error);
}

}  // namespace
}  // namespace supreme
