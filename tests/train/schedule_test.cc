#include "train/schedule.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

// torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(lr=1e-3, T_0=4, T_mult=2, eta_min=1e-5).
TEST(Schedule, EqualsTorchWithGrowingCycles) {
  const Schedule schedule{1e-3, 1e-5, 0, 4, 2};
  const double wanted[] = {1e-3,
                           0.000855017856687341,
                           0.000505,
                           0.00015498214331265905,
                           1e-3,
                           0.000962320368593087,
                           0.000855017856687341,
                           0.0006944282990207195};
  for (int64_t step = 0; step < 8; ++step) {
    EXPECT_NEAR(LearningRate(schedule, step), wanted[step], 1e-15) << step;
  }
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 12), 1e-3);
  EXPECT_LT(LearningRate(schedule, 27), 2e-5);
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 28), 1e-3);
}

TEST(Schedule, RestartsEveryCycleAsInThePaper) {
  const Schedule schedule;
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 5000), 1e-3);
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 10'000'000), 1e-3);
  EXPECT_NEAR(LearningRate(schedule, 4999), 1e-8, 1e-9);
}

TEST(Schedule, WarmsUpInEqualParts) {
  const Schedule schedule{1.0, 0.0, 4, 100, 1};
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 0), 0.25);
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 3), 1.0);
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 4), 1.0);
  EXPECT_DOUBLE_EQ(LearningRate(schedule, 54), 0.5);
}

}  // namespace
}  // namespace supreme
