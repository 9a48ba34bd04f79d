#include <gtest/gtest.h>

#include "built_signs.h"

namespace supreme {
namespace {

TEST(AmplitudeSigns, TurnDepthsIntoNegativeLimits) {
  const BuiltSigns signs(AddAmplitudeSigns);
  EXPECT_EQ(signs.IdOf("s wave in v1 deeper than 2 mv"), "measure:V1.s<=-2");
  EXPECT_EQ(signs.IdOf("s wave in v1 less deep than 2 mv"), "measure:V1.s>=-2");
}

TEST(AmplitudeSigns, LookAtTheNamedLead) {
  const BuiltSigns signs(AddAmplitudeSigns);
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[6].s_mv = -2.5;
  EXPECT_EQ(signs.Rule("s wave in v1 deeper than 2 mv", truth), SignTruth::kPresent);
  truth.measurements.leads[6].s_mv = -1.0;
  EXPECT_EQ(signs.Rule("s wave in v1 deeper than 2 mv", truth), SignTruth::kAbsent);
}

}  // namespace
}  // namespace supreme
