// Clusters that their embeddings would join and their words keep apart, for people to look through.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "vocab/cluster.h"

namespace supreme {

struct KeptApart {
  std::string first;  // the most frequent text of either cluster
  std::string second;
  double cosine = 0.0;  // mean over all pairs of members
  uint64_t first_records = 0;
  uint64_t second_records = 0;
  std::vector<ConflictTable::Reason> reasons;  // of the two texts, or of other members
};

// Every pair of clusters with a mean cosine over `threshold` that holds a conflict; the nearest
// first. O(clusters² × 48).
std::vector<KeptApart> FindKeptApart(std::span<const ClusterItem> items, const UnitVectors& vectors,
                                     const std::vector<std::vector<size_t>>& clusters,
                                     double threshold, const ConflictTable& conflicts);

// CSV with the columns first, second, cosine, first_records, second_records, conflicts
// ("side: left | right; degree: first | third").
void WriteKeptApart(const std::vector<KeptApart>& pairs, const std::filesystem::path& path);

}  // namespace supreme
