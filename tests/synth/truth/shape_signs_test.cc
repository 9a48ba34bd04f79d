#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(ShapeSigns, TellShapesOfALeadApart) {
  const BuiltSigns signs(AddShapeSigns);
  Truth truth = OrdinaryTruth();
  LeadMeasurements& v1 = truth.measurements.leads[6];
  v1.r_mv = 0.0;
  v1.q_mv = -1.0;
  v1.s_mv = -1.0;
  EXPECT_EQ(signs.Rule("qs complex in v1", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("qs complex in v2", truth), SignTruth::kAbsent);
  EXPECT_EQ(signs.Rule("negative qrs in v1", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("r prime in v1", truth), SignTruth::kAbsent);
}

TEST(ShapeSigns, NameTheSlopeOfSt) {
  const BuiltSigns signs(AddShapeSigns);
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[10].j_mv = -0.05;
  truth.measurements.leads[10].st80_mv = 0.1;
  EXPECT_EQ(signs.Rule("upsloping st segment in v5", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("downsloping st segment in v5", truth), SignTruth::kAbsent);
}

}  // namespace
}  // namespace supreme
