// From shapes and events to the clean traces of the eight independent leads.
#pragma once

#include <array>
#include <vector>

#include "core/rng.h"
#include "synth/heart/heart.h"
#include "synth/heart/torso.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// mV, rows I, II, V1 … V6, all of one length.
using CleanLeads = std::array<std::vector<float>, kIndependentLeadCount>;

// A shape's waves seen by the eight leads: `samples` [8][n], `lead_in` samples before the onset.
struct LeadTemplate {
  CleanLeads samples;
  int64_t lead_in_samples = 0;
};
LeadTemplate MakeTemplate(const std::vector<Wave>& waves, const Torso& torso,
                          double sample_rate_hz);

struct StripLength {
  double sample_rate_hz = 500.0;
  double duration_s = 10.0;
};

// Every event's template added at its onset (nearest sample), pacing spikes, fibrillation and
// flutter waves. `rng` draws the phases of f waves.
CleanLeads Render(const RhythmStrip& strip, const Heart& heart, const Torso& torso,
                  const StripLength& length, Rng& rng);

}  // namespace supreme
