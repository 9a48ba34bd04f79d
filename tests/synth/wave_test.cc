#include "synth/wave.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace supreme {
namespace {

TEST(Wave, EqualsTheGaussianWithinItsSupport) {
  const Wave wave{.center_ms = 101.3,
                  .left_sigma_ms = 12.0,
                  .right_sigma_ms = 40.0,
                  .peak_mv = {1.0, -2.0, 0.5}};
  Dipole dipole(500, 500.0);
  AddWave(wave, 0.2, dipole);
  for (size_t s = 0; s < 500; ++s) {
    const double distance_ms = 2.0 * static_cast<double>(s) - 301.3;
    const double sigma_ms = distance_ms < 0.0 ? 12.0 : 40.0;
    const double value = std::exp(-distance_ms * distance_ms / (2.0 * sigma_ms * sigma_ms));
    EXPECT_NEAR(dipole.x[s], value, 4e-4) << s;
    EXPECT_NEAR(dipole.y[s], -2.0 * value, 8e-4) << s;
    EXPECT_NEAR(dipole.z[s], 0.5 * value, 2e-4) << s;
  }
}

TEST(Wave, AddsNoSampleTwice) {
  // A peak exactly on a sample belongs to one flank only.
  Dipole dipole(200, 500.0);
  AddWave({.center_ms = 100.0, .peak_mv = {1.0, 0.0, 0.0}}, 0.1, dipole);
  EXPECT_DOUBLE_EQ(dipole.x[100], 1.0);
  const double area = std::accumulate(dipole.x.begin(), dipole.x.end(), 0.0);
  EXPECT_NEAR(area, 10.0 / 2.0 * std::sqrt(2.0 * M_PI), 0.01);
}

TEST(Wave, IsCutAtBothEndsOfTheRecording) {
  Dipole dipole(10, 500.0);
  AddWave({.center_ms = 0.0, .peak_mv = {1.0, 0.0, 0.0}}, 0.0, dipole);
  AddWave({.center_ms = 0.0, .peak_mv = {1.0, 0.0, 0.0}}, 5.0, dipole);
  AddWave({.center_ms = 0.0, .peak_mv = {1.0, 0.0, 0.0}}, -5.0, dipole);
  EXPECT_DOUBLE_EQ(dipole.x[0], 1.0);
  EXPECT_LT(dipole.x[9], 0.25);
}

}  // namespace
}  // namespace supreme
