#include "formats/edf_header.h"

#include <string_view>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/byte_reader.h"
#include "formats/read_options.h"

namespace supreme::formats {
namespace {

constexpr int64_t kMaxSignals = 512;
constexpr size_t kFileFieldsBytes = 256;  // and as many for each signal

class FieldReader {
 public:
  FieldReader(std::span<const std::byte> bytes, const std::string& where)
      : where_(where), reader_(bytes, where_) {}

  std::string Text(size_t length) { return std::string(Trim(reader_.TakeText(length))); }

  int64_t Integer(std::string_view name, size_t length, int64_t min, int64_t max) {
    const std::string text = Text(length);
    const auto value = ParseInt(text);
    if (!value || *value < min || *value > max) Refuse(name, text);
    return *value;
  }

  double Number(std::string_view name, size_t length) {
    const std::string text = Text(length);
    const auto value = ParseDouble(text);
    if (!value) Refuse(name, text);
    return *value;
  }

  [[noreturn]] void Refuse(std::string_view name, const std::string& text) const {
    throw Error(ErrorCode::kCorruptData,
                "the header's " + std::string(name) + " cannot be \"" + text + "\"", where_,
                "get the EDF file again");
  }

 private:
  std::string where_;
  ByteReader reader_;
};

[[noreturn]] void Unsupported(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kInvalidInput, what, where, "export it as continuous EDF or EDF+");
}

// The n-th word of an EDF+ field, from 0; "X" stands for "not known".
std::string Word(std::string_view field, size_t index) {
  size_t at = 0;
  for (; index > 0 && at != std::string_view::npos; --index) {
    at = field.find(' ', at);
    if (at != std::string_view::npos) ++at;
  }
  if (at == std::string_view::npos) return {};
  const std::string word(field.substr(at, field.find(' ', at) - at));
  return word == "X" ? std::string() : word;
}

void CheckVersion(std::span<const std::byte> bytes, const std::string& where) {
  if (bytes.size() >= 8 && bytes[0] == std::byte{255}) {
    Unsupported("a BDF file with samples of 24 bits", where);
  }
  ByteReader reader(bytes, where);
  if (Trim(reader.TakeText(8)) != "0") {
    throw Error(ErrorCode::kCorruptData, "not an EDF file: it does not begin with version 0", where,
                "check what this file is: supreme inspect FILE");
  }
}

// The fields of all signals stand together: all labels, then all transducers, …
std::vector<EdfSignal> ReadSignals(FieldReader& fields, size_t count) {
  std::vector<EdfSignal> signals(count);
  for (EdfSignal& signal : signals) {
    signal.label = fields.Text(16);
    signal.is_annotation = signal.label == "EDF Annotations";
  }
  for (size_t i = 0; i < count; ++i) fields.Text(80);
  for (EdfSignal& signal : signals) signal.unit = fields.Text(8);
  for (EdfSignal& signal : signals) signal.physical_min = fields.Number("physical minimum", 8);
  for (EdfSignal& signal : signals) signal.physical_max = fields.Number("physical maximum", 8);
  for (EdfSignal& signal : signals) signal.digital_min = fields.Number("digital minimum", 8);
  for (EdfSignal& signal : signals) signal.digital_max = fields.Number("digital maximum", 8);
  for (size_t i = 0; i < count; ++i) fields.Text(80);
  for (EdfSignal& signal : signals) {
    signal.samples_per_record = static_cast<size_t>(
        fields.Integer("samples per data record", 8, 0, static_cast<int64_t>(kMaxSamples)));
    if (signal.digital_max <= signal.digital_min) {
      fields.Refuse("digital range", "of no width in signal " + signal.label);
    }
    if (signal.physical_max == signal.physical_min && !signal.is_annotation) {
      fields.Refuse("physical range", "of no width in signal " + signal.label);
    }
  }
  return signals;
}

}  // namespace

EdfHeader ReadEdfHeader(std::span<const std::byte> bytes, const std::string& where) {
  CheckVersion(bytes, where);
  FieldReader fields(bytes, where);
  fields.Text(8);
  EdfHeader header;
  const std::string patient = fields.Text(80);
  const std::string recording = fields.Text(80);
  fields.Text(16);  // start day and time; EDF+ repeats the day with four digits of the year
  const int64_t header_bytes = fields.Integer("size", 8, 0, static_cast<int64_t>(bytes.size()));
  const std::string kind = fields.Text(44);
  if (kind.starts_with("EDF+D")) {
    Unsupported("a discontinuous recording (EDF+D) with gaps between its data records", where);
  }
  header.data_records = fields.Integer("number of data records", 8, -1, int64_t{1} << 40);
  header.data_record_sec = fields.Number("duration of a data record", 8);
  if (header.data_record_sec <= 0) {
    fields.Refuse("duration of a data record", FormatDouble(header.data_record_sec));
  }
  const int64_t signal_count = fields.Integer("number of signals", 4, 0, int64_t{9999});
  if (signal_count > kMaxSignals) {
    Unsupported(std::to_string(signal_count) + " signals, at most 512 are read", where);
  }
  header.bytes = kFileFieldsBytes * (1 + static_cast<size_t>(signal_count));
  if (static_cast<size_t>(header_bytes) != header.bytes) {
    fields.Refuse("size", std::to_string(header_bytes) + " bytes with " +
                              std::to_string(signal_count) + " signals");
  }
  header.signals = ReadSignals(fields, static_cast<size_t>(signal_count));
  if (kind.starts_with("EDF+C")) {
    header.sex = Word(patient, 1);
    header.birth_date = Word(patient, 2);
    if (recording.starts_with("Startdate ")) header.start_date = Word(recording, 1);
  }
  return header;
}

}  // namespace supreme::formats
