#include "formats/record_answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "core/json.h"
#include "formats/byte_reader.h"
#include "formats/plain_text.h"
#include "formats/read_options.h"

namespace supreme::formats {
namespace {

constexpr std::string_view kMagic = "SUPOPEN1";
constexpr uint32_t kMaxJsonBytes = 32u << 20;
constexpr size_t kMaxTextBytes = 1000;
constexpr size_t kMaxNameBytes = 200;
constexpr size_t kMaxLines = 1000;
constexpr double kMaxRateHz = 1e6;
constexpr double kMaxAgeYears = 150;
constexpr std::array<std::string_view, 3> kSexes = {"unknown", "male", "female"};
// What a helper may say; anything else of its own making is a damaged file to the parent.
constexpr std::array kCodes = {ErrorCode::kInvalidInput, ErrorCode::kCorruptData,
                               ErrorCode::kNotFound, ErrorCode::kUnavailable};

Json PlainLines(const std::vector<std::string>& lines) {
  Json json = Json::array();
  for (size_t i = 0; i < std::min(lines.size(), kMaxLines); ++i)
    json.push_back(PlainText(lines[i]));
  return json;
}

Json Describe(const Record& record) {
  Json json;
  std::string id = PlainText(record.record_id).substr(0, kMaxNameBytes);
  std::replace(id.begin(), id.end(), '/', '_');
  json["record_id"] = PlainText(id);
  json["lead_names"] = PlainLines(record.lead_names);
  json["sample_rate_hz"] = record.sample_rate_hz;
  json["sample_count"] = record.sample_count;
  json["comments"] = PlainLines(record.comments);
  json["warnings"] = PlainLines(record.warnings);
  json["codes"] = PlainLines(record.codes);
  json["age_years"] = std::isnan(record.age_years) ? Json(nullptr) : Json(record.age_years);
  json["sex"] = kSexes[static_cast<size_t>(record.sex)];
  return json;
}

std::string WithHead(const Json& json) {
  const std::string text = DumpJson(json);
  const auto length = static_cast<uint32_t>(text.size());
  std::string bytes(kMagic);
  bytes.append(reinterpret_cast<const char*>(&length), sizeof(length));
  return bytes + text;
}

class AnswerParser {
 public:
  AnswerParser(std::span<const std::byte> bytes, const std::string& source_path)
      : source_path_(source_path), reader_(bytes, source_path_) {}

  RecordAnswer Parse() {
    try {
      const Json json = ReadHead();
      if (json.contains("error")) ThrowAnswered(json.at("error"));
      return ReadRecords(json);
    } catch (const Json::exception&) {
      Refuse("its description has the wrong shape");
    }
  }

 private:
  Json ReadHead() {
    if (reader_.remaining() < kMagic.size() || reader_.TakeText(kMagic.size()) != kMagic) {
      Refuse("it does not begin as one");
    }
    const auto length = reader_.Read<uint32_t>();
    if (length > kMaxJsonBytes) Refuse("its description is over 32 MiB");
    return ParseJson(reader_.TakeText(length), source_path_);
  }

  [[noreturn]] void ThrowAnswered(const Json& error) const {
    const std::string name = error.at("code").get<std::string>();
    ErrorCode code = ErrorCode::kCorruptData;
    for (const ErrorCode known : kCodes) {
      if (ErrorCodeName(known) == name) code = known;
    }
    throw Error(code, PlainText(error.at("what").get<std::string>()), source_path_,
                PlainText(error.at("hint").get<std::string>()));
  }

  RecordAnswer ReadRecords(const Json& json) {
    RecordAnswer answer;
    answer.total = Count(json.at("total"));
    const Json& list = json.at("records");
    if (!list.is_array() || list.size() > answer.total) Refuse("it has more records than the file");
    for (const Json& description : list) answer.records.push_back(ReadRecord(description));
    answer.ids = Lines(json.at("ids"), answer.total, kMaxNameBytes);
    if (!reader_.AtEnd()) Refuse("bytes follow the last sample");
    return answer;
  }

  Record ReadRecord(const Json& json) {
    Record record;
    record.source_path = source_path_;
    record.record_id = Text(json.at("record_id"), kMaxNameBytes);
    if (record.record_id.empty() || record.record_id.find('/') != std::string::npos) {
      Refuse("a record has no proper id");
    }
    record.lead_names = Lines(json.at("lead_names"), kMaxLeads);
    record.comments = Lines(json.at("comments"), kMaxLines);
    record.warnings = Lines(json.at("warnings"), kMaxLines);
    record.codes = Lines(json.at("codes"), kMaxLines);
    record.sample_rate_hz = Number(json.at("sample_rate_hz"), kMaxRateHz);
    if (record.sample_rate_hz <= 0) Refuse("a rate is not above 0 Hz");
    if (!json.at("age_years").is_null()) {
      record.age_years = Number(json.at("age_years"), kMaxAgeYears);
    }
    const auto sex = std::find(kSexes.begin(), kSexes.end(), json.at("sex").get<std::string>());
    if (sex == kSexes.end()) Refuse("a sex is neither unknown, male nor female");
    record.sex = static_cast<Sex>(sex - kSexes.begin());
    ReadSamples(Count(json.at("sample_count")), record);
    return record;
  }

  void ReadSamples(size_t sample_count, Record& record) {
    const size_t leads = record.lead_names.size();
    if (leads == 0 || sample_count == 0 || sample_count > kMaxSamples / leads) {
      Refuse("a record has no leads, no samples or too many");
    }
    record.sample_count = sample_count;
    const auto raw = reader_.Take(leads * sample_count * sizeof(float));
    record.samples_mv.resize(leads * sample_count);
    std::memcpy(record.samples_mv.data(), raw.data(), raw.size());
    if (std::any_of(record.samples_mv.begin(), record.samples_mv.end(),
                    [](float mv) { return std::isinf(mv); })) {
      Refuse("a sample is infinite");
    }
  }

  std::string Text(const Json& json, size_t max_bytes) const {
    std::string text = json.get<std::string>();
    if (!IsPlainText(text, max_bytes)) Refuse("a text is too long or not plain");
    return text;
  }

  std::vector<std::string> Lines(const Json& json, size_t max_lines,
                                 size_t max_bytes = kMaxTextBytes) const {
    if (!json.is_array() || json.size() > max_lines) Refuse("a list is too long");
    std::vector<std::string> lines;
    for (const Json& line : json) lines.push_back(Text(line, max_bytes));
    return lines;
  }

  double Number(const Json& json, double high) const {
    if (!json.is_number()) Refuse("a number is none");
    const double value = json.get<double>();
    if (!(value >= 0 && value <= high)) Refuse("a number is out of range");
    return value;
  }

  size_t Count(const Json& json) const {
    if (!json.is_number_unsigned()) Refuse("a count is no whole number");
    return json.get<size_t>();
  }

  [[noreturn]] void Refuse(const std::string& why) const {
    throw Error(ErrorCode::kCorruptData, "the file reader gave no valid answer: " + why,
                source_path_, "the file may be damaged; get it again");
  }

  const std::string& source_path_;
  ByteReader reader_;
};

}  // namespace

std::string EncodeAnswer(const RecordAnswer& answer) {
  Json json;
  json["total"] = answer.total;
  json["records"] = Json::array();
  for (const Record& record : answer.records) json["records"].push_back(Describe(record));
  json["ids"] = answer.ids;
  std::string bytes = WithHead(json);
  for (const Record& record : answer.records) {
    bytes.append(reinterpret_cast<const char*>(record.samples_mv.data()),
                 record.samples_mv.size() * sizeof(float));
  }
  return bytes;
}

std::string EncodeAnswer(const Error& error) {
  std::string what = error.what();
  // The parent adds the place and the hint again.
  if (what.starts_with(error.where() + ": ")) what.erase(0, error.where().size() + 2);
  if (const size_t hint = what.rfind("; try: " + error.hint()); !error.hint().empty()) {
    what.resize(std::min(what.size(), hint));
  }
  Json json;
  json["error"] = {{"code", ErrorCodeName(error.code())},
                   {"what", PlainText(what)},
                   {"hint", PlainText(error.hint())}};
  return WithHead(json);
}

RecordAnswer ParseAnswer(std::span<const std::byte> bytes, const std::string& source_path) {
  return AnswerParser(bytes, source_path).Parse();
}

}  // namespace supreme::formats
