// Rates, regularity and continuous atrial waves.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "signal/measure_borders.h"
#include "signal/measurements.h"

namespace supreme {

// Fills rate, RR intervals, their variation and the count of premature beats from the beats'
// onsets at the measuring rate (at least 2, rising). The typical RR is one that 60 % of the
// intervals do not exceed, so that it is the long one in bigeminy.
void MeasureRhythm(std::span<const int64_t> onsets, EcgMeasurements& measurements);

// Waves of atrial flutter, per minute: the traces of II, III, aVF and V1, QRS complexes bridged,
// repeat themselves after 170 to 260 ms. Nothing when they do not, and
// often in 2:1 conduction, where every second wave hides in QRS and T.
// `complexes` are the QRS complexes in samples of `input`.
std::optional<double> FlutterRate(const MeasureInput& input, std::span<const Span> complexes);

}  // namespace supreme
