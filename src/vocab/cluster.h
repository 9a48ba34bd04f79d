// Entities that mean the same, grouped by the cosine of their embeddings (paper §2, appendix D.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vocab/conflicts.h"
#include "vocab/embedding.h"
#include "vocab/linkage.h"

namespace supreme {

struct ClusterItem {
  std::string text;  // abbreviations in full
  uint64_t record_count = 0;
};

struct ClusterOptions {
  double threshold = 0.8;  // cosine; paper §3.1
  Linkage linkage = Linkage::kAverage;
};

// The paper names no algorithm; this is agglomerative clustering (linkage.h) of the items, the most
// frequent first, then by text, so that the order they come in does not matter. Items whose words
// conflict never share a cluster. Returns item indices: clusters by their most frequent item,
// members the most frequent first. Items whose conflicts differ in any way that always keeps them
// apart are clustered on their own, which is exact and faster.
std::vector<std::vector<size_t>> ClusterEntities(std::span<const ClusterItem> items,
                                                 const UnitVectors& vectors,
                                                 const ClusterOptions& options,
                                                 const ConflictTable& conflicts);

}  // namespace supreme
