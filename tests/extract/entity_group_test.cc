#include "extract/entity_group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;

std::optional<EntityGroup> Parse(std::string_view statement) {
  return ParseGroup(statement, Lexicon::BuiltIn().Scan(statement), 0);
}

TEST(ParseGroup, RepeatsModifiersForEachLocation) {
  EXPECT_THAT(Parse("marked inferior/lateral st changes")->texts,
              ElementsAre("marked inferior st changes", "marked lateral st changes"));
}

TEST(ParseGroup, TakesThePlaceBehindTheFinding) {
  EXPECT_THAT(Parse("st elevation in the inferior leads and lvh")->texts,
              ElementsAre("st elevation in the inferior leads"));
}

TEST(ParseGroup, LeavesALocationToTheNextFinding) {
  EXPECT_THAT(Parse("strain of inferior infarct")->texts, ElementsAre("strain"));
  EXPECT_FALSE(Parse("marked").has_value());
  EXPECT_TRUE(Parse("lvh")->is_plain);
  EXPECT_FALSE(Parse("old infarct")->is_plain);
}

}  // namespace
}  // namespace supreme
