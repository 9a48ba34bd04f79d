#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(ScalarSigns, SayLimitsAndRanges) {
  const BuiltSigns signs(AddScalarSigns);
  EXPECT_EQ(signs.IdOf("qrs duration above 120 ms"), "measure:qrs_ms>=120");
  EXPECT_EQ(signs.IdOf("qrs duration below 120 ms"), "measure:qrs_ms<=120");
  EXPECT_EQ(signs.IdOf("pr interval between 160 and 180 ms"), "measure:all(pr_ms>=160,pr_ms<=180)");
}

TEST(ScalarSigns, ReadOneLessWhereACountIsBelow) {
  const BuiltSigns signs(AddScalarSigns);
  Truth truth = OrdinaryTruth();
  truth.counts.ventricular_ectopic = 2;
  EXPECT_EQ(signs.Rule("count of pvcs at least 2", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("count of pvcs below 2", truth), SignTruth::kAbsent);
}

}  // namespace
}  // namespace supreme
