#include "synth/rhythm/beat.h"

#include <algorithm>
#include <cmath>

namespace supreme {

void SortBeats(BeatPlan& plan) {
  std::sort(plan.beats.begin(), plan.beats.end(),
            [](const Beat& a, const Beat& b) { return a.Time() < b.Time(); });
}

void ShiftFrom(BeatPlan& plan, size_t first, double shift_s) {
  if (plan.time_quantum_s > 0.0) {
    shift_s = plan.time_quantum_s * std::ceil(shift_s / plan.time_quantum_s - 0.25);
  }
  for (size_t i = first; i < plan.beats.size(); ++i) {
    plan.beats[i].p_s += shift_s;
    plan.beats[i].qrs_s += shift_s;
  }
}

double MeanRr(const BeatPlan& plan, double duration_s) {
  double first = 0.0;
  double last = 0.0;
  int count = 0;
  for (const Beat& beat : plan.beats) {
    if (!beat.has_qrs || beat.qrs_s < 0.0 || beat.qrs_s > duration_s) continue;
    if (count++ == 0) first = beat.qrs_s;
    last = beat.qrs_s;
  }
  return count < 2 ? plan.rr_s : (last - first) / (count - 1);
}

Beat ConductedBeat(double qrs_s, double pr_s, AtrialKind kind) {
  Beat beat;
  beat.has_p = pr_s > 0.0;
  beat.p_s = qrs_s - pr_s;
  beat.atrial = kind;
  beat.has_qrs = true;
  beat.qrs_s = qrs_s;
  return beat;
}

Beat LonePWave(double p_s, AtrialKind kind) {
  Beat beat;
  beat.has_p = true;
  beat.p_s = p_s;
  beat.qrs_s = p_s;
  beat.atrial = kind;
  return beat;
}

Beat LoneQrs(double qrs_s, VentricularKind kind) {
  Beat beat;
  beat.has_qrs = true;
  beat.qrs_s = qrs_s;
  beat.p_s = qrs_s;
  beat.ventricular = kind;
  return beat;
}

}  // namespace supreme
