// The threshold that tells positive and negative records apart best (Youden 1950, doi
// 10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace supreme {

struct YoudenPoint {
  double threshold = 0.0;  // score >= threshold means positive
  double sensitivity = 0.0;
  double specificity = 0.0;
};

// Maximises sensitivity + specificity - 1. The threshold lies halfway between the scores that it
// parts; of several equally good ones the highest is taken. Nothing when all records are of one
// class. kInvalidInput for a score that is not a number; kInternal when the lengths differ.
std::optional<YoudenPoint> FindYoudenPoint(std::span<const double> scores,
                                           std::span<const uint8_t> positive);

}  // namespace supreme
