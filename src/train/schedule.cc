#include "train/schedule.h"

#include <cmath>
#include <numbers>

namespace supreme {

double LearningRate(const Schedule& schedule, int64_t step) {
  if (step < schedule.warmup_steps) {
    return schedule.peak * static_cast<double>(step + 1) /
           static_cast<double>(schedule.warmup_steps);
  }
  int64_t position = step - schedule.warmup_steps;
  int64_t length = schedule.first_cycle_steps;
  if (schedule.cycle_factor == 1) {
    position %= length;
  } else {
    while (position >= length) {
      position -= length;
      length *= schedule.cycle_factor;
    }
  }
  const double phase = static_cast<double>(position) / static_cast<double>(length);
  return schedule.minimum +
         (schedule.peak - schedule.minimum) * (1.0 + std::cos(std::numbers::pi * phase)) / 2.0;
}

}  // namespace supreme
