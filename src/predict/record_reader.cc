#include "predict/record_reader.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path WithHeaderExtension(const fs::path& path) { return path.string() + ".hea"; }

void AddHeadersBelow(const fs::path& folder, std::vector<fs::path>& records) {
  std::error_code failure;
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entries(folder, failure);
  if (failure) throw SystemError(failure.value(), "cannot list", folder.string());
  for (; entries != fs::recursive_directory_iterator(); entries.increment(failure)) {
    if (failure) throw SystemError(failure.value(), "cannot list", folder.string());
    if (AsciiLower(entries->path().extension().string()) == ".hea") {
      found.push_back(entries->path());
    }
  }
  if (found.empty()) {
    throw Error(ErrorCode::kNotFound, "no records below the folder", folder.string(),
                "give a folder with WFDB headers (.hea)");
  }
  std::sort(found.begin(), found.end());
  records.insert(records.end(), found.begin(), found.end());
}

}  // namespace

Record ReadAnyRecord(const fs::path& path, const WfdbOptions& options) {
  std::error_code ignored;
  const std::string extension = AsciiLower(path.extension().string());
  const bool is_wfdb = extension == ".hea" || extension == ".dat" || extension == ".mat";
  if (is_wfdb || fs::exists(WithHeaderExtension(path), ignored)) return ReadWfdb(path, options);
  if (!fs::exists(path, ignored)) {
    throw Error(ErrorCode::kNotFound, "no such file", path.string(), "check the path");
  }
  throw Error(ErrorCode::kInvalidInput, "not a kind of ECG file that can be read", path.string(),
              "a WFDB record: its header .hea, its signal file .dat or .mat beside the header, or "
              "their common name");
}

std::vector<fs::path> FindRecords(std::span<const std::string> paths) {
  std::vector<fs::path> records;
  for (const fs::path path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
      AddHeadersBelow(path, records);
    } else if (fs::exists(path, ignored) || fs::exists(WithHeaderExtension(path), ignored)) {
      records.push_back(path);
    } else {
      throw Error(ErrorCode::kNotFound, "no such file or folder", path.string(), "check the path");
    }
  }
  return records;
}

}  // namespace supreme
