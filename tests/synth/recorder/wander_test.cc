#include "synth/recorder/wander.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

double Deviation(const std::vector<float>& row) {
  double sum = 0.0;
  double squares = 0.0;
  for (const float value : row) {
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  const auto count = static_cast<double>(row.size());
  return std::sqrt(std::max(0.0, squares / count - sum * sum / (count * count)));
}

TEST(Wander, GridReachesBeyondTheLastSample) {
  for (const size_t samples : {1, 15, 16, 17, 5000, 4999}) {
    const SlowGrid grid = MakeSlowGrid(samples, 500.0);
    EXPECT_GT((grid.points - 1) * grid.spacing, samples - 1);
  }
  EXPECT_EQ(MakeSlowGrid(1000, 100.0).spacing, 3);
}

TEST(Wander, MostRecordingsAreSteadyAndSomeAwful) {
  std::vector<double> sizes;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed);
    bool moved = false;
    sizes.push_back(Deviation(MakeWander(MakeSlowGrid(5000, 500.0), 1.0, rng, moved)[kLeftLeg]));
  }
  std::sort(sizes.begin(), sizes.end());
  EXPECT_GT(sizes[150], 20.0);
  EXPECT_LT(sizes[150], 80.0);
  EXPECT_GT(sizes[290], 4.0 * sizes[150]);
}

TEST(Wander, IsSmoothAndNotPeriodic) {
  Rng rng(3);
  bool moved = false;
  const auto rows = MakeWander(MakeSlowGrid(15000, 500.0), 1.0, rng, moved);
  double steps = 0.0;
  for (size_t i = 1; i < rows[0].size(); ++i) {
    steps += std::pow(static_cast<double>(rows[0][i]) - rows[0][i - 1], 2);
  }
  EXPECT_LT(std::sqrt(steps / static_cast<double>(rows[0].size())), 0.3 * Deviation(rows[0]));
}

TEST(Wander, LevelScalesEverything) {
  bool moved = false;
  Rng once(9);
  Rng twice(9);
  const SlowGrid grid = MakeSlowGrid(5000, 500.0);
  const auto small = MakeWander(grid, 1.0, once, moved);
  const auto large = MakeWander(grid, 2.0, twice, moved);
  EXPECT_NEAR(Deviation(large[5]), 2.0 * Deviation(small[5]), 1e-3 * Deviation(small[5]));
}

}  // namespace
}  // namespace supreme
