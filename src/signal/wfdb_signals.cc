#include "signal/wfdb_signals.h"

#include <array>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "signal/wfdb_decode.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMaxSamples = int64_t{16} * 1'200'000;  // 16 leads of 20 min at 1 kHz
constexpr uint64_t kMaxSignalBytes = 4 * kMaxSamples + (uint64_t{1} << 20);
constexpr size_t kMatHeaderBytes = 24;

// A header must not lead the reader out of its own folder.
void CheckFileName(const WfdbSignal& signal, const std::string& where) {
  const std::string& name = signal.file_name;
  if (name.empty() || name == "-" || name == "~" || name == "." || name == ".." ||
      name.find_first_of("/\\") != std::string::npos) {
    throw Error(ErrorCode::kCorruptData, "signal file name \"" + name + "\" is not allowed", where,
                "keep the signal files beside the header and name them without a folder");
  }
}

std::vector<SignalGroup> GroupSignals(const WfdbHeader& header, const std::string& where) {
  std::vector<SignalGroup> groups;
  for (size_t i = 0; i < header.signals.size(); ++i) {
    const WfdbSignal& signal = header.signals[i];
    if (!IsDecodable(signal.format) && !IsFlac(signal.format)) {
      throw Error(ErrorCode::kInvalidInput,
                  "signal format " + std::to_string(signal.format) + " is not supported", where,
                  "convert the record to format 16 with xform of the WFDB software");
    }
    CheckFileName(signal, where);
    if (i == 0 || signal.file_name != header.signals[i - 1].file_name) groups.push_back({i, 0, 0});
    const WfdbSignal& first = header.signals[groups.back().first];
    if (signal.format != first.format || signal.byte_offset != first.byte_offset) {
      throw Error(ErrorCode::kCorruptData,
                  "signals in \"" + signal.file_name + "\" differ in format or byte offset", where);
    }
    ++groups.back().count;
    groups.back().width += static_cast<size_t>(signal.samples_per_frame);
  }
  return groups;
}

class RecordReader {
 public:
  RecordReader(const fs::path& header_path, const WfdbOptions& options)
      : header_path_(header_path), strict_(options.strict), read_flac_(options.read_flac) {
    record_.where = header_path_.string();
    record_.header = ReadWfdbHeader(header_path_, options);
    if (options.gain_per_mv > 0) ReplaceGains(options.gain_per_mv);
  }

  DecodedRecord Read();

 private:
  void Tolerate(const std::string& what, const std::string& where) {
    if (strict_) {
      throw Error(ErrorCode::kCorruptData, what, where, "read without strict checks to accept it");
    }
    record_.header.warnings.push_back(where + ": " + what);
  }
  void ReplaceGains(double gain_per_mv);
  void CheckLength(uint64_t frames, size_t width) const;
  void ReadGroup(const SignalGroup& group);
  void ReadFlacGroup(const SignalGroup& group, const fs::path& path);
  void TakeFrames(uint64_t found, size_t width, const std::string& where);
  void CheckMatHeader(std::string_view content, const SignalGroup& group, const std::string& where);
  template <class Digital>
  std::vector<Digital> Decode(std::string_view bytes, const SignalGroup& group);
  template <class Digital>
  std::vector<Digital> Checked(std::vector<Digital> samples, const SignalGroup& group);
  template <class Digital>
  void CheckSignal(const WfdbSignal& signal, std::span<const Digital> rows);

  fs::path header_path_;
  bool strict_;
  const FlacReader& read_flac_;
  DecodedRecord record_;
};

void RecordReader::ReplaceGains(double gain_per_mv) {
  size_t changed = 0;
  for (WfdbSignal& signal : record_.header.signals) {
    const auto units_per_mv = UnitsPerMillivolt(signal.unit);
    if (!units_per_mv || signal.gain_per_unit * *units_per_mv == gain_per_mv) continue;
    signal.gain_per_unit = gain_per_mv;
    signal.unit = "mV";
    ++changed;
  }
  if (changed == 0) return;
  record_.header.warnings.push_back(record_.where + ": gain of " + std::to_string(changed) +
                                    " signals replaced by " + FormatDouble(gain_per_mv) +
                                    "/mV as told");
}

void RecordReader::CheckLength(uint64_t frames, size_t width) const {
  if (frames > static_cast<uint64_t>(kMaxSamples) / width) {
    throw Error(ErrorCode::kInvalidInput,
                "record is longer than the limit of 16 leads × 20 min at 1 kHz", record_.where,
                "cut out the part of interest");
  }
}

DecodedRecord RecordReader::Read() {
  const std::vector<SignalGroup> groups = GroupSignals(record_.header, record_.where);
  record_.frames = static_cast<size_t>(record_.header.sample_count);
  size_t width = 0;
  for (const SignalGroup& group : groups) width += group.width;
  CheckLength(record_.frames, width);
  for (const SignalGroup& group : groups) ReadGroup(group);
  return std::move(record_);
}

void RecordReader::ReadGroup(const SignalGroup& group) {
  const WfdbSignal& first = record_.header.signals[group.first];
  const fs::path path = header_path_.parent_path() / first.file_name;
  if (IsFlac(first.format)) return ReadFlacGroup(group, path);
  const std::string where = path.string();
  const std::string content = ReadFile(path, kMaxSignalBytes);
  CheckMatHeader(content, group, where);
  const auto offset = static_cast<uint64_t>(first.byte_offset);
  const uint64_t available = content.size() > offset ? content.size() - offset : 0;
  TakeFrames(DecodedCount(first.format, available) / group.width, group.width, where);
  const uint64_t count = uint64_t{record_.frames} * group.width;
  const uint64_t expected = EncodedBytes(first.format, count);
  if (available < expected) {
    throw Error(ErrorCode::kCorruptData,
                "signal file is truncated: " + std::to_string(offset + expected) +
                    " bytes expected, " + std::to_string(content.size()) + " found",
                where, "fetch the file again");
  }
  if (available > expected) {
    Tolerate(std::to_string(available - expected) + " bytes after the last sample ignored", where);
  }
  const std::string_view bytes = std::string_view(content).substr(offset);
  if (IsWide(first.format)) {
    record_.groups.push_back({group, Decode<int32_t>(bytes, group)});
  } else {
    record_.groups.push_back({group, Decode<int16_t>(bytes, group)});
  }
}

// Length not stated: the first file decides.
void RecordReader::TakeFrames(uint64_t found, size_t width, const std::string& where) {
  if (record_.frames > 0) return;
  if (found == 0) throw Error(ErrorCode::kCorruptData, "signal file holds no whole frame", where);
  record_.frames = found;
  CheckLength(record_.frames, width);
}

void RecordReader::ReadFlacGroup(const SignalGroup& group, const fs::path& path) {
  const WfdbSignal& first = record_.header.signals[group.first];
  const std::string where = path.string();
  if (!read_flac_) {
    throw Error(ErrorCode::kInvalidInput, "signal file is FLAC, which is not read here", where,
                "convert the record to format 16 with xform of the WFDB software");
  }
  for (size_t i = group.first; i < group.first + group.count; ++i) {
    if (record_.header.signals[i].samples_per_frame == first.samples_per_frame) continue;
    throw Error(ErrorCode::kCorruptData, "FLAC signals differ in samples per frame", where);
  }
  const FlacSignals signals = read_flac_(path);
  if (signals.channels != group.count) {
    throw Error(ErrorCode::kCorruptData,
                "signal file has " + std::to_string(signals.channels) + " channels, the header " +
                    std::to_string(group.count) + " signals",
                where);
  }
  FlacPart part = {first.format, static_cast<size_t>(first.byte_offset),
                   static_cast<size_t>(first.samples_per_frame), 0};
  const size_t found = FlacFrames(signals, part);
  TakeFrames(found, group.width, where);
  if (found < record_.frames) {
    throw Error(ErrorCode::kCorruptData,
                "signal file is truncated: " + std::to_string(record_.frames) +
                    " frames expected, " + std::to_string(found) + " found",
                where, "fetch the file again");
  }
  if (found > record_.frames) {
    Tolerate(std::to_string(found - record_.frames) + " frames after the last ignored", where);
  }
  part.frames = record_.frames;
  if (IsWide(first.format)) {
    record_.groups.push_back({group, Checked(ArrangeFlac32(signals, part, where), group)});
  } else {
    record_.groups.push_back({group, Checked(ArrangeFlac16(signals, part, where), group)});
  }
}

template <class Digital>
std::vector<Digital> RecordReader::Decode(std::string_view bytes, const SignalGroup& group) {
  const int format = record_.header.signals[group.first].format;
  std::vector<Digital> samples(record_.frames * group.width);
  DecodeSamples(bytes, format, group.width, std::span<Digital>(samples));
  return Checked(std::move(samples), group);
}

// `samples` [width, frames] as the file has them; differences become samples, and initial values
// and checksums are compared with the header's.
template <class Digital>
std::vector<Digital> RecordReader::Checked(std::vector<Digital> samples, const SignalGroup& group) {
  size_t row = 0;
  for (size_t i = group.first; i < group.first + group.count; ++i) {
    const WfdbSignal& signal = record_.header.signals[i];
    const auto rows = static_cast<size_t>(signal.samples_per_frame);
    const auto part =
        std::span<Digital>(samples).subspan(row * record_.frames, rows * record_.frames);
    if constexpr (std::is_same_v<Digital, int32_t>) {
      if (signal.format == 8) SumDifferences(part, rows, signal.initial_value);
    }
    CheckSignal<Digital>(signal, part);
    row += rows;
  }
  return samples;
}

// The 24 bytes before the samples of a ".mat" file: five numbers and the name "val" (MATLAB's
// MAT-file format, level 4).
void RecordReader::CheckMatHeader(std::string_view content, const SignalGroup& group,
                                  const std::string& where) {
  const WfdbSignal& first = record_.header.signals[group.first];
  if (first.byte_offset != kMatHeaderBytes || !first.file_name.ends_with(".mat")) return;
  if (content.starts_with("MATLAB ") || content.starts_with("\x89HDF")) {
    throw Error(ErrorCode::kInvalidInput, "MAT-file is of version 5 or later", where,
                "save it with the option -v4");
  }
  if (content.size() < kMatHeaderBytes) return;  // reported as truncated
  std::array<int32_t, 5> fields{};
  std::memcpy(fields.data(), content.data(), sizeof(fields));
  constexpr int32_t kInt16 = 30;  // little-endian, full matrix, 16-bit signed integers
  const bool fits = fields[0] == kInt16 && fields[1] == static_cast<int32_t>(group.width) &&
                    fields[3] == 0 && fields[4] == 4 && content.substr(20, 3) == "val";
  if (!fits) {
    Tolerate("MAT-file is not a level 4 matrix \"val\" with one row a lead", where);
  }
}

// `rows` [samples_per_frame, frames] of one signal.
template <class Digital>
void RecordReader::CheckSignal(const WfdbSignal& signal, std::span<const Digital> rows) {
  if (signal.has_initial_value && rows[0] != signal.initial_value) {
    Tolerate("lead \"" + signal.description + "\" starts with " + std::to_string(rows[0]) +
                 ", the header says " + std::to_string(signal.initial_value),
             record_.where);
  }
  const uint16_t sum = SampleChecksum(rows);
  if (signal.has_checksum && sum != static_cast<uint16_t>(signal.checksum)) {
    Tolerate("lead \"" + signal.description + "\" has checksum " + std::to_string(sum) +
                 ", the header says " + std::to_string(static_cast<uint16_t>(signal.checksum)),
             record_.where);
  }
}

}  // namespace

std::optional<double> UnitsPerMillivolt(std::string_view unit) {
  const std::string name = AsciiLower(unit);
  if (name == "mv") return 1.0;
  if (name == "v") return 1e-3;
  if (name == "nv") return 1e6;
  for (const std::string_view micro : {"uv", "µv", "μv"}) {
    if (name == micro) return 1e3;
  }
  return std::nullopt;
}

DecodedRecord DecodeRecord(const fs::path& header_path, const WfdbOptions& options) {
  return RecordReader(header_path, options).Read();
}

}  // namespace supreme
