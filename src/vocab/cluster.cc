#include "vocab/cluster.h"

#include <algorithm>
#include <numeric>

#include "core/error.h"

namespace supreme {
namespace {

struct Cluster {
  std::vector<size_t> members;
  std::vector<float> sum;  // of the members' unit vectors: mean cosine = dot / members
};

}  // namespace

std::vector<std::vector<size_t>> ClusterEntities(std::span<const ClusterItem> items,
                                                 const UnitVectors& vectors, double threshold,
                                                 const ConflictTable& conflicts) {
  SUPREME_CHECK(items.size() == vectors.count());
  std::vector<size_t> order(items.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return items[a].record_count != items[b].record_count
               ? items[a].record_count > items[b].record_count
               : items[a].text < items[b].text;
  });
  std::vector<Traits> traits;
  for (const ClusterItem& item : items) traits.push_back(conflicts.TraitsOf(item.text));

  std::vector<Cluster> clusters;
  for (const size_t item : order) {
    const std::span<const float> vector = vectors.Row(item);
    Cluster* best = nullptr;
    double best_mean = threshold;
    for (Cluster& cluster : clusters) {
      const double mean = Dot(vector, cluster.sum) / static_cast<double>(cluster.members.size());
      if (mean <= best_mean || Dot(vector, vectors.Row(cluster.members[0])) <= threshold) continue;
      const bool is_apart = std::any_of(
          cluster.members.begin(), cluster.members.end(),
          [&](size_t member) { return conflicts.KeepsApart(traits[item], traits[member]); });
      if (is_apart) continue;
      best = &cluster;
      best_mean = mean;
    }
    if (best == nullptr) {
      clusters.push_back({{}, std::vector<float>(vectors.width, 0.0f)});
      best = &clusters.back();
    }
    best->members.push_back(item);
    for (size_t i = 0; i < vectors.width; ++i) best->sum[i] += vector[i];
  }
  std::vector<std::vector<size_t>> groups;
  for (Cluster& cluster : clusters) groups.push_back(std::move(cluster.members));
  return groups;
}

}  // namespace supreme
