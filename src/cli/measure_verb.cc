// supreme measure: rates, intervals, axes and amplitudes of ECG files.
#include <cmath>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/numbers.h"
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

void PrintHeader(const std::string& format) {
  if (format == "json") return;
  std::printf(format == "csv" ? "record" : "%-20s", "record");
  for (const Column& column : kColumns) {
    if (format == "csv") {
      std::printf(",%s", column.name);
    } else if (column.title != nullptr) {
      std::printf(" %6s", column.title);
    }
  }
  if (format == "csv") {
    for (const std::string_view lead : kLeadNames) {
      for (const auto& [name, value] : kLeadColumns) {
        std::printf(",%s_%s", std::string(lead).c_str(), name);
      }
    }
  }
  std::printf("\n");
}

void PrintCsv(const std::string& record_id, const EcgMeasurements& m) {
  std::printf("%s", CsvField(record_id).c_str());
  const auto print = [](double value) {
    std::printf(",%s", std::isnan(value) ? "" : FormatDouble(Round(value)).c_str());
  };
  for (const Column& column : kColumns) print(m.*column.value);
  for (const LeadMeasurements& lead : m.leads) {
    for (const auto& [name, value] : kLeadColumns) print(lead.*value);
  }
  std::printf("\n");
}

void PrintRow(const std::string& record_id, const EcgMeasurements& m) {
  std::printf("%-20s", record_id.c_str());
  for (const Column& column : kColumns) {
    if (column.title != nullptr) std::printf(" %6s", Whole(m.*column.value).c_str());
  }
  std::printf("\n");
}

void PrintJson(const Record& record, const EcgMeasurements& m) {
  OrderedJson json;
  json["record"] = record.record_id;
  json["path"] = record.source_path;
  for (const Column& column : kColumns) json[column.name] = Round(m.*column.value);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    OrderedJson& values = json["leads"][std::string(kLeadNames[lead])];
    for (const auto& [name, value] : kLeadColumns) values[name] = Round(m.leads[lead].*value);
  }
  std::printf("%s\n", DumpJson(json).c_str());
}

void MeasureFile(const std::filesystem::path& path, const std::string& format) {
  const Record record = formats::OpenRecord(path);
  const EcgWindow window = ToWindow(record);
  for (const std::string& warning : window.warnings) {
    std::fprintf(stderr, "note: %s: %s\n", record.record_id.c_str(), warning.c_str());
  }
  const EcgMeasurements m =
      MeasureEcg(window.samples_mv, window.present, kWindowRateHz).measurements;
  if (format == "json") {
    PrintJson(record, m);
  } else if (format == "csv") {
    PrintCsv(record.record_id, m);
  } else {
    PrintRow(record.record_id, m);
  }
}

}  // namespace

int RunMeasure(const VerbArguments& arguments) {
  std::vector<std::string> paths;
  std::string format = "table";
  Arguments flags("measure",
                  "Measures the first 10 s of ECGs: rates per minute, intervals in ms, axes in\n"
                  "degrees, amplitudes per lead in mV (json: one record a line; csv).\n"
                  "Research use, not for diagnosis.",
                  {"supreme measure ecg.hea", "supreme measure ecgs/ --format csv > measured.csv"});
  flags.Positional("path", paths, "ECG files of any format that is read, or folders of them");
  flags.Choice("--format", format, {"table", "json", "csv"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  const auto files = formats::FindRecords(paths);
  PrintHeader(format);
  bool all_read = true;
  for (const auto& file : files) {
    ThrowIfInterrupted();
    try {
      MeasureFile(file, format);
    } catch (const Error& error) {
      if (files.size() == 1) throw;
      std::fprintf(stderr, "error: %s\n", error.what());
      all_read = false;
    }
  }
  return all_read ? 0 : 1;
}

}  // namespace supreme
