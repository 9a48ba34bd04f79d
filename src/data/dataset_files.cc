#include "data/dataset_files.h"

#include <algorithm>
#include <tuple>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

namespace fs = std::filesystem;

std::vector<DatasetFile> FindDatasetFiles(const fs::path& dir,
                                          const std::vector<std::string_view>& endings) {
  std::error_code failure;
  fs::recursive_directory_iterator files(dir, failure);
  std::vector<DatasetFile> found;
  for (; !failure && files != fs::recursive_directory_iterator(); files.increment(failure)) {
    const fs::path& path = files->path();
    const std::string ending = AsciiLower(path.extension().string());
    if (std::find(endings.begin(), endings.end(), ending) == endings.end()) continue;
    std::error_code ignored;
    if (!files->is_regular_file(ignored)) continue;
    found.push_back({path.stem().string(), path.lexically_relative(dir).generic_string()});
  }
  if (failure) throw SystemError(failure.value(), "cannot list", dir.string());
  std::sort(found.begin(), found.end(), [](const DatasetFile& a, const DatasetFile& b) {
    return std::tie(a.record_id, a.path) < std::tie(b.record_id, b.path);
  });
  return found;
}

bool IsNumberedId(std::string_view record_id, std::string_view prefix) {
  if (!record_id.starts_with(prefix) || record_id.size() == prefix.size()) return false;
  const std::string_view number = record_id.substr(prefix.size());
  return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace supreme
