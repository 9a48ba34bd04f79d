#include "fetch/size_estimate.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

namespace supreme {

SizeEstimate EstimateSize(
    const std::vector<const RemoteFile*>& files, size_t per_kind,
    const std::function<std::optional<uint64_t>(const RemoteFile& file)>& size_of) {
  SizeEstimate estimate;
  std::map<std::string, std::vector<const RemoteFile*>> kinds;
  for (const RemoteFile* file : files) {
    if (file->size_bytes) {
      estimate.bytes += *file->size_bytes;
    } else {
      kinds[std::filesystem::path(file->path).extension().string()].push_back(file);
    }
  }
  for (const auto& [extension, members] : kinds) {
    const size_t asked = std::min(per_kind, members.size());
    double sum = 0;
    size_t answers = 0;
    for (size_t i = 0; i < asked; ++i) {
      const auto size = size_of(*members[i * members.size() / asked]);
      if (!size) continue;
      sum += static_cast<double>(*size);
      ++answers;
    }
    estimate.asked += asked;
    if (answers == 0) {
      estimate.unknown += members.size();
    } else {
      const double mean = sum / static_cast<double>(answers);
      estimate.bytes += static_cast<uint64_t>(mean * static_cast<double>(members.size()) + 0.5);
    }
  }
  return estimate;
}

}  // namespace supreme
