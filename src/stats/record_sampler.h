// Drawing records again with replacement, one by one or patient by patient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"

namespace supreme {

// Thread-safe to read.
class RecordSampler {
 public:
  // Each record is drawn on its own.
  explicit RecordSampler(size_t record_count);
  // Records with the same number are drawn together: the records of one patient are alike, and
  // drawing them apart makes intervals too narrow (Field and Welsh 2007, doi
  // 10.1111/j.1467-9868.2007.00593.x). Numbers run from 0 without gaps (kInternal for a gap).
  explicit RecordSampler(std::span<const uint32_t> cluster_of_record);

  size_t record_count() const { return record_count_; }
  size_t cluster_count() const { return cluster_count_; }
  // How often each record is in one resample: as many clusters are drawn as there are.
  void Draw(Rng& rng, std::vector<uint32_t>& counts) const;

 private:
  size_t record_count_ = 0;
  size_t cluster_count_ = 0;
  std::vector<uint32_t> cluster_of_record_;  // empty: each record on its own
};

}  // namespace supreme
