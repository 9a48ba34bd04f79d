#include "data/record_file.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/open.h"
#include "formats/wfdb_file.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

bool HasHeader(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::path(path).replace_extension(".hea"), ignored);
}

}  // namespace

std::vector<int64_t> ReadExamIds(const fs::path& path) {
  std::vector<int64_t> ids;
  for (const std::string& text : formats::ReadRecordIds(path)) {
    const auto id = ParseInt(text);
    if (!id) {
      throw Error(ErrorCode::kCorruptData, "\"" + text + "\" is no exam's number", path.string(),
                  "a file of CODE-15 % has /tracings and /exam_id");
    }
    ids.push_back(*id);
  }
  return ids;
}

Record RecordFileReader::ReadOfMany(const fs::path& path, const RecordFileOptions& options) {
  const bool was_asked =
      path == path_ && options.index >= first_ && options.index < first_ + asked_;
  if (!was_asked && options.ahead > 1) {
    path_ = path;
    first_ = options.index;
    asked_ = std::min(options.ahead, kMaxAhead);
    records_.clear();
    try {
      records_ = formats::OpenRange(path, first_, asked_).records;
    } catch (const Error& error) {
      // One bad record spoils the whole answer: from here on they are read one by one.
      if (error.code() != ErrorCode::kCorruptData && error.code() != ErrorCode::kInvalidInput)
        throw;
    }
  }
  if (path == path_ && options.index >= first_ && options.index - first_ < records_.size()) {
    return records_[options.index - first_];
  }
  return std::move(formats::OpenRange(path, options.index, 1).records.front());
}

Record RecordFileReader::Read(const fs::path& path, const RecordFileOptions& options) {
  const std::string extension = AsciiLower(path.extension().string());
  if (extension == ".h5" || extension == ".hdf5" || (extension == ".mat" && !HasHeader(path))) {
    return ReadOfMany(path, options);
  }
  WfdbOptions wfdb;
  wfdb.gain_per_mv = options.gain_per_mv;
  Record record = formats::ReadWfdbFile(path, wfdb);
  std::erase_if(record.warnings, [&](const std::string& warning) {
    return std::any_of(
        options.known_quirks.begin(), options.known_quirks.end(),
        [&](std::string_view quirk) { return warning.find(quirk) != std::string::npos; });
  });
  return record;
}

}  // namespace supreme
