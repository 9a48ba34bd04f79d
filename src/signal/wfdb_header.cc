// Header text to WfdbHeader. Standard: https://physionet.org/physiotools/wag/header-5.htm
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

constexpr size_t kMaxHeaderBytes = size_t{1} << 20;
constexpr int64_t kMaxSignals = 16;
constexpr double kMaxRateHz = 1e6;
constexpr int64_t kMaxSamplesPerFrame = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Every format the standard numbers; which of them can be decoded is the reader's business.
constexpr std::array<int64_t, 14> kFormats = {0,   8,   16,  24,  32,  61,  80,
                                              160, 212, 310, 311, 508, 516, 524};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the UTF-8 character at `at`, 0 when the bytes are not UTF-8.
size_t Utf8Length(std::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t length = lead < 0x80                    ? 1
                        : lead >= 0xC2 && lead <= 0xDF ? 2
                        : lead >= 0xE0 && lead <= 0xEF ? 3
                        : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                       : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[at + i])) return 0;
  }
  const auto second = length > 1 ? static_cast<unsigned char>(text[at + 1]) : 0x80;
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || surrogate ? 0 : length;
}

bool IsUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = Utf8Length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string Latin1ToUtf8(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | (byte >> 6));
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return utf8;
}

bool HasControlCharacter(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// `text` has the shape of `pattern`, where 'd' is a digit.
bool HasShape(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (pattern[i] == 'd' ? !AllDigits(text.substr(i, 1)) : text[i] != pattern[i]) return false;
  }
  return true;
}

// HH:MM:SS with fewer fields or digits and decimals, as the standard allows.
bool IsTime(std::string_view text) {
  const size_t point = text.find('.');
  if (point != std::string_view::npos && !AllDigits(text.substr(point + 1))) return false;
  text = text.substr(0, point);
  int fields = 0;
  while (true) {
    const size_t colon = text.find(':');
    const std::string_view field = text.substr(0, colon);
    if (!AllDigits(field) || field.size() > 2 || ++fields > 3) return false;
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
  }
}

bool IsDate(std::string_view text) { return HasShape(text, "dd/dd/dddd"); }

// Takes blank-separated fields off the front of a line.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(Trim(line)) {}
  std::string_view Next() {
    const std::string_view field = rest_.substr(0, rest_.find_first_of(" \t"));
    rest_ = Trim(rest_.substr(field.size()));
    return field;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

class HeaderParser {
 public:
  HeaderParser(std::string_view where, const WfdbOptions& options)
      : where_(where), strict_(options.strict) {}

  WfdbHeader Parse(std::string_view text);

 private:
  std::string Where() const { return where_ + ":" + std::to_string(line_); }
  [[noreturn]] void Fail(const std::string& what, std::string_view hint = "") const {
    throw Error(ErrorCode::kCorruptData, what, Where(), hint);
  }
  [[noreturn]] void Refuse(const std::string& what, std::string_view hint) const {
    throw Error(ErrorCode::kInvalidInput, what, Where(), hint);
  }
  void Tolerate(const std::string& what) {
    if (strict_) Fail(what, "read without strict checks to accept it");
    header_.warnings.push_back(Where() + ": " + what);
  }
  int64_t Integer(std::string_view text, std::string_view what) const;

  void ParseLine(std::string_view line);
  void ParseRecordLine(std::string_view line);
  void ParseRecordName(std::string_view field);
  void ParseRate(std::string_view field);
  void ParseTimeAndDate(Fields& fields);
  void ParseSignalLine(std::string_view line);
  void ParseFormat(std::string_view field, WfdbSignal& signal) const;
  void ParseGain(std::string_view field, WfdbSignal& signal, bool& has_baseline);
  void ParseNumbers(Fields& fields, WfdbSignal& signal);

  std::string where_;
  bool strict_;
  size_t line_ = 1;
  int64_t signal_count_ = -1;  // -1 before the record line
  WfdbHeader header_;
};

std::string Quoted(std::string_view text) {
  constexpr size_t kMaxShown = 60;
  std::string quoted = "\"";
  for (const char c : text.substr(0, kMaxShown)) {
    quoted += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  while (!IsUtf8(quoted)) quoted.pop_back();
  return quoted + (text.size() > kMaxShown ? "…\"" : "\"");
}

int64_t HeaderParser::Integer(std::string_view text, std::string_view what) const {
  const auto value = ParseInt(text);
  if (!value || std::abs(static_cast<double>(*value)) > 9e15) {
    Fail(std::string(what) + " " + Quoted(text) + " is not an integer in range");
  }
  return *value;
}

WfdbHeader HeaderParser::Parse(std::string_view text) {
  if (text.size() > kMaxHeaderBytes) Refuse("header is larger than 1 MiB", "name a .hea file");
  if (text.starts_with(kByteOrderMark)) {
    Tolerate("header starts with a byte-order mark");
    text.remove_prefix(kByteOrderMark.size());
  }
  if (text.find('\0') != std::string_view::npos) Fail("header holds NUL bytes", "name a .hea file");
  std::string recoded;
  if (!IsUtf8(text)) {
    Tolerate("header is not UTF-8 text; read as Latin-1");
    recoded = Latin1ToUtf8(text);
    text = recoded;
  }
  while (!text.empty()) {
    const size_t end = text.find('\n');
    ParseLine(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
    ++line_;
  }
  if (signal_count_ < 0) Fail("header has no record line", "name a WFDB header (.hea)");
  if (static_cast<int64_t>(header_.signals.size()) < signal_count_) {
    Fail("header promises " + std::to_string(signal_count_) + " signals and describes " +
         std::to_string(header_.signals.size()));
  }
  return std::move(header_);
}

void HeaderParser::ParseLine(std::string_view line) {
  line = Trim(line);
  if (line.empty()) return;
  if (line.front() == '#') {
    header_.comments.emplace_back(Trim(line.substr(1)));
    return;
  }
  // Number parsers take some of them for blanks.
  if (HasControlCharacter(line)) Fail("control character in " + Quoted(line));
  if (signal_count_ < 0) {
    ParseRecordLine(line);
  } else if (static_cast<int64_t>(header_.signals.size()) < signal_count_) {
    ParseSignalLine(line);
  } else {
    Tolerate("line after the last signal ignored: " + Quoted(line));
  }
}

void HeaderParser::ParseRecordLine(std::string_view line) {
  Fields fields(line);
  ParseRecordName(fields.Next());
  if (fields.rest().empty()) Fail("record line has no number of signals");
  const std::string_view count = fields.Next();
  signal_count_ = Integer(count, "number of signals");
  if (signal_count_ < 1)
    Fail("record has " + std::string(count) + " signals", "name an ECG record");
  if (signal_count_ > kMaxSignals) {
    Refuse("record has " + std::string(count) + " signals, the limit is 16",
           "keep the ECG leads only");
  }
  if (fields.rest().empty()) return;
  ParseRate(fields.Next());
  if (fields.rest().empty()) return;
  const std::string_view samples = fields.Next();
  header_.sample_count = Integer(samples, "number of samples");
  if (header_.sample_count < 0) Fail("number of samples " + Quoted(samples) + " is negative");
  ParseTimeAndDate(fields);
}

void HeaderParser::ParseRecordName(std::string_view field) {
  if (const size_t slash = field.find('/'); slash != std::string_view::npos) {
    if (AllDigits(field.substr(slash + 1))) {
      Refuse("multi-segment records are not supported", "join the segments with xform first");
    }
    Fail("record name " + Quoted(field) + " holds a '/'");
  }
  for (const std::string_view extension : {".mat", ".hea", ".dat"}) {
    if (field.size() > extension.size() && field.ends_with(extension)) {
      Tolerate("record name " + Quoted(field) + " carries a file extension");
      field.remove_suffix(extension.size());
    }
  }
  const bool plain = std::all_of(field.begin(), field.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  if (!plain) Tolerate("record name " + Quoted(field) + " has characters beyond A–Z, 0–9, _ and -");
  header_.record_name = field;
}

// "500", "250/24000" (counter frequency) or "250/24000(0)" (base counter value).
void HeaderParser::ParseRate(std::string_view field) {
  const size_t slash = field.find('/');
  const auto rate = ParseDouble(field.substr(0, slash));
  if (!rate || *rate <= 0 || *rate > kMaxRateHz) {
    Fail("sampling rate " + Quoted(field) + " is not a number of Hz in range");
  }
  header_.sample_rate_hz = *rate;
  if (slash == std::string_view::npos) return;
  std::string_view counter = field.substr(slash + 1);
  if (const size_t open = counter.find('('); open != std::string_view::npos) {
    const std::string_view base = counter.substr(open + 1);
    if (!base.ends_with(')') || !ParseDouble(base.substr(0, base.size() - 1))) {
      Fail("base counter value in " + Quoted(field) + " is not a number");
    }
    counter = counter.substr(0, open);
  }
  if (!ParseDouble(counter)) Fail("counter frequency in " + Quoted(field) + " is not a number");
}

void HeaderParser::ParseTimeAndDate(Fields& fields) {
  const std::string_view all = fields.rest();
  if (all.empty()) return;
  const std::string_view time = fields.Next();
  const std::string_view date = fields.Next();
  if (!IsTime(time) || (!date.empty() && !IsDate(date)) || !fields.rest().empty()) {
    Tolerate("time and date " + Quoted(all) + " are not HH:MM:SS DD/MM/YYYY; ignored");
  }
}

void HeaderParser::ParseSignalLine(std::string_view line) {
  Fields fields(line);
  WfdbSignal signal;
  signal.file_name = fields.Next();
  if (fields.rest().empty()) Fail("signal line has no format");
  ParseFormat(fields.Next(), signal);
  bool has_baseline = false;
  if (!fields.rest().empty()) ParseGain(fields.Next(), signal, has_baseline);
  ParseNumbers(fields, signal);
  if (!has_baseline) signal.baseline = signal.adc_zero;
  signal.description = fields.rest();
  if (signal.description.empty()) {
    signal.description = "signal " + std::to_string(header_.signals.size());
  }
  header_.signals.push_back(std::move(signal));
}

// "16", "16x2" (samples per frame), "16:3" (skew), "16+24" (byte offset) or all of them.
void HeaderParser::ParseFormat(std::string_view field, WfdbSignal& signal) const {
  const auto take = [&](char mark, std::string_view what) -> std::optional<int64_t> {
    const size_t at = field.rfind(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const int64_t value = Integer(field.substr(at + 1), what);
    field = field.substr(0, at);
    return value;
  };
  signal.byte_offset = take('+', "byte offset").value_or(0);
  const int64_t skew = take(':', "skew").value_or(0);
  const int64_t per_frame = take('x', "samples per frame").value_or(1);
  const int64_t format = Integer(field, "format");
  if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end()) {
    Fail("format " + std::to_string(format) + " is not one of WFDB's");
  }
  if (signal.byte_offset < 0) Fail("byte offset is negative");
  if (skew < 0 || skew > std::numeric_limits<int>::max()) Fail("skew is out of range");
  if (per_frame < 1 || per_frame > kMaxSamplesPerFrame) Fail("samples per frame are out of range");
  signal.format = static_cast<int>(format);
  signal.skew_samples = static_cast<int>(skew);
  signal.samples_per_frame = static_cast<int>(per_frame);
}

// "1000.0(0)/mV"; baseline and unit may be left out.
void HeaderParser::ParseGain(std::string_view field, WfdbSignal& signal, bool& has_baseline) {
  const std::string_view whole = field;
  if (const size_t slash = field.find('/'); slash != std::string_view::npos) {
    signal.unit = field.substr(slash + 1);
    if (signal.unit.empty()) Fail("unit in gain " + Quoted(whole) + " is empty");
    field = field.substr(0, slash);
  }
  if (const size_t open = field.find('('); open != std::string_view::npos) {
    if (!field.ends_with(')')) Fail("gain " + Quoted(whole) + " has no closing bracket");
    signal.baseline = Integer(field.substr(open + 1, field.size() - open - 2), "baseline");
    if (std::abs(signal.baseline) > int64_t{1} << 31) Fail("baseline is out of range");
    has_baseline = true;
    field = field.substr(0, open);
  }
  const auto gain = ParseDouble(field);
  if (!gain) Fail("gain " + Quoted(whole) + " is not a finite number");
  if (*gain == 0) {
    Fail("gain " + Quoted(whole) + " is zero, so the amplitudes are unknown",
         "write the recorder's true ADC units per mV into the header");
  }
  if (!std::isnormal(*gain) || std::abs(*gain) > 1e12 || std::abs(*gain) < 1e-9) {
    Fail("gain " + Quoted(whole) + " is out of range");
  }
  if (*gain < 0) Tolerate("gain " + Quoted(whole) + " is negative: the lead is turned over");
  signal.gain_per_unit = *gain;
}

// ADC resolution, ADC zero, initial value, checksum and block size; each may end the line.
void HeaderParser::ParseNumbers(Fields& fields, WfdbSignal& signal) {
  const auto next = [&](std::string_view what) -> std::optional<int64_t> {
    if (fields.rest().empty()) return std::nullopt;
    return Integer(fields.Next(), what);
  };
  next("ADC resolution");
  signal.adc_zero = next("ADC zero").value_or(0);
  if (const auto initial = next("initial value")) {
    signal.has_initial_value = true;
    signal.initial_value = *initial;
  }
  if (const auto checksum = next("checksum")) {
    signal.has_checksum = true;
    signal.checksum = *checksum;
    if (*checksum < -32768 || *checksum > 65535) Tolerate("checksum is not a 16-bit number");
  }
  next("block size");
}

}  // namespace

WfdbHeader ParseWfdbHeader(std::string_view text, std::string_view where,
                           const WfdbOptions& options) {
  return HeaderParser(where, options).Parse(text);
}

}  // namespace supreme
