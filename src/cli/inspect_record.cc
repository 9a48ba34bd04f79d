#include "cli/inspect_record.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "data/verify_output.h"
#include "data/verify_source.h"
#include "formats/open.h"
#include "plot/terminal_strip.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "signal/window.h"

namespace supreme {
namespace {

constexpr double kStripSec = 10.0;
constexpr size_t kDefaultColumns = 80;

double Round(double value, double steps) { return std::round(value * steps) / steps; }

// What stands between the record and a prediction.
void AddWindowFacts(const Record& record, OrderedJson& json) {
  std::vector<std::string> warnings = record.warnings;
  try {
    const EcgWindow window = ToWindow(record);
    OrderedJson missing = OrderedJson::array();
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      if (window.present[lead] == 0) missing.push_back(kLeadNames[lead]);
    }
    json["missing_leads"] = missing;
    warnings.insert(warnings.end(), window.warnings.begin(), window.warnings.end());
  } catch (const Error& error) {
    warnings.emplace_back("cannot be scored: " + std::string(error.what()));
  }
  json["warnings"] = warnings;
}

OrderedJson DescribeProblem(const SignalProblem& problem) {
  OrderedJson json;
  json["check"] = problem.check;
  json["severity"] = SeverityName(problem.severity);
  json["lead"] = problem.lead;
  json["message"] = problem.message;
  return json;
}

size_t TerminalColumns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const auto number = ParseInt(columns == nullptr ? "" : columns);
  return number && *number > 0 ? static_cast<size_t>(*number) : kDefaultColumns;
}

std::string Cell(double value, int width, int digits) {
  std::string text = std::isfinite(value) ? FormatFixed(value, digits) : "-";
  return std::string(static_cast<size_t>(std::max(0, width - static_cast<int>(text.size()))), ' ') +
         text;
}

}  // namespace

InspectedRecord InspectRecordFile(const std::string& path, bool strict) {
  InspectedRecord inspected;
  formats::OpenOptions options;
  options.strict = strict;
  inspected.format = formats::DetectFormat(path);
  inspected.record = formats::OpenRecord(path, options);
  if (inspected.format == formats::Format::kWfdb) {
    for (const WfdbSignal& signal : ReadWfdbHeader(path, {.strict = strict}).signals) {
      inspected.gains.push_back(FormatDouble(signal.gain_per_unit) + "(" +
                                std::to_string(signal.baseline) + ")/" + signal.unit);
    }
  }
  try {
    inspected.quality = CheckContent(inspected.record);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    inspected.quality.problems.push_back({"unusable", Severity::kError, "", {}, {}, error.what()});
  }
  return inspected;
}

InspectedRecord InspectPackRow(const std::string& pack, const std::string& record_id) {
  const auto source = OpenPackSource(pack);
  for (size_t row = 0; row < source->size(); ++row) {
    if (source->Id(row) != record_id) continue;
    InspectedRecord inspected;
    inspected.record = source->Read(row);
    inspected.quality = CheckContent(inspected.record);
    return inspected;
  }
  throw Error(ErrorCode::kNotFound, "no record \"" + record_id + "\" in the pack", pack,
              "the first is \"" + (source->size() > 0 ? source->Id(0) : "") + "\"");
}

OrderedJson DescribeRecord(const InspectedRecord& inspected) {
  const Record& record = inspected.record;
  const RecordQuality& quality = inspected.quality;
  OrderedJson json;
  json["kind"] = "record";
  json["record_id"] = record.record_id;
  json["path"] = record.source_path;
  if (inspected.format) json["format"] = formats::FormatName(*inspected.format);
  json["sample_rate_hz"] = record.sample_rate_hz;
  json["samples"] = record.sample_count;
  json["duration_sec"] = Round(quality.duration_sec, 1e3);
  if (!std::isnan(record.age_years)) json["age_years"] = record.age_years;
  if (record.sex != Sex::kUnknown) json["sex"] = record.sex == Sex::kMale ? "male" : "female";
  if (!record.codes.empty()) json["codes"] = record.codes;
  if (!record.comments.empty()) json["comments"] = record.comments;
  json["lead_order"] = record.lead_names;
  AddWindowFacts(record, json);
  json["verdict"] = Verdict(quality.problems);
  json["qrs_height_mv"] = Round(quality.qrs_height_mv, 1e3);
  for (size_t i = 0; i < quality.leads.size(); ++i) {
    std::string name = record.lead_names[i];
    while (json["leads"].contains(name)) name += "'";
    OrderedJson lead;
    lead["verdict"] = Verdict(quality.problems, quality.lead_names[i]);
    if (i < inspected.gains.size()) lead["gain"] = inspected.gains[i];
    lead.update(ToJson(quality.leads[i]));
    if (std::isfinite(quality.identity_residuals_mv[i])) {
      lead["identity_residual_mv"] = Round(quality.identity_residuals_mv[i], 1e4);
    }
    json["leads"][name] = std::move(lead);
  }
  json["problems"] = OrderedJson::array();
  for (const SignalProblem& problem : quality.problems) {
    json["problems"].push_back(DescribeProblem(problem));
  }
  return json;
}

std::string QualityTable(const RecordQuality& quality) {
  std::string text =
      "lead      min     max     QRS   noise   mains  wander identity  verdict\n"
      "           mV      mV      mV      mV      mV      mV       mV\n";
  for (size_t i = 0; i < quality.leads.size(); ++i) {
    const LeadQuality& lead = quality.leads[i];
    std::string name = quality.lead_names[i].substr(0, 6);
    name.resize(6, ' ');
    const double nothing = std::nan("");
    const bool measured = !lead.Empty() && !lead.Flat();
    text += name + Cell(lead.Empty() ? nothing : lead.min_mv, 7, 3) + " " +
            Cell(lead.Empty() ? nothing : lead.max_mv, 7, 3) + " " +
            Cell(measured ? lead.qrs_height_mv : nothing, 7, 3) + " " +
            Cell(measured ? lead.noise_mv : nothing, 7, 3) + " " +
            Cell(measured ? lead.mains_mv : nothing, 7, 3) + " " +
            Cell(measured ? lead.wander_mv : nothing, 7, 3) + " " +
            Cell(quality.identity_residuals_mv[i], 8, 3) + "  " +
            (lead.Empty()  ? "no valid sample"
             : lead.Flat() ? "flat"
                           : std::string(Verdict(quality.problems, quality.lead_names[i]))) +
            "\n";
  }
  if (!quality.problems.empty()) text += "\n";
  for (const SignalProblem& problem : quality.problems) {
    text += std::string(SeverityName(problem.severity)) + ": " +
            (problem.lead.empty() ? "" : problem.lead + ": ") + problem.message + " (" +
            problem.check + ")\n";
  }
  return text;
}

std::string TerminalStrip(const Record& record, const std::string& lead_name, StripKind kind) {
  if (kind == StripKind::kNone) return "";
  const auto wanted = LeadIndex(lead_name);
  for (size_t i = 0; i < record.lead_names.size(); ++i) {
    const bool same =
        wanted ? LeadIndex(record.lead_names[i]) == wanted : record.lead_names[i] == lead_name;
    if (!same) continue;
    const std::span<const float> lead = record.Lead(i);
    const auto count =
        std::min(lead.size(), static_cast<size_t>(std::llround(kStripSec * record.sample_rate_hz)));
    const TerminalStripOptions options{TerminalColumns(), 8};
    const std::string strip = kind == StripKind::kSixel ? SixelStrip(lead.first(count), options)
                                                        : BrailleStrip(lead.first(count), options);
    const double seconds = static_cast<double>(count) / record.sample_rate_hz;
    return "lead " + record.lead_names[i] + ", " + FormatFixed(seconds, 1) + " s\n" +
           (strip.empty() ? "no valid sample\n" : strip);
  }
  std::string names;
  for (const auto& name : record.lead_names) names += (names.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::kUsage, "the record has no lead \"" + lead_name + "\"", "--lead", names);
}

}  // namespace supreme
