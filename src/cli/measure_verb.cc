// supreme measure: rates, intervals, axes and amplitudes of ECG files.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <span>
#include <utility>

#include "cli/arguments.h"
#include "cli/verb.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "formats/find_records.h"
#include "formats/open.h"
#include "signal/measure.h"
#include "signal/window.h"

namespace supreme {
namespace {

using RecordValue = double EcgMeasurements::*;
using LeadValue = double LeadMeasurements::*;

struct Column {
  const char* name;   // in JSON and CSV
  const char* title;  // in the table; nullptr = not shown there
  RecordValue value;
};

constexpr Column kColumns[] = {
    {"ventricular_rate_bpm", "rate", &EcgMeasurements::ventricular_rate_bpm},
    {"atrial_rate_bpm", "atrial", &EcgMeasurements::atrial_rate_bpm},
    {"mean_rr_ms", nullptr, &EcgMeasurements::mean_rr_ms},
    {"shortest_rr_ms", nullptr, &EcgMeasurements::shortest_rr_ms},
    {"longest_rr_ms", nullptr, &EcgMeasurements::longest_rr_ms},
    {"rr_variation", nullptr, &EcgMeasurements::rr_variation},
    {"p_ms", "P", &EcgMeasurements::p_ms},
    {"pr_ms", "PR", &EcgMeasurements::pr_ms},
    {"qrs_ms", "QRS", &EcgMeasurements::qrs_ms},
    {"qt_ms", "QT", &EcgMeasurements::qt_ms},
    {"qtc_ms", "QTc", &EcgMeasurements::qtc_ms},
    {"p_axis_degrees", "P axis", &EcgMeasurements::p_axis_degrees},
    {"qrs_axis_degrees", "axis", &EcgMeasurements::qrs_axis_degrees},
    {"t_axis_degrees", "T axis", &EcgMeasurements::t_axis_degrees},
    {"beat_count", "beats", &EcgMeasurements::beat_count},
    {"wide_beat_count", "wide", &EcgMeasurements::wide_beat_count},
    {"premature_beat_count", "early", &EcgMeasurements::premature_beat_count},
};

constexpr std::pair<const char*, LeadValue> kLeadColumns[] = {
    {"p_mv", &LeadMeasurements::p_mv},
    {"p_negative_mv", &LeadMeasurements::p_negative_mv},
    {"q_mv", &LeadMeasurements::q_mv},
    {"q_ms", &LeadMeasurements::q_ms},
    {"r_mv", &LeadMeasurements::r_mv},
    {"s_mv", &LeadMeasurements::s_mv},
    {"r_prime_mv", &LeadMeasurements::r_prime_mv},
    {"qrs_peak_to_peak_mv", &LeadMeasurements::qrs_peak_to_peak_mv},
    {"j_mv", &LeadMeasurements::j_mv},
    {"st40_mv", &LeadMeasurements::st40_mv},
    {"st60_mv", &LeadMeasurements::st60_mv},
    {"st80_mv", &LeadMeasurements::st80_mv},
    {"t_mv", &LeadMeasurements::t_mv},
    {"t_max_mv", &LeadMeasurements::t_max_mv},
    {"t_min_mv", &LeadMeasurements::t_min_mv},
    {"u_mv", &LeadMeasurements::u_mv},
};

double Round(double value) { return std::round(value * 1000.0) / 1000.0; }

std::string Whole(double value) { return std::isnan(value) ? "-" : FormatFixed(value, 0); }

// RFC 4180: quotes where a name needs them.
std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string Padded(std::string text, size_t columns, bool to_right) {
  const std::string spaces(columns - std::min(columns, text.size()), ' ');
  return to_right ? spaces + text : text + spaces;
}

std::string Header(const std::string& format) {
  if (format == "json") return "[";
  if (format == "jsonl") return "";
  std::string line = format == "csv" ? "record" : Padded("record", 20, false);
  for (const Column& column : kColumns) {
    if (format == "csv") {
      line += std::string(",") + column.name;
    } else if (column.title != nullptr) {
      line += " " + Padded(column.title, 6, true);
    }
  }
  for (const std::string_view lead : kLeadNames) {
    if (format != "csv") break;
    for (const auto& [name, value] : kLeadColumns) line += "," + std::string(lead) + "_" + name;
  }
  return line + "\n";
}

std::string CsvRow(const std::string& record_id, const EcgMeasurements& m) {
  std::string row = CsvField(record_id);
  const auto add = [&row](double value) {
    row += "," + (std::isnan(value) ? "" : FormatDouble(Round(value)));
  };
  for (const Column& column : kColumns) add(m.*column.value);
  for (const LeadMeasurements& lead : m.leads) {
    for (const auto& [name, value] : kLeadColumns) add(lead.*value);
  }
  return row + "\n";
}

std::string TableRow(const std::string& record_id, const EcgMeasurements& m) {
  std::string row = Padded(record_id, 20, false);
  for (const Column& column : kColumns) {
    if (column.title != nullptr) row += " " + Padded(Whole(m.*column.value), 6, true);
  }
  return row + "\n";
}

std::string Json(const Record& record, const EcgMeasurements& m,
                 const std::vector<std::string>& warnings) {
  OrderedJson json;
  json["record"] = record.record_id;
  json["path"] = record.source_path;
  json["warnings"] = warnings;
  for (const Column& column : kColumns) json[column.name] = Round(m.*column.value);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    OrderedJson& values = json["leads"][std::string(kLeadNames[lead])];
    for (const auto& [name, value] : kLeadColumns) values[name] = Round(m.leads[lead].*value);
  }
  return DumpJson(json);
}

// One record in the format; JSON without a line's end.
std::string MeasureFile(const std::filesystem::path& path, const std::string& format) {
  const Record record = formats::OpenRecord(path);
  const EcgWindow window = ToWindow(record);
  for (const std::string& warning : window.warnings) {
    std::fprintf(stderr, "note: %s: %s\n", record.record_id.c_str(), warning.c_str());
  }
  const EcgMeasurements m =
      MeasureEcg(window.samples_mv, window.present, kWindowRateHz).measurements;
  if (format == "csv") return CsvRow(record.record_id, m);
  if (format == "table") return TableRow(record.record_id, m);
  return Json(record, m, window.warnings);
}

// Writes the records that can be read; false when there is one that cannot.
bool MeasureFiles(std::span<const std::filesystem::path> files, const std::string& format) {
  constexpr auto kSilence = std::chrono::seconds(2);
  Progress progress("measure", files.size(), "records", kSilence);
  std::string before = Header(format);  // goes out with the first record
  uint64_t done = 0;
  uint64_t failed = 0;
  for (const auto& file : files) {
    ThrowIfInterrupted();
    try {
      const std::string row = MeasureFile(file, format);
      WriteOutput(before + row + (format == "jsonl" ? "\n" : ""));
      before = format == "json" ? ",\n" : "";
    } catch (const Error& error) {
      if (files.size() == 1 || error.where() == kOutputName) throw;
      std::fprintf(stderr, "error: %s\n", error.what());
      ++failed;
    }
    progress.Update(++done);
  }
  if (failed == files.size()) WriteOutput(before);
  if (format == "json") WriteOutput("]\n");
  progress.Finish(failed == 0 ? "" : std::to_string(failed) + " not read");
  return failed == 0;
}

}  // namespace

int RunMeasure(const VerbArguments& arguments) {
  std::vector<std::string> paths;
  std::string format = "table";
  Arguments flags("measure",
                  "Measures the first 10 s of ECGs: rates per minute, intervals in ms, axes in "
                  "degrees, amplitudes per lead in mV (JSON and CSV).\n"
                  "Research use, not for diagnosis.",
                  {"supreme measure ecg.hea", "supreme measure ecgs/ --format csv > measured.csv"});
  flags.Positional("path", paths, "ECG files of any format that is read, or folders of them");
  flags.Choice("--format", format, {"table", "json", "jsonl", "csv"},
               "output format; jsonl: one record a line");
  if (!flags.Parse(arguments)) return 0;
  return MeasureFiles(formats::FindRecords(paths), format) ? 0 : 1;
}

}  // namespace supreme
