#include "data/record_file.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/open.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// 100 MB of tracings: under the limit of an answer.
constexpr size_t kExamsPerCall = 512;

bool HasHeader(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::path(path).replace_extension(".hea"), ignored);
}

}  // namespace

std::vector<int64_t> ReadExamIds(const fs::path& path) {
  std::vector<int64_t> ids;
  size_t total = 1;
  while (ids.size() < total) {
    const formats::RecordAnswer answer = formats::OpenRange(path, ids.size(), kExamsPerCall);
    total = answer.total;
    for (const Record& record : answer.records) {
      const auto id = ParseInt(record.record_id);
      if (!id) {
        throw Error(ErrorCode::kCorruptData, "\"" + record.record_id + "\" is no exam's number",
                    path.string(), "a file of CODE-15 % has /tracings and /exam_id");
      }
      ids.push_back(*id);
    }
  }
  return ids;
}

Record ReadRecordFile(const fs::path& path, const RecordFileOptions& options) {
  const std::string extension = AsciiLower(path.extension().string());
  if (extension == ".h5" || extension == ".hdf5" || (extension == ".mat" && !HasHeader(path))) {
    formats::OpenOptions open;
    open.read.record_index = options.index;
    return formats::OpenRecord(path, open);
  }
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
