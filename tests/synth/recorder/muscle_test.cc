#include "synth/recorder/muscle.h"
#include "tests/synth/recorder/silence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

double Deviation(const std::vector<float>& row) {
  double squares = 0.0;
  for (const float value : row) squares += static_cast<double>(value) * value;
  return std::sqrt(squares / static_cast<double>(row.size()));
}

TEST(Muscle, IsAsStrongAsItSays) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    ElectrodeRows rows = Silence(5000);
    Rng rng(seed);
    const PerElectrode said = AddMuscle(MakeSlowGrid(5000, 500.0), 500.0, 1.0, rng, rows);
    // Tremor comes on top of one arm, so that a chest electrode is asked.
    EXPECT_NEAR(Deviation(rows[kFirstChest]) / said[kFirstChest], 1.0, 0.25) << seed;
  }
}

TEST(Muscle, ArmsAreLouderThanLegAndChest) {
  double arms = 0.0;
  double others = 0.0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    ElectrodeRows rows = Silence(1000);
    Rng rng(seed);
    const PerElectrode said = AddMuscle(MakeSlowGrid(1000, 500.0), 500.0, 1.0, rng, rows);
    arms += std::log(said[kRightArm]) + std::log(said[kLeftArm]);
    others += std::log(said[kLeftLeg]) + std::log(said[kFirstChest + 3]);
  }
  EXPECT_GT(arms - others, 100.0 * 2.0 * std::log(2.0));
}

TEST(Muscle, ElectrodesDifferAtEverySampleRate) {
  for (const double rate_hz : {100.0, 250.0, 500.0, 1000.0}) {
    ElectrodeRows rows = Silence(2000);
    Rng rng(5);
    AddMuscle(MakeSlowGrid(2000, rate_hz), rate_hz, 1.0, rng, rows);
    double product = 0.0;
    for (size_t t = 0; t < 2000; ++t) product += static_cast<double>(rows[0][t]) * rows[1][t];
    EXPECT_LT(std::abs(product / 2000.0), 0.3 * Deviation(rows[0]) * Deviation(rows[1]));
  }
}

}  // namespace
}  // namespace supreme
