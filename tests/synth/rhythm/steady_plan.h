// A plan of 16 conducted beats, one a second, from before the record's start to after its end.
#pragma once

#include "synth/rhythm/beat.h"

namespace supreme {

inline BeatPlan SteadyPlan() {
  BeatPlan plan;
  plan.rr_s = 1.0;
  plan.pr_s = 0.16;
  for (int i = -2; i < 14; ++i) plan.beats.push_back(ConductedBeat(i + 0.5, 0.16));
  return plan;
}

}  // namespace supreme
