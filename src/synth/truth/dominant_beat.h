// The beat that is measured: what most beats of a recording look like, without noise.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "signal/leads.h"
#include "synth/truth/truth.h"

namespace supreme {

struct DominantBeat {
  const VentricularShape* ventricles = nullptr;  // null when the recording has no beat
  VentricularKind kind = VentricularKind::kConducted;
  double gain = 1.0;                   // mean of its beats
  const AtrialShape* atria = nullptr;  // null when no P wave can be measured
  bool has_pr = false;
};

// Conducted beats when they are at least a quarter of all; else the most frequent kind.
DominantBeat FindDominantBeat(const TruthInput& input);

// mV at 500 Hz of twelve leads as the electrodes of the recording see them, against the level
// shortly before the QRS.
struct BeatTraces {
  std::array<std::vector<float>, kLeadCount> leads;
  int64_t qrs_onset = 0;  // sample
  int64_t p_onset = 0;
};
BeatTraces RenderBeat(const DominantBeat& beat, const TruthInput& input);

}  // namespace supreme
