#include "formats/csv_record.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/lead_signals.h"

namespace supreme::formats {
namespace {

// Of the mean step: times are written with few digits, a missing row doubles a step.
constexpr double kMaxStepDeviation = 0.6;
constexpr size_t kMaxColumns = kMaxLeads + 2;  // time and index
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class ColumnKind { kLead, kTime, kCount };

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::kLead;
  double scale = 1;  // millivolts or seconds per unit
  std::vector<float> samples_mv;
};

// Lines with their numbers; comments and empty ones are passed over.
class LineReader {
 public:
  LineReader(std::string_view text, const std::string& where) : text_(text), where_(where) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  bool Next() {
    while (!text_.empty()) {
      const size_t end = std::min(text_.find('\n'), text_.size());
      line_ = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++number_;
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      if (!Trim(line_).empty() && line_.front() != '#') return true;
    }
    return false;
  }

  std::string_view line() const { return line_; }

  [[noreturn]] void Refuse(const std::string& what) const {
    throw Error(ErrorCode::kCorruptData, what, where_ + ":" + std::to_string(number_),
                "one column per lead, a first row with their names, decimal points");
  }

 private:
  std::string_view text_;
  std::string where_;
  std::string_view line_;
  size_t number_ = 0;
};

char FindDelimiter(std::string_view header) {
  for (const char delimiter : {'\t', ';', ','}) {
    if (header.find(delimiter) != std::string_view::npos) return delimiter;
  }
  return ',';  // a single column
}

std::vector<std::string_view> Split(const LineReader& lines, char delimiter) {
  const std::string_view line = lines.line();
  const auto count = std::count(line.begin(), line.end(), delimiter) + 1;
  if (static_cast<size_t>(count) > kMaxColumns) {
    lines.Refuse(std::to_string(count) + " columns, at most " + std::to_string(kMaxColumns) +
                 " are read");
  }
  std::vector<std::string_view> fields;
  for (size_t at = 0; at <= line.size();) {
    const size_t end = std::min(line.find(delimiter, at), line.size());
    fields.push_back(Trim(line.substr(at, end - at)));
    at = end + 1;
  }
  return fields;
}

std::string_view WithoutQuotes(std::string_view field) {
  const bool quoted = field.size() >= 2 && field.front() == '"' && field.back() == '"';
  return quoted ? Trim(field.substr(1, field.size() - 2)) : field;
}

std::optional<double> SecondsPerUnit(std::string_view unit) {
  if (unit == "s" || unit == "sec" || unit == "seconds") return 1.0;
  if (unit == "ms") return 1e-3;
  if (unit == "us") return 1e-6;
  return std::nullopt;
}

struct NameAndUnit {
  std::string name;
  std::string unit;
};

// "V1 [uV]" and "time (ms)"; what has no brackets is all name.
NameAndUnit TakeApart(std::string_view text) {
  const size_t open = text.find_last_of("[(");
  const bool has_unit =
      open != std::string_view::npos && open > 0 && (text.back() == ']' || text.back() == ')');
  if (!has_unit) return {std::string(text), ""};
  return {std::string(Trim(text.substr(0, open))),
          std::string(Trim(text.substr(open + 1, text.size() - open - 2)))};
}

Column ReadColumn(std::string_view field, const ReadOptions& options, const LineReader& lines) {
  const auto [name, unit] = TakeApart(WithoutQuotes(field));
  const std::string lower = AsciiLower(name);
  if (name.empty()) lines.Refuse("a column has no name");
  if (lower == "index" || lower == "sample") return {name, ColumnKind::kCount, 1, {}};
  const bool is_time = lower == "time" || lower == "t" || lower.starts_with("time_");
  if (is_time) {
    std::string time_unit = AsciiLower(unit);
    if (time_unit.empty()) time_unit = lower.starts_with("time_") ? lower.substr(5) : "s";
    const auto scale = SecondsPerUnit(time_unit);
    if (!scale) lines.Refuse("\"" + time_unit + "\" is no unit of time; s, ms and us are");
    return {name, ColumnKind::kTime, *scale, {}};
  }
  std::string_view voltage = unit.empty() ? std::string_view(options.unit) : unit;
  if (voltage.empty()) voltage = "mV";
  const auto scale = MillivoltsPerUnit(voltage);
  if (!scale) lines.Refuse("\"" + std::string(voltage) + "\" is no unit of voltage");
  if (ParseDouble(name)) lines.Refuse("the first row holds numbers, not the names of leads");
  return {UsualLeadName(name), ColumnKind::kLead, *scale, {}};
}

float ReadSample(std::string_view field, double scale, const LineReader& lines) {
  constexpr float kNoSample = std::numeric_limits<float>::quiet_NaN();
  if (field.empty() || AsciiLower(field) == "nan") return kNoSample;
  const auto value = ParseDouble(field);
  if (!value) lines.Refuse("\"" + std::string(field.substr(0, 20)) + "\" is no number");
  return static_cast<float>(*value * scale);
}

// The rate that the time column tells.
class TimeColumn {
 public:
  void Add(std::string_view field, double scale, const LineReader& lines) {
    const auto value = ParseDouble(field);
    if (!value) lines.Refuse("\"" + std::string(field.substr(0, 20)) + "\" is no time");
    const double time_sec = *value * scale;
    if (count_ == 0) first_sec_ = time_sec;
    if (count_ > 0) {
      const double step_sec = time_sec - last_sec_;
      if (!(step_sec > 0)) lines.Refuse("the time does not go up");
      min_step_sec_ = std::min(min_step_sec_, step_sec);
      max_step_sec_ = std::max(max_step_sec_, step_sec);
    }
    last_sec_ = time_sec;
    ++count_;
  }

  double RateHz(const LineReader& lines) const {
    if (count_ < 2) lines.Refuse("a single time gives no rate");
    const double mean_sec = (last_sec_ - first_sec_) / static_cast<double>(count_ - 1);
    const double slack_sec = kMaxStepDeviation * mean_sec;
    if (max_step_sec_ - mean_sec > slack_sec || mean_sec - min_step_sec_ > slack_sec) {
      lines.Refuse("the times are not evenly spaced");
    }
    return RateOfInterval(mean_sec);
  }

  bool empty() const { return count_ == 0; }

 private:
  size_t count_ = 0;
  double first_sec_ = 0;
  double last_sec_ = 0;
  double min_step_sec_ = std::numeric_limits<double>::infinity();
  double max_step_sec_ = 0;
};

std::vector<Column> ReadHeader(LineReader& lines, char& delimiter, const ReadOptions& options) {
  std::vector<Column> columns;
  if (!lines.Next()) lines.Refuse("no row with the names of leads");
  delimiter = FindDelimiter(lines.line());
  for (const std::string_view field : Split(lines, delimiter)) {
    columns.push_back(ReadColumn(field, options, lines));
  }
  return columns;
}

}  // namespace

Record ReadCsvRecord(std::span<const std::byte> bytes, const std::string& source_path,
                     const ReadOptions& options) {
  LineReader lines({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, source_path);
  char delimiter = ',';
  std::vector<Column> columns = ReadHeader(lines, delimiter, options);
  TimeColumn time;
  for (size_t row = 1; lines.Next(); ++row) {
    CheckSize(columns.size(), row, source_path);
    const auto fields = Split(lines, delimiter);
    if (fields.size() != columns.size()) {
      lines.Refuse(std::to_string(fields.size()) + " fields, the first row has " +
                   std::to_string(columns.size()));
    }
    for (size_t i = 0; i < columns.size(); ++i) {
      Column& column = columns[i];
      if (column.kind == ColumnKind::kTime) time.Add(fields[i], column.scale, lines);
      if (column.kind != ColumnKind::kLead) continue;
      column.samples_mv.push_back(ReadSample(fields[i], column.scale, lines));
    }
  }
  Record record = RecordOf(source_path);
  std::vector<LeadSignal> leads;
  for (Column& column : columns) {
    if (column.kind != ColumnKind::kLead) continue;
    leads.push_back({std::move(column.name), std::move(column.samples_mv)});
  }
  SetLeads(std::move(leads), source_path, record);
  record.sample_rate_hz = time.empty() ? ToldSampleRate(options, source_path) : time.RateHz(lines);
  return record;
}

}  // namespace supreme::formats
