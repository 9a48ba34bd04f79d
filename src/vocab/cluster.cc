#include "vocab/cluster.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

std::vector<size_t> CanonicalOrder(std::span<const ClusterItem> items) {
  std::vector<size_t> order(items.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, [&](size_t a, size_t b) {
    return items[a].record_count != items[b].record_count
               ? items[a].record_count > items[b].record_count
               : items[a].text < items[b].text;
  });
  return order;
}

// Items of equal traits are of one kind.
struct Kinds {
  std::vector<Traits> traits;     // by kind
  std::vector<uint32_t> of_item;  // in canonical order
};

Kinds FindKinds(std::span<const ClusterItem> items, const std::vector<size_t>& order,
                const ConflictTable& conflicts) {
  Kinds kinds;
  std::map<Traits, uint32_t> known;
  for (const size_t item : order) {
    Traits traits = conflicts.TraitsOf(items[item].text);
    const auto kind = static_cast<uint32_t>(kinds.traits.size());
    const auto [entry, is_new] = known.emplace(traits, kind);
    if (is_new) kinds.traits.push_back(std::move(traits));
    kinds.of_item.push_back(entry->second);
  }
  return kinds;
}

// Positions in the canonical order that may share clusters.
std::vector<std::vector<uint32_t>> Split(const Kinds& kinds, const ConflictTable& conflicts) {
  std::map<Traits, size_t> part_of_key;
  std::vector<size_t> part_of_kind;
  for (const Traits& traits : kinds.traits) {
    part_of_kind.push_back(
        part_of_key.emplace(conflicts.SplitKey(traits), part_of_key.size()).first->second);
  }
  std::vector<std::vector<uint32_t>> parts(part_of_key.size());
  for (uint32_t position = 0; position < kinds.of_item.size(); ++position) {
    parts[part_of_kind[kinds.of_item[position]]].push_back(position);
  }
  return parts;
}

}  // namespace

std::vector<std::vector<size_t>> ClusterEntities(std::span<const ClusterItem> items,
                                                 const UnitVectors& vectors,
                                                 const ClusterOptions& options,
                                                 const ConflictTable& conflicts) {
  SUPREME_CHECK(items.size() == vectors.count());
  const std::vector<size_t> order = CanonicalOrder(items);
  const Kinds kinds = FindKinds(items, order, conflicts);
  std::vector<std::vector<uint32_t>> groups;  // positions
  for (const std::vector<uint32_t>& part : Split(kinds, conflicts)) {
    std::vector<float> rows;
    std::vector<uint32_t> part_kinds;
    rows.reserve(part.size() * vectors.width);
    for (const uint32_t position : part) {
      const std::span<const float> row = vectors.Row(order[position]);
      rows.insert(rows.end(), row.begin(), row.end());
      part_kinds.push_back(kinds.of_item[position]);
    }
    const LinkageInput input = {{rows, vectors.width},
                                part_kinds,
                                [&](uint32_t a, uint32_t b) {
                                  return conflicts.KeepsApart(kinds.traits[a], kinds.traits[b]);
                                },
                                options.threshold};
    for (std::vector<uint32_t>& group : options.linkage == Linkage::kAverage
                                            ? AverageLinkage(input)
                                            : PairLinkage(input, options.linkage)) {
      for (uint32_t& member : group) member = part[member];
      groups.push_back(std::move(group));
    }
  }
  std::ranges::sort(groups);
  std::vector<std::vector<size_t>> clusters;
  for (const std::vector<uint32_t>& group : groups) {
    clusters.emplace_back();
    for (const uint32_t position : group) clusters.back().push_back(order[position]);
  }
  return clusters;
}

}  // namespace supreme
