#include "formats/wfdb_file.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "formats/ask_helper.h"

namespace supreme::formats {
namespace {

constexpr uint64_t kMaxFlacBytes = uint64_t{128} << 20;  // more than the limit of samples can take

// The helper is not believed: floats that are no integers would become anything.
int32_t IntegerOf(float value, const std::string& where) {
  constexpr float kMax = 1 << 24;
  if (!(std::abs(value) <= kMax) || value != std::trunc(value)) {
    throw Error(ErrorCode::kCorruptData, "the file reader gave a sample that is no integer", where,
                "the file may be damaged; get it again");
  }
  return static_cast<int32_t>(value);
}

}  // namespace

FlacSignals ReadFlacFile(const std::filesystem::path& path, const std::filesystem::path& program,
                         const HelperLimits& limits) {
  const InputFile file(path);
  const std::string where = path.string();
  if (file.size_bytes() > kMaxFlacBytes) {
    throw Error(ErrorCode::kInvalidInput, "the signal file is over 128 MiB", where,
                "cut out the part of interest");
  }
  const RecordAnswer answer =
      AskHelper(file, {.format = Format::kFlac, .source_path = where, .read = {}}, program, limits);
  const Record& record = answer.records.front();
  FlacSignals signals;
  signals.channels = record.lead_names.size();
  signals.samples.resize(record.samples_mv.size());
  std::transform(record.samples_mv.begin(), record.samples_mv.end(), signals.samples.begin(),
                 [&](float value) { return IntegerOf(value, where); });
  return signals;
}

Record ReadWfdbFile(const std::filesystem::path& header, WfdbOptions options,
                    const std::filesystem::path& program, const HelperLimits& limits) {
  options.read_flac = [&](const std::filesystem::path& path) {
    return ReadFlacFile(path, program, limits);
  };
  return ReadWfdb(header, options);
}

}  // namespace supreme::formats
