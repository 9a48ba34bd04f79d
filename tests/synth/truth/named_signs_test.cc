#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(FindingSigns, KeepNegationsApart) {
  const BuiltSigns signs(AddFindingSigns);
  EXPECT_EQ(signs.IdOf("afib"), "finding:AFIB");
  EXPECT_EQ(signs.IdOf("no atrial fibrillation"), "not:finding:AFIB");
}

TEST(FindingSigns, MeasureWhatIsAMeasurement) {
  const BuiltSigns signs(AddFindingSigns);
  Truth truth = OrdinaryTruth();
  truth.measurements.qrs_axis_degrees = 120.0;
  EXPECT_EQ(signs.Rule("right axis deviation", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("left axis deviation", truth), SignTruth::kAbsent);
}

TEST(GroupSigns, KnowGroupsEventsAndQuality) {
  const BuiltSigns signs(AddGroupSigns);
  EXPECT_EQ(signs.IdOf("myocardial infarction"), "group:mi");
  EXPECT_EQ(signs.IdOf("delta wave"), "event:delta");
  EXPECT_EQ(signs.IdOf("baseline wander"), "quality:wander");
  EXPECT_EQ(signs.IdOf("wide qrs"), "measure:wide_qrs");
}

}  // namespace
}  // namespace supreme
