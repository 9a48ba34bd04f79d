// Agglomerative clustering of unit vectors by cosine, down to a threshold: the two nearest groups
// are joined until no two are nearer than the threshold. Some items must never meet.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "vocab/bounding_basis.h"

namespace supreme {

enum class Linkage {
  kAverage,   // mean cosine over all pairs of members
  kComplete,  // the smallest
  kSingle,    // the largest
};
std::string_view LinkageName(Linkage linkage);
// "average", "complete", "single"; kUsage otherwise.
Linkage LinkageFromName(std::string_view name);

struct LinkageInput {
  RowsView rows;  // of length 1 (or 0); ties are decided by their order
  // Items of one kind may meet the same others; `is_apart` is symmetric and false for equal kinds.
  std::span<const uint32_t> kinds;
  std::function<bool(uint32_t, uint32_t)> is_apart;
  double threshold = 0.8;
};

using Groups = std::vector<std::vector<uint32_t>>;  // rows, ascending; groups by their first row

// Exact, deterministic. Average linkage needs no list of pairs: for unit vectors the mean cosine of
// two groups is the product of their mean vectors. It follows chains of nearest neighbours;
// candidates come from the 256 nearest rows of every member, with a bound that says when these are
// not enough and all groups must be looked at. O(rows² × 48) and O(rows × (256 + width)) memory.
Groups AverageLinkage(const LinkageInput& input);

// Complete or single linkage over the list of pairs that are nearer than the threshold.
// kInvalidInput when there are over 30 million of them (about 1 GB).
Groups PairLinkage(const LinkageInput& input, Linkage linkage);

// Which kinds each growing group holds.
class KindSets {
 public:
  explicit KindSets(const LinkageInput& input);
  bool IsApart(uint32_t group, uint32_t other) const;
  // `other` becomes part of `group`.
  void Join(uint32_t group, uint32_t other);

 private:
  const std::function<bool(uint32_t, uint32_t)>& is_apart_;
  std::vector<std::vector<uint32_t>> kinds_;  // by group, sorted
};

// The groups of `parents`, where each row names a row of its group that came before, or itself.
Groups GroupsOf(std::vector<uint32_t> parents);

}  // namespace supreme
