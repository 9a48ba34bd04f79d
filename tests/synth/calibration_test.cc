#include "synth/calibration.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

const std::vector<Wave> kBeat = {{20.0, 8.0, 8.0, {-0.1, 0.0, -0.2}},
                                 {45.0, 10.0, 10.0, {1.0, 0.7, 0.1}},
                                 {70.0, 8.0, 8.0, {0.0, 0.1, 0.5}}};

TEST(Calibration, MeasuresTheLargestAndSmallestValueOfALead) {
  const std::vector<Wave> one = {{50.0, 10.0, 10.0, {1.0, 0.0, 0.0}}};
  const auto deflections = MeasureDeflections(one, DowerProjection());
  EXPECT_NEAR(deflections[0].highest_mv, 0.632, 1e-6);
  EXPECT_EQ(deflections[0].lowest_mv, 0.0);
  EXPECT_NEAR(deflections[6].lowest_mv, -0.515, 1e-6);
  EXPECT_NEAR(SokolowLyonMv(deflections), 0.515 + 1.125, 1e-6);
  EXPECT_NEAR(LimbVoltageMv(deflections), 0.632, 1e-6);
}

TEST(Calibration, TurnsToAnyAxis) {
  for (double wanted = -75.0; wanted <= 85.0; wanted += 10.0) {
    std::vector<Wave> waves = kBeat;
    TurnToAxis(wanted, 1, DowerProjection(), waves);
    EXPECT_NEAR(FrontalAxisDegrees(waves, DowerProjection()), wanted, 0.5);
    EXPECT_EQ(waves[0].peak_mv.x, kBeat[0].peak_mv.x);
    EXPECT_EQ(waves[1].peak_mv.z, kBeat[1].peak_mv.z);
  }
}

TEST(Calibration, ScalingKeepsTheAxis) {
  std::vector<Wave> waves = kBeat;
  Scale(0.3, waves);
  EXPECT_NEAR(FrontalAxisDegrees(waves, DowerProjection()),
              FrontalAxisDegrees(kBeat, DowerProjection()), 1e-9);
  EXPECT_NEAR(LimbVoltageMv(MeasureDeflections(waves, DowerProjection())),
              0.3 * LimbVoltageMv(MeasureDeflections(kBeat, DowerProjection())), 1e-9);
}

}  // namespace
}  // namespace supreme
