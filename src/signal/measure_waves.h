// Amplitudes of one lead of a median beat.
#pragma once

#include <optional>
#include <span>

#include "signal/measure_borders.h"
#include "signal/measurements.h"

namespace supreme {

struct BeatBorders {
  std::optional<Span> p_wave;
  Span qrs;
  std::optional<TWave> t_wave;
  int64_t next_wave = 0;  // first sample that may belong to the next beat
};

// `trace` of the beat in mV, 0 = level before the QRS. Deflections of the QRS below 0.03 mV or 2 %
// of its height do not count.
LeadMeasurements MeasureLead(std::span<const float> trace, const BeatBorders& borders);

// Of positive less negative area of the QRS: what the axis is made of. mV·ms.
double NetArea(std::span<const float> trace, const Span& span);

}  // namespace supreme
