#include "formats/lead_signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "core/error.h"
#include "formats/read_options.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

constexpr float kNoSample = std::numeric_limits<float>::quiet_NaN();

// Weights of leads I and II in a limb lead.
struct DerivedLead {
  std::string_view name;
  float of_lead_i;
  float of_lead_ii;
};
constexpr std::array<DerivedLead, 4> kDerivedLeads = {
    {{"III", -1.0F, 1.0F}, {"aVR", -0.5F, -0.5F}, {"aVL", 1.0F, -0.5F}, {"aVF", -0.5F, 1.0F}}};

std::optional<size_t> FindLead(const Record& record, std::string_view name) {
  const auto wanted = LeadIndex(name);
  for (size_t i = 0; i < record.lead_names.size(); ++i) {
    if (LeadIndex(record.lead_names[i]) == wanted) return i;
  }
  return std::nullopt;
}

void CheckNames(const std::vector<LeadSignal>& leads, std::string_view where) {
  std::set<std::string> names;
  for (const LeadSignal& lead : leads) {
    if (!names.insert(UsualLeadName(lead.name)).second) {
      throw Error(ErrorCode::kCorruptData, "lead \"" + lead.name + "\" stands there twice", where,
                  "export the record again with each lead once");
    }
  }
}

}  // namespace

Record RecordOf(const std::string& source_path) {
  Record record;
  record.source_path = source_path;
  record.record_id = std::filesystem::path(source_path).stem().string();
  return record;
}

void CheckSize(size_t lead_count, size_t samples_per_lead, std::string_view where) {
  if (lead_count <= kMaxLeads &&
      (lead_count == 0 || samples_per_lead <= kMaxSamples / lead_count)) {
    return;
  }
  throw Error(ErrorCode::kInvalidInput,
              std::to_string(lead_count) + " leads of " + std::to_string(samples_per_lead) +
                  " samples; at most " + std::to_string(kMaxLeads) + " leads and " +
                  std::to_string(kMaxSamples) + " samples in all leads together are read",
              where, "cut the recording into shorter ones");
}

void SetLeads(std::vector<LeadSignal> leads, std::string_view where, Record& record) {
  size_t sample_count = 0;
  for (const LeadSignal& lead : leads) {
    sample_count = std::max(sample_count, lead.samples_mv.size());
  }
  if (sample_count == 0) {
    throw Error(ErrorCode::kCorruptData, "no ECG samples", where,
                "export the record again with its rhythm strips");
  }
  CheckSize(leads.size(), sample_count, where);
  CheckNames(leads, where);
  record.sample_count = sample_count;
  record.samples_mv.reserve(leads.size() * sample_count);
  for (LeadSignal& lead : leads) {
    if (lead.samples_mv.size() < sample_count) {
      record.warnings.push_back("lead " + lead.name + " has " +
                                std::to_string(lead.samples_mv.size()) + " of " +
                                std::to_string(sample_count) + " samples");
    }
    lead.samples_mv.resize(sample_count, kNoSample);
    record.samples_mv.insert(record.samples_mv.end(), lead.samples_mv.begin(),
                             lead.samples_mv.end());
    record.lead_names.push_back(std::move(lead.name));
  }
}

double RateOfInterval(double interval_sec) {
  constexpr double kRounding = 2e-4;  // of a third of a hertz in 4 digits
  const double rate_hz = 1.0 / interval_sec;
  const double whole_hz = std::round(rate_hz);
  return std::abs(rate_hz - whole_hz) <= kRounding * whole_hz ? whole_hz : rate_hz;
}

std::string UsualLeadName(std::string_view name) {
  const auto index = LeadIndex(name);
  return index ? std::string(kLeadNames[*index]) : std::string(name);
}

void AddDerivedLimbLeads(Record& record) {
  const auto lead_i = FindLead(record, "I");
  const auto lead_ii = FindLead(record, "II");
  if (!lead_i || !lead_ii) return;
  std::string added;
  for (const DerivedLead& derived : kDerivedLeads) {
    if (FindLead(record, derived.name)) continue;
    CheckSize(record.lead_names.size() + 1, record.sample_count, record.source_path);
    std::vector<float> samples_mv(record.sample_count);
    const auto i_mv = record.Lead(*lead_i);
    const auto ii_mv = record.Lead(*lead_ii);
    for (size_t k = 0; k < samples_mv.size(); ++k) {
      samples_mv[k] = derived.of_lead_i * i_mv[k] + derived.of_lead_ii * ii_mv[k];
    }
    record.samples_mv.insert(record.samples_mv.end(), samples_mv.begin(), samples_mv.end());
    record.lead_names.emplace_back(derived.name);
    added += (added.empty() ? "" : ", ") + std::string(derived.name);
  }
  if (!added.empty()) record.warnings.push_back(added + " computed from I and II");
}

}  // namespace supreme::formats
