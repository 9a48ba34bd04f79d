#include "signal/measurements.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(FrontalAxis, PointsAlongTheLeads) {
  EXPECT_NEAR(FrontalAxisDegrees(1.0, 0.0), 0.0, 1e-9);
  EXPECT_NEAR(FrontalAxisDegrees(0.0, 1.0), 90.0, 1e-9);
  EXPECT_NEAR(FrontalAxisDegrees(-1.0, 0.0), 180.0, 1e-9);
  EXPECT_NEAR(FrontalAxisDegrees(0.0, -1.0), -90.0, 1e-9);
}

TEST(FrontalAxis, ScalesTheAugmentedLead) {
  // A vector at 60 degrees gives I = cos 60 and aVF = sin 60 · √3/2.
  EXPECT_NEAR(FrontalAxisDegrees(0.5, 0.75), 60.0, 1e-9);
}

TEST(VoltageSums, AddDeepSAndTallR) {
  EcgMeasurements measurements;
  measurements.leads[*LeadIndex("V1")].s_mv = -1.5;
  measurements.leads[*LeadIndex("V3")].s_mv = -0.9;
  measurements.leads[*LeadIndex("V5")].r_mv = 1.8;
  measurements.leads[*LeadIndex("V6")].r_mv = 2.1;
  measurements.leads[*LeadIndex("aVL")].r_mv = 0.7;
  EXPECT_NEAR(SokolowLyonMv(measurements), 3.6, 1e-9);
  EXPECT_NEAR(CornellMv(measurements), 1.6, 1e-9);
}

}  // namespace
}  // namespace supreme
