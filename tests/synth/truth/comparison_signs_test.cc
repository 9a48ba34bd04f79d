#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(ComparisonSigns, SayOneComparisonBothWays) {
  const BuiltSigns signs(AddComparisonSigns);
  EXPECT_EQ(signs.IdOf("r wave larger in v6 than in v5"), "compare:V6.r-V5.r>=0");
  EXPECT_EQ(signs.IdOf("r wave in v5 smaller than in v6"), "compare:V6.r-V5.r>=0");
}

TEST(ComparisonSigns, CompareDepthsOfSWaves) {
  const BuiltSigns signs(AddComparisonSigns);
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[6].s_mv = -1.5;
  EXPECT_EQ(signs.Rule("s wave deeper in v1 than in v2", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("s wave deeper in v2 than in v1", truth), SignTruth::kAbsent);
}

TEST(ComparisonSigns, FindTheTransitionZone) {
  const BuiltSigns signs(AddComparisonSigns);
  Truth truth = OrdinaryTruth();
  EXPECT_EQ(signs.Rule("early transition", truth), SignTruth::kPresent);
  for (size_t lead = 6; lead < 11; ++lead) truth.measurements.leads[lead].s_mv = -2.0;
  EXPECT_EQ(signs.Rule("early transition", truth), SignTruth::kAbsent);
  EXPECT_EQ(signs.Rule("late transition", truth), SignTruth::kPresent);
}

}  // namespace
}  // namespace supreme
