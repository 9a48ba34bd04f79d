#include "formats/open.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/input_file.h"
#include "core/numbers.h"
#include "formats/ask_helper.h"
#include "formats/csv_record.h"
#include "formats/npy.h"
#include "formats/wfdb_file.h"

namespace supreme::formats {
namespace {

namespace fs = std::filesystem;

// Largest file: an HDF5 file of CODE-15 has 4 GB.
constexpr uint64_t kMaxFileBytes = uint64_t{16} << 30;
constexpr uint64_t kMaxTextBytes = uint64_t{512} << 20;  // read into this process

using Reader = Record (*)(std::span<const std::byte>, const std::string&, const ReadOptions&);

// Formats of numbers only, read here. All others go to supreme-open.
struct OwnReader {
  Format format;
  Reader read;
};
constexpr std::array kOwnReaders = {
    OwnReader{Format::kCsv, ReadCsvRecord},
    OwnReader{Format::kNpy, ReadNpy},
};

bool Exists(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

fs::path WithHeaderEnding(const fs::path& path) { return path.string() + ".hea"; }

// By name alone: the header decides which signal files are read.
bool IsWfdb(const fs::path& path) {
  const std::string ending = AsciiLower(path.extension().string());
  if (ending == ".hea" || ending == ".dat" || Exists(WithHeaderEnding(path))) return true;
  return ending == ".mat" && Exists(fs::path(path).replace_extension(".hea"));
}

InputFile OpenFile(const fs::path& path) {
  InputFile file(path);
  if (file.size_bytes() > kMaxFileBytes) {
    throw Error(ErrorCode::kInvalidInput, "the file is over 16 GiB", path.string(), "split it");
  }
  return file;
}

Format Sniff(const InputFile& file) {
  std::array<char, kSniffBytes> first{};
  const size_t count = file.ReadAt(0, first);
  return SniffFormat(std::as_bytes(std::span(first).first(count)), file.path());
}

// "FILE#3" → FILE and 3, when there is no file of the whole name.
struct RecordPlace {
  fs::path file;
  size_t index = 0;
  bool is_told = false;
};

RecordPlace PlaceOf(const fs::path& path) {
  const std::string text = path.string();
  const size_t mark = text.rfind('#');
  if (mark == std::string::npos || Exists(path)) return {path};
  const auto index = ParseInt(std::string_view(text).substr(mark + 1));
  const fs::path file = text.substr(0, mark);
  if (!index || *index < 0 || !Exists(file)) return {path};
  return {file, static_cast<size_t>(*index), true};
}

[[noreturn]] void RefuseUnknown(const fs::path& path) {
  throw Error(ErrorCode::kInvalidInput, "not a kind of ECG file that can be read", path.string(),
              "WFDB (.hea, or its signal file beside it), DICOM, SCP-ECG, HL7 aECG, Philips XML, "
              "EDF, HDF5, MATLAB, NPY or CSV");
}

// Records from `first` on, at most `count`.
RecordAnswer ReadSome(const fs::path& path, size_t first, size_t count,
                      const OpenOptions& options) {
  if (IsWfdb(path)) {
    return {1, {ReadWfdbFile(path, {.strict = options.strict}, options.program, options.limits)}};
  }
  const InputFile file = OpenFile(path);
  OpenRequest request = {Sniff(file), path.string(), options.read, count};
  request.read.record_index = first;
  if (request.format == Format::kUnknown) RefuseUnknown(path);
  for (const OwnReader& reader : kOwnReaders) {
    if (reader.format != request.format) continue;
    const std::string content = ReadFile(path, kMaxTextBytes);
    return {1, {reader.read(std::as_bytes(std::span(content)), path.string(), request.read)}};
  }
  return AskHelper(file, request, options.program, options.limits);
}

}  // namespace

Format DetectFormat(const fs::path& path) {
  const RecordPlace place = PlaceOf(path);
  return IsWfdb(place.file) ? Format::kWfdb : Sniff(OpenFile(place.file));
}

Record OpenRecord(const fs::path& path, const OpenOptions& options) {
  const RecordPlace place = PlaceOf(path);
  const size_t index = place.is_told ? place.index : options.read.record_index;
  RecordAnswer answer = ReadSome(place.file, index, 1, options);
  Record record = std::move(answer.records.front());
  if (answer.total > 1 && !place.is_told) {
    record.warnings.push_back("record " + std::to_string(index) + " of " +
                              std::to_string(answer.total) + " in the file; FILE#" +
                              std::to_string(index + 1) + " names another");
  }
  return record;
}

RecordAnswer OpenRange(const fs::path& path, size_t first, size_t count,
                       const OpenOptions& options) {
  const RecordPlace place = PlaceOf(path);
  if (!place.is_told) return ReadSome(path, first, count, options);
  return {1, {std::move(ReadSome(place.file, place.index, 1, options).records.front())}};
}

std::vector<std::string> ReadRecordIds(const fs::path& path, const OpenOptions& options) {
  if (!IsWfdb(path)) {
    const InputFile file = OpenFile(path);
    const OpenRequest request = {Sniff(file), path.string(), options.read, 0};
    if (request.format == Format::kHdf5) {
      return AskHelper(file, request, options.program, options.limits).ids;
    }
  }
  return {OpenRecord(path, options).record_id};
}

bool RecordExists(const fs::path& path) {
  return Exists(PlaceOf(path).file) || Exists(WithHeaderEnding(path));
}

}  // namespace supreme::formats
