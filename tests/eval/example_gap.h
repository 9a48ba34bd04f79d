// A group that does worse than the rest, with all its figures.
#pragma once

#include "eval/subgroups.h"

namespace supreme {

inline Gap ExampleGap() {
  Gap gap;
  gap.group = {0.7, Interval{0.6, 0.8, 100}};
  gap.rest = {0.9, Interval{0.85, 0.95, 100}};
  gap.difference = -0.2;
  gap.interval = Interval{-0.3, -0.1, 100};
  gap.p = 0.002;
  gap.p_holm = 0.01;
  return gap;
}

}  // namespace supreme
