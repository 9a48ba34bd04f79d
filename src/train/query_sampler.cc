#include "train/query_sampler.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace supreme {

QueryDraw DrawQueries(std::span<const uint8_t> is_present, int64_t wanted, Rng rng) {
  std::vector<int64_t> others;
  for (size_t q = 0; q < is_present.size(); ++q) {
    if (is_present[q] == 0) others.push_back(static_cast<int64_t>(q));
  }
  const auto other_count = static_cast<int64_t>(others.size());
  const auto present_count = static_cast<int64_t>(is_present.size()) - other_count;
  const int64_t least = (wanted + 3) / 4;
  const int64_t drawn = std::min(other_count, std::max(wanted - present_count, least));
  for (int64_t i = 0; i < drawn; ++i) {
    const auto pick = static_cast<size_t>(
        i + static_cast<int64_t>(rng.Index(static_cast<uint64_t>(other_count - i))));
    std::swap(others[static_cast<size_t>(i)], others[pick]);
  }
  std::vector<uint8_t> is_asked(is_present.begin(), is_present.end());
  for (int64_t i = 0; i < drawn; ++i) {
    is_asked[static_cast<size_t>(others[static_cast<size_t>(i)])] = 1;
  }
  const auto weight = static_cast<float>(static_cast<double>(other_count) /
                                         static_cast<double>(std::max<int64_t>(1, drawn)));
  QueryDraw draw;
  for (size_t q = 0; q < is_asked.size(); ++q) {
    if (is_asked[q] == 0) continue;
    draw.queries.push_back(static_cast<int64_t>(q));
    draw.weights.push_back(is_present[q] != 0 ? 1.0f : weight);
  }
  return draw;
}

void AskOnly(const QueryDraw& draw, Batch& batch) {
  batch.query_ids = at::tensor(draw.queries);
  batch.query_weights = at::tensor(draw.weights);
  batch.labels = batch.labels.index_select(1, batch.query_ids);
  batch.queries = batch.queries.index_select(0, batch.query_ids);
}

}  // namespace supreme
