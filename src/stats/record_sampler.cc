#include "stats/record_sampler.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {
namespace {

void DrawCounts(Rng& rng, size_t size, std::vector<uint32_t>& counts) {
  counts.assign(size, 0U);
  for (size_t i = 0; i < size; ++i) ++counts[rng.Index(size)];
}

}  // namespace

RecordSampler::RecordSampler(size_t record_count)
    : record_count_(record_count), cluster_count_(record_count) {}

RecordSampler::RecordSampler(std::span<const uint32_t> cluster_of_record)
    : record_count_(cluster_of_record.size()),
      cluster_of_record_(cluster_of_record.begin(), cluster_of_record.end()) {
  std::vector<bool> present;
  for (const uint32_t cluster : cluster_of_record) {
    SUPREME_CHECK(cluster < cluster_of_record.size());
    if (cluster >= present.size()) present.resize(cluster + size_t{1});
    present[cluster] = true;
  }
  SUPREME_CHECK(std::find(present.begin(), present.end(), false) == present.end());
  cluster_count_ = present.size();
}

void RecordSampler::Draw(Rng& rng, std::vector<uint32_t>& counts) const {
  if (cluster_of_record_.empty()) return DrawCounts(rng, record_count_, counts);
  std::vector<uint32_t> drawn;
  DrawCounts(rng, cluster_count_, drawn);
  counts.resize(record_count_);
  std::ranges::transform(cluster_of_record_, counts.begin(),
                         [&](uint32_t cluster) { return drawn[cluster]; });
}

}  // namespace supreme
