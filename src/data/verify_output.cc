#include "data/verify_output.h"

#include <cmath>
#include <optional>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

std::string Number(double value) {
  return std::isnan(value) ? "" : FormatDouble(std::round(value * 1e6) / 1e6);
}

std::string Number(const std::optional<double>& value) { return value ? Number(*value) : ""; }

OrderedJson OrNull(const std::optional<double>& value) {
  return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

OrderedJson ToJson(const VerifyProblem& found) {
  const SignalProblem& problem = found.problem;
  OrderedJson json;
  json["record_id"] = found.record_id;
  json["check"] = problem.check;
  json["severity"] = SeverityName(problem.severity);
  json["lead"] = problem.lead;
  json["value"] = OrNull(problem.value);
  json["limit"] = OrNull(problem.limit);
  json["message"] = problem.message;
  return json;
}

}  // namespace

void WriteProblems(const std::filesystem::path& path, const VerifyReport& report) {
  CsvWriter csv(path, {"record_id", "check", "lead", "value", "limit", "message", "severity"});
  for (const VerifyProblem& found : report.problems) {
    const SignalProblem& problem = found.problem;
    csv.Row({found.record_id, problem.check, problem.lead, Number(problem.value),
             Number(problem.limit), problem.message, std::string(SeverityName(problem.severity))});
  }
  csv.Commit();
}

LeadTable::LeadTable(const std::filesystem::path& path)
    : csv_(path, {"record_id", "lead", "verdict", "samples", "invalid_samples", "min_mv", "max_mv",
                  "median_mv", "qrs_height_mv", "noise_mv", "mains_mv", "mains_hz", "wander_mv",
                  "level_sec", "clipped_sec", "identity_residual_mv"}) {}

void LeadTable::Add(const CheckedRecord& record) {
  const RecordQuality& quality = record.quality;
  for (size_t i = 0; i < quality.leads.size(); ++i) {
    const LeadQuality& lead = quality.leads[i];
    csv_.Row({record.record_id, quality.lead_names[i],
              std::string(Verdict(quality.problems, quality.lead_names[i])),
              std::to_string(lead.samples), std::to_string(lead.invalid_samples),
              Number(lead.min_mv), Number(lead.max_mv), Number(lead.median_mv),
              Number(lead.qrs_height_mv), Number(lead.noise_mv), Number(lead.mains_mv),
              Number(lead.mains_hz), Number(lead.wander_mv), Number(lead.level_sec),
              Number(lead.clipped_sec), Number(quality.identity_residuals_mv[i])});
  }
}

OrderedJson ToJson(const LeadQuality& quality) {
  OrderedJson json;
  json["min_mv"] = Rounded(quality.min_mv);
  json["max_mv"] = Rounded(quality.max_mv);
  json["qrs_height_mv"] = Rounded(quality.qrs_height_mv);
  json["noise_mv"] = Rounded(quality.noise_mv);
  json["mains_mv"] = Rounded(quality.mains_mv);
  json["wander_mv"] = Rounded(quality.wander_mv);
  json["level_sec"] = Rounded(quality.level_sec);
  json["clipped_sec"] = Rounded(quality.clipped_sec);
  json["invalid_samples"] = quality.invalid_samples;
  json["flat"] = quality.Flat();
  return json;
}

OrderedJson ToJson(const VerifyReport& report) {
  OrderedJson json;
  json["kind"] = report.kind;
  json["path"] = report.path.string();
  json["records"] = report.records;
  json["unreadable"] = report.unreadable;
  json["records_with_errors"] = report.records_with_errors;
  json["records_with_warnings"] = report.records_with_warnings;
  json["file_list"] = report.file_list;
  json["files_listed"] = report.files_listed;
  json["files_bad"] = report.files_bad;
  json["median_qrs_height_mv"] = Rounded(report.median_qrs_height_mv);
  json["counts"] = OrderedJson::array();
  for (const DatasetCount& count : report.counts) {
    OrderedJson entry;
    entry["dataset"] = count.dataset->name;
    entry["records"] = count.records;
    entry["published"] = count.dataset->published;
    entry["complete"] = count.IsComplete();
    json["counts"].push_back(std::move(entry));
  }
  json["checks"] = report.RecordsByCheck();
  json["problems"] = OrderedJson::array();
  for (const VerifyProblem& problem : report.problems) json["problems"].push_back(ToJson(problem));
  return json;
}

}  // namespace supreme
