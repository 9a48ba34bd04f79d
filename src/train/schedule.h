// Learning rate per step: linear warm-up, then cosine annealing with warm restarts (SGDR,
// Loshchilov and Hutter 2017, arXiv:1608.03983, Eq. 5; paper §3.1).
#pragma once

#include <cstdint>

namespace supreme {

struct Schedule {
  double peak = 1e-3;
  double minimum = 1e-8;
  int64_t warmup_steps = 0;
  int64_t first_cycle_steps = 5000;  // T0, at least 1
  int64_t cycle_factor = 1;          // T_mult, at least 1
};

// `step` counts from 0. Warm-up rises to the peak in equal parts; the cosine starts after it.
double LearningRate(const Schedule& schedule, int64_t step);

}  // namespace supreme
