// Warnings about what an ECG window shows: wrong gain, limb leads that contradict each other.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "signal/window.h"

namespace supreme {

// Heights of QRS complexes of ECGs with a right gain, in mV. Set on 1,094 public records: those
// with a right gain lie in 0.6–3.9 mV, copies whose header says a fifth of the gain or five times
// the gain above 4.7 and below 0.44 mV.
inline constexpr float kMinQrsHeightMv = 0.5f;
inline constexpr float kMaxQrsHeightMv = 4.3f;

// Of one lead: the median over stretches of 2 s of the largest change within 40 ms. The samples are
// finite; 0 when there are none.
float LeadQrsHeightMv(std::span<const float> lead_mv, double sample_rate_hz);

// Of a record: the geometric mean of the median and the largest of its leads' heights; 0 for none.
float JoinQrsHeights(std::vector<float> lead_heights_mv);

// Typical height of the QRS complexes in mV, of the leads that are present and not flat.
// `used_samples` excludes the padding. 0 when no lead counts.
float QrsHeightMv(const EcgWindow& window, size_t used_samples);

// One line per problem, for a human; empty when all is plausible. Never refuses: low voltage and
// hypertrophy are real. `used_samples` excludes the padding at the end.
std::vector<std::string> CheckQuality(const EcgWindow& window, size_t used_samples);

}  // namespace supreme
