// The typical beat of a recording: many beats of one shape lined up and joined, sample by sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "signal/measure_input.h"

namespace supreme {

inline constexpr double kBeatBeforeMs = 460.0;  // of the fiducial point
inline constexpr double kBeatAfterMs = 740.0;
// The level that a beat is measured against: the mean of this stretch before the QRS onset.
inline constexpr int64_t kLevelSamples = SamplesOf(14.0);
inline constexpr int64_t kLevelGapSamples = SamplesOf(5.0);  // between it and the onset

struct MedianBeat {
  LeadTraces leads;          // mV; fiducial point at sample `origin`
  std::vector<size_t> used;  // leads with a trace
  int64_t origin = 0;
  int64_t length = 0;
};

// `fiducials` of the beats to join, not empty. Each beat of each lead is taken against its level at
// `level_offset` samples from the fiducial point; the median of the beats follows.
MedianBeat JoinBeats(const MeasureInput& input, std::span<const int64_t> fiducials,
                     int64_t level_offset);

// Leads less a smooth curve through their levels shortly before `onsets` (QRS onsets of similar
// beats, rising): baseline wander goes, ST and T stay.
MeasureInput RemoveWander(const MeasureInput& input, std::span<const int64_t> onsets);

}  // namespace supreme
