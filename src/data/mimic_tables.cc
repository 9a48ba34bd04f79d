#include "data/mimic_tables.h"

#include <algorithm>
#include <optional>
#include <span>

#include "core/interrupt.h"
#include "core/numbers.h"
#include "data/table_values.h"
#include "text/report_clean.h"

namespace supreme {
namespace {

constexpr std::string_view kListName = "record_list.csv";
constexpr std::string_view kMeasuredName = "machine_measurements.csv";
constexpr size_t kMaxReportColumns = 100;

std::optional<uint64_t> ParseId(const std::string& cell) {
  const auto value = ParseInt(ReadId(cell));
  if (!value || *value < 0) return std::nullopt;
  return static_cast<uint64_t>(*value);
}

std::vector<size_t> ReportColumns(const CsvReader& csv) {
  std::vector<size_t> columns = {csv.Column("report_0")};
  while (columns.size() < kMaxReportColumns) {
    const auto next = csv.FindColumn("report_" + std::to_string(columns.size()));
    if (!next) break;
    columns.push_back(*next);
  }
  return columns;
}

std::string AssembleReport(const CsvReader& csv, std::span<const size_t> columns) {
  std::vector<std::string> parts;
  for (const size_t column : columns) {
    if (!csv[column].empty()) parts.push_back(csv[column]);
  }
  return JoinReport(parts);
}

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c != ' ' && !inside) ++words;
    inside = c != ' ';
  }
  return words;
}

std::string Name(std::string_view file) { return std::string(file); }

}  // namespace

std::string CleanMeasurement(std::string_view cell) {
  const std::string text = ReadId(cell);
  const auto value = ParseDouble(text);
  if (!value) return "";
  for (const double sentinel : {29999.0, 32767.0, -32768.0, 65535.0}) {
    if (*value == sentinel) return "";
  }
  return text;
}

CsvReader MimicTables::Table::ReadRows(const std::vector<Place>& places) const {
  std::string content = CsvLine(columns);
  for (const Place& place : places) {
    const size_t begin = content.size();
    content.resize(begin + place.bytes);
    content.resize(begin + file.ReadAt(place.offset, std::span(content).subspan(begin)));
    if (!content.ends_with('\n')) content += '\n';
  }
  return CsvReader(std::move(content), file.path().string());
}

MimicTables::MimicTables(const std::filesystem::path& dir, size_t min_words)
    : list_(dir / kListName), measured_(dir / kMeasuredName) {
  std::vector<Measured> measured = IndexMeasured(min_words);
  JoinList(measured);
  ReportUnlisted(measured);
}

void MimicTables::LeaveOut(const std::string& reason, PartNote note) {
  ++left_out_[reason];
  note.code = reason;
  notes_.push_back(std::move(note));
}

// Sorted by study, each once.
std::vector<MimicTables::Measured> MimicTables::IndexMeasured(size_t min_words) {
  CsvReader csv = CsvReader::OpenStream(measured_.file.path());
  measured_.columns = csv.columns();
  const size_t study_column = csv.Column("study_id"), subject_column = csv.Column("subject_id");
  const std::vector<size_t> report_columns = ReportColumns(csv);
  std::vector<std::pair<std::string, size_t>> values;
  for (const std::string_view name : kMimicMeasurements) {
    values.emplace_back(name, csv.Column(name));
  }
  std::vector<Measured> rows;
  while (csv.Next()) {
    ThrowIfInterrupted();
    const auto study = ParseId(csv[study_column]), subject = ParseId(csv[subject_column]);
    if (!study || !subject) {
      LeaveOut("unreadable id", {csv[study_column], "", "", csv.Where() + ": ids are no numbers"});
      continue;
    }
    for (const auto& [name, column] : values) {
      if (!csv[column].empty() && CleanMeasurement(csv[column]).empty()) ++unmeasured_[name];
    }
    const size_t words = CountWords(AssembleReport(csv, report_columns));
    const Report report = words == 0          ? Report::kEmpty
                          : words < min_words ? Report::kShort
                                              : Report::kKept;
    rows.push_back({*study, *subject, {csv.row_offset(), csv.row_bytes()}, report});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Measured& a, const Measured& b) { return a.study < b.study; });
  std::vector<Measured> once;
  for (const Measured& row : rows) {
    if (once.empty() || once.back().study != row.study) {
      once.push_back(row);
    } else {
      LeaveOut("measured twice", {std::to_string(row.study), "", "",
                                  "further row of the study in " + Name(kMeasuredName)});
    }
  }
  return once;
}

void MimicTables::JoinRow(const CsvReader& row, std::vector<Measured>& measured) {
  const std::string &id = row["study_id"], &path = row["path"];
  const auto leave_out = [&](const std::string& reason, const std::string& what) {
    LeaveOut(reason, {id, path, "", row.Where() + ": " + what});
  };
  const auto study = ParseId(id), subject = ParseId(row["subject_id"]);
  if (!study || !subject) return leave_out("unreadable id", "ids are no numbers");
  const auto found =
      std::lower_bound(measured.begin(), measured.end(), *study,
                       [](const Measured& a, uint64_t value) { return a.study < value; });
  if (found == measured.end() || found->study != *study) {
    return leave_out("not measured", "the study is not in " + Name(kMeasuredName));
  }
  if (found->listed) return leave_out("listed twice", "further row of the study");
  found->listed = true;
  if (found->subject != *subject) {
    return leave_out("subject ids differ", "is of subject " + std::to_string(found->subject) +
                                               " in " + Name(kMeasuredName));
  }
  if (found->report == Report::kEmpty) return leave_out("empty report", "no word is left of it");
  if (found->report == Report::kShort) return leave_out("short report", "has too few words");
  studies_.push_back({{row.row_offset(), row.row_bytes()}, found->place});
}

void MimicTables::JoinList(std::vector<Measured>& measured) {
  CsvReader csv = CsvReader::OpenStream(list_.file.path());
  list_.columns = csv.columns();
  for (const char* name : {"subject_id", "study_id", "path"}) csv.Column(name);
  while (csv.Next()) {
    ThrowIfInterrupted();
    JoinRow(csv, measured);
  }
}

void MimicTables::ReportUnlisted(const std::vector<Measured>& measured) {
  for (const Measured& row : measured) {
    if (row.listed) continue;
    LeaveOut("not listed",
             {std::to_string(row.study), "", "", "the study is not in " + Name(kListName)});
  }
}

std::vector<ShardedItem> MimicTables::Read(size_t first, size_t count) const {
  std::vector<Place> list_places, measured_places;
  for (size_t i = first; i < first + count; ++i) {
    list_places.push_back(studies_[i].list);
    measured_places.push_back(studies_[i].measured);
  }
  CsvReader list = list_.ReadRows(list_places);
  CsvReader measured = measured_.ReadRows(measured_places);
  const std::vector<size_t> report_columns = ReportColumns(measured);
  std::vector<ShardedItem> items;
  while (list.Next() && measured.Next()) {
    ShardedItem read;
    read.item.row.record_id = ReadId(list["study_id"]);
    read.item.row.patient_id = ReadId(list["subject_id"]);
    read.item.row.age_years = std::nan("");
    read.item.row.source = list["path"];
    read.item.report = AssembleReport(measured, report_columns);
    const auto time = measured.FindColumn("ecg_time");
    read.extra.push_back(time ? measured[*time] : "");
    for (const std::string_view name : kMimicMeasurements) {
      read.extra.push_back(CleanMeasurement(measured[name]));
    }
    if (ReadId(measured["study_id"]) != read.item.row.record_id) break;
    items.push_back(std::move(read));
  }
  if (items.size() != count) {
    throw Error(ErrorCode::kCorruptData, "table changed while it was read",
                list_.file.path().string(), "start the import again");
  }
  return items;
}

}  // namespace supreme
