// The windows of one shard of a pack (layout in data/pack.h) while it is filled.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/atomic_file.h"
#include "signal/window.h"

namespace supreme {

inline constexpr size_t kShardRows = 512;  // 61 MB: large reads, and little to do twice

// Samples become int16 with one scale per lead; when every sample of a record is a whole number of
// microvolts within ±32.767 mV the scale is 0.001 and nothing is lost. Not thread-safe.
class ShardBuffer {
 public:
  void Add(const EcgWindow& window);
  size_t rows() const { return masks_.size() / kLeadCount; }
  // Writes the shard, also one without rows, and is empty afterwards. Errors: kIo, kNoSpace.
  void Write(const std::filesystem::path& path, Durability durability);

 private:
  std::vector<int16_t> samples_;  // [rows, 12, 5000]
  std::vector<float> scales_;     // [rows, 12]
  std::vector<uint8_t> masks_;    // [rows, 12]
};

}  // namespace supreme
