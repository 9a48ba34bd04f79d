#include "formats/find_records.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/open.h"

namespace supreme::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 13> kEndings = {".hea", ".dcm", ".dicom", ".scp", ".xml",
                                                       ".edf", ".bdf", ".h5",    ".hdf", ".hdf5",
                                                       ".mat", ".ecg", ".aecg"};
constexpr std::array<std::string_view, 2> kTableEndings = {".csv", ".npy"};

template <size_t kCount>
bool IsOneOf(const std::string& ending, const std::array<std::string_view, kCount>& endings) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

// Devices write DICOM files without an ending.
bool IsDicomWithoutEnding(const fs::path& path) {
  try {
    return DetectFormat(path) == Format::kDicom;
  } catch (const Error&) {
    return false;
  }
}

bool IsRecord(const fs::path& path, const std::string& ending) {
  std::error_code ignored;
  if (ending.empty()) return IsDicomWithoutEnding(path);
  if (ending == ".mat") return !fs::exists(fs::path(path).replace_extension(".hea"), ignored);
  return IsOneOf(ending, kEndings);
}

void AddRecordsBelow(const fs::path& folder, std::vector<fs::path>& records) {
  std::error_code failure;
  std::vector<fs::path> found, tables;
  fs::recursive_directory_iterator entries(folder, failure);
  if (failure) throw SystemError(failure.value(), "cannot list", folder.string());
  for (; entries != fs::recursive_directory_iterator(); entries.increment(failure)) {
    if (failure) throw SystemError(failure.value(), "cannot list", folder.string());
    std::error_code ignored;
    if (entries->is_directory(ignored)) continue;
    const std::string ending = AsciiLower(entries->path().extension().string());
    if (IsRecord(entries->path(), ending)) found.push_back(entries->path());
    if (IsOneOf(ending, kTableEndings)) tables.push_back(entries->path());
  }
  if (found.empty()) found = std::move(tables);
  if (found.empty()) {
    throw Error(ErrorCode::kNotFound, "no records below the folder", folder.string(),
                "give a folder with ECG files, e.g. WFDB headers (.hea)");
  }
  std::sort(found.begin(), found.end());
  records.insert(records.end(), found.begin(), found.end());
}

}  // namespace

std::vector<fs::path> FindRecords(std::span<const std::string> paths) {
  std::vector<fs::path> records;
  for (const fs::path path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
      AddRecordsBelow(path, records);
    } else if (RecordExists(path)) {
      records.push_back(path);
    } else {
      throw Error(ErrorCode::kNotFound, "no such file or folder", path.string(), "check the path");
    }
  }
  return records;
}

}  // namespace supreme::formats
