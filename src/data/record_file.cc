#include "data/record_file.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void RefuseFormat(std::string_view format, const fs::path& path) {
  throw Error(ErrorCode::kUnavailable, "this build cannot read " + std::string(format) + " records",
              path.string(), "convert them to WFDB and use data import folder");
}

Record ReadHdf5Record(const fs::path& path, size_t) { RefuseFormat("HDF5", path); }

Record ReadMatStruct(const fs::path& path) { RefuseFormat("MATLAB 5", path); }

bool HasHeader(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::path(path).replace_extension(".hea"), ignored);
}

}  // namespace

std::vector<int64_t> ReadExamIds(const fs::path& path) { RefuseFormat("HDF5", path); }

Record ReadRecordFile(const fs::path& path, const RecordFileOptions& options) {
  const std::string extension = AsciiLower(path.extension().string());
  if (extension == ".h5" || extension == ".hdf5") return ReadHdf5Record(path, options.index);
  if (extension == ".mat" && !HasHeader(path)) return ReadMatStruct(path);
  WfdbOptions wfdb;
  wfdb.gain_per_mv = options.gain_per_mv;
  Record record = ReadWfdb(path, wfdb);
  std::erase_if(record.warnings, [&](const std::string& warning) {
    return std::any_of(
        options.known_quirks.begin(), options.known_quirks.end(),
        [&](std::string_view quirk) { return warning.find(quirk) != std::string::npos; });
  });
  return record;
}

}  // namespace supreme
