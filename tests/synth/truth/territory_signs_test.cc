#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(TerritorySigns, NeedTwoLeadsOrAll) {
  const BuiltSigns signs(AddTerritorySigns);
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[10].t_mv = -0.2;
  EXPECT_EQ(signs.Rule("t wave inversion in the lateral leads", truth), SignTruth::kAbsent);
  truth.measurements.leads[11].t_mv = -0.2;
  EXPECT_EQ(signs.Rule("t wave inversion in the lateral leads", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("lateral t wave inversion", truth), SignTruth::kPresent);
  EXPECT_EQ(signs.Rule("positive qrs complexes in v5 and v6", truth), SignTruth::kPresent);
}

TEST(TerritorySigns, KeepNegationsApart) {
  const BuiltSigns signs(AddTerritorySigns);
  EXPECT_EQ(signs.IdOf("no lateral st depression"), "not:territory:lateral:std");
  EXPECT_EQ(signs.IdOf("keine st-senkungen in den lateralen ableitungen"),
            "not:territory:lateral:std");
}

}  // namespace
}  // namespace supreme
