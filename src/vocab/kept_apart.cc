#include "vocab/kept_apart.h"

#include <algorithm>
#include <utility>

#include "core/csv.h"
#include "core/numbers.h"
#include "vocab/near_pairs.h"

namespace supreme {
namespace {

std::vector<float> MeanVectors(const UnitVectors& vectors,
                               const std::vector<std::vector<size_t>>& clusters) {
  std::vector<float> means(clusters.size() * vectors.width, 0.0f);
  for (size_t cluster = 0; cluster < clusters.size(); ++cluster) {
    float* mean = means.data() + cluster * vectors.width;
    const float share = 1.0f / static_cast<float>(clusters[cluster].size());
    for (const size_t item : clusters[cluster]) {
      const std::span<const float> row = vectors.Row(item);
      for (size_t i = 0; i < row.size(); ++i) mean[i] += share * row[i];
    }
  }
  return means;
}

// Of the first pair of members that conflicts; empty when none does.
std::vector<ConflictTable::Reason> FindReasons(const std::vector<std::vector<Traits>>& traits,
                                               size_t first, size_t second,
                                               const ConflictTable& conflicts) {
  for (const Traits& a : traits[first]) {
    for (const Traits& b : traits[second]) {
      if (conflicts.KeepsApart(a, b)) return conflicts.Reasons(a, b);
    }
  }
  return {};
}

std::string Describe(const std::vector<ConflictTable::Reason>& reasons) {
  std::string text;
  for (const ConflictTable::Reason& reason : reasons) {
    text += (text.empty() ? "" : "; ") + reason.group + ": " +
            (reason.first.empty() ? "-" : reason.first) + " | " +
            (reason.second.empty() ? "-" : reason.second);
  }
  return text;
}

}  // namespace

std::vector<KeptApart> FindKeptApart(std::span<const ClusterItem> items, const UnitVectors& vectors,
                                     const std::vector<std::vector<size_t>>& clusters,
                                     double threshold, const ConflictTable& conflicts) {
  const std::vector<float> means = MeanVectors(vectors, clusters);
  std::vector<std::vector<Traits>> traits;  // different ones only, in the members' order
  std::vector<uint64_t> records;
  for (const std::vector<size_t>& cluster : clusters) {
    std::vector<Traits>& known = traits.emplace_back();
    uint64_t& count = records.emplace_back(0);
    for (const size_t item : cluster) {
      Traits said = conflicts.TraitsOf(items[item].text);
      if (std::ranges::find(known, said) == known.end()) known.push_back(std::move(said));
      count += items[item].record_count;
    }
  }
  std::vector<KeptApart> pairs;
  const RowsView rows{means, vectors.width};
  VisitNearPairs(rows, BoundingBasis(rows), threshold, [&](uint32_t a, uint32_t b, double cosine) {
    auto reasons = FindReasons(traits, a, b, conflicts);
    if (reasons.empty()) return;
    pairs.push_back({items[clusters[a][0]].text, items[clusters[b][0]].text, cosine, records[a],
                     records[b], std::move(reasons)});
  });
  std::ranges::stable_sort(pairs, std::ranges::greater(), &KeptApart::cosine);
  return pairs;
}

void WriteKeptApart(const std::vector<KeptApart>& pairs, const std::filesystem::path& path) {
  CsvWriter writer(path,
                   {"first", "second", "cosine", "first_records", "second_records", "conflicts"});
  for (const KeptApart& pair : pairs) {
    writer.Row({pair.first, pair.second, FormatFixed(pair.cosine, 4),
                std::to_string(pair.first_records), std::to_string(pair.second_records),
                Describe(pair.reasons)});
  }
  writer.Commit();
}

}  // namespace supreme
