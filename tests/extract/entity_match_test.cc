#include "extract/entity_match.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(MatchEntities, LooksThroughWordingAgeAndDoubles) {
  const std::vector<Entity> truth = {{"left ventricular hypertrophy", Certainty::kAbnormal},
                                     {"inferior infarct", Certainty::kAbnormal}};
  const EntityMatch match = MatchEntities(truth, {{"lvh", Certainty::kAbnormal},
                                                  {"old inferior infarct", Certainty::kAbnormal},
                                                  {"inferior infarct", Certainty::kAbnormal}});
  EXPECT_EQ(match.with_certainty.right, 2u);
  EXPECT_EQ(match.with_certainty.wrong, 0u);
  EXPECT_EQ(match.with_certainty.missed, 0u);
}

TEST(MatchEntities, TellsPlacesApart) {
  const EntityMatch match = MatchEntities({{"inferior infarct", Certainty::kAbnormal}},
                                          {{"anterior infarct", Certainty::kAbnormal}});
  EXPECT_EQ(match.entities.right, 0u);
  EXPECT_EQ(match.entities.wrong, 1u);
  EXPECT_EQ(match.entities.missed, 1u);
}

TEST(MatchEntities, CountsAWrongCertaintyAsWrongAndMissed) {
  const EntityMatch match =
      MatchEntities({{"lvh", Certainty::kAbnormal}}, {{"lvh", Certainty::kUncertain}});
  EXPECT_EQ(match.entities.right, 1u);
  EXPECT_EQ(match.with_certainty.right, 0u);
  EXPECT_EQ(match.with_certainty.wrong, 1u);
  EXPECT_EQ(match.with_certainty.missed, 1u);
}

TEST(WithoutCounterpart, NamesEntitiesWithTheirCertainty) {
  EXPECT_EQ(WithoutCounterpart({{"lvh", Certainty::kUncertain}, {"rbbb", Certainty::kAbnormal}},
                               {{"lvh", Certainty::kAbnormal}, {"rbbb", Certainty::kAbnormal}}),
            "uncertain: lvh");
}

}  // namespace
}  // namespace supreme
