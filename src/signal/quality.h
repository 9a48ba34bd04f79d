// Warnings about what an ECG window shows: wrong gain, limb leads that contradict each other.
#pragma once

#include <string>
#include <vector>

#include "signal/window.h"

namespace supreme {

// Typical height of the QRS complexes in mV. Per lead: the median over stretches of 2 s of the
// largest change within 40 ms. Per record: the geometric mean of the median and the largest of the
// leads that are present and not flat. `used_samples` excludes the padding. 0 when no lead counts.
float QrsHeightMv(const EcgWindow& window, size_t used_samples);

// One line per problem, for a human; empty when all is plausible. Never refuses: low voltage and
// hypertrophy are real. `used_samples` excludes the padding at the end.
std::vector<std::string> CheckQuality(const EcgWindow& window, size_t used_samples);

}  // namespace supreme
