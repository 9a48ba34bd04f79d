// Where the waves of a median beat begin and end, in samples of the beat.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "signal/measure_beat.h"

namespace supreme {

struct Span {
  int64_t onset = 0;
  int64_t end = 0;
};

// QRS over all leads: the stretch around the fiducial point outside of which the joint slope of the
// leads stays small. Nothing to refuse: there is always some stretch.
Span FindQrs(const MedianBeat& beat);

struct TWave {
  int64_t peak = 0;
  int64_t end = 0;  // where the steepest tangent after the peak meets the level, median of leads
};
// Nothing where no lead shows a T wave of 0.04 mV. `rr_ms` limits how late it can come.
std::optional<TWave> FindTWave(const MedianBeat& beat, const Span& qrs, double rr_ms);

// The last bump before the QRS that is no part of the T wave before; nothing below 0.025 mV.
// `earliest` is the first sample at which its peak may lie. Whether it stands before most beats is
// not known here: see PConsistency.
std::optional<Span> FindPWave(const MedianBeat& beat, const Span& qrs, int64_t earliest);

// Mean over the beats of how well a beat's P stretch correlates with the mean of the others'
// (all leads together): near 1 for sinus rhythm, near 0 in fibrillation. 0 for fewer than 2 beats.
// `input` is free of wander; `fiducials` are the beats' points that stand for beat.origin.
double PConsistency(const MeasureInput& input, std::span<const int64_t> fiducials,
                    const MedianBeat& beat, const Span& p_wave);

}  // namespace supreme
