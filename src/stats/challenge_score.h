// The score of the PhysioNet/Computing in Cardiology Challenges 2020 and 2021: decisions earn the
// weight of what was said for what was true (Perez Alday et al. 2020, doi 10.1088/1361-6579/abc960,
// §2.4; Reyna et al. 2021, doi 10.23919/CinC53138.2021.9662687).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace supreme {

struct ChallengeData {
  std::span<const double> weights;     // classes × classes: row true, column said
  std::span<const uint8_t> labels;     // records × classes, 0 or 1
  std::span<const uint8_t> decisions;  // records × classes, 0 or 1
  size_t class_count = 0;
  size_t normal_class = 0;  // what an idle system says of every record: sinus rhythm
};

// 1 for decisions equal to the labels, 0 for an idle system, below 0 for worse. Within a record
// each pair of a true and a said class counts one over the number of classes that are true or said.
// Nothing when the idle system would earn as much as the labels. kInternal for wrong lengths.
std::optional<double> ChallengeScore(const ChallengeData& data);

}  // namespace supreme
