// Entities that mean the same, grouped by the cosine of their embeddings (paper §2, appendix D.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vocab/conflicts.h"
#include "vocab/embedding.h"

namespace supreme {

struct ClusterItem {
  std::string text;  // abbreviations in full
  uint64_t record_count = 0;
};

// The paper names no algorithm; this one is greedy and needs no random start. Entities are taken
// from the most to the least frequent (then by text). Each joins the cluster with the highest mean
// cosine to all its members, if that mean and the cosine to the cluster's first member are both
// over `threshold` and no member's words conflict with its own; else it starts a cluster.
// Returns item indices, the most frequent first. O(items × clusters × width).
std::vector<std::vector<size_t>> ClusterEntities(std::span<const ClusterItem> items,
                                                 const UnitVectors& vectors, double threshold,
                                                 const ConflictTable& conflicts);

}  // namespace supreme
